/** Words in files that programs read: in English whatever the page speaks. */

/** What a run file says it is. */
export const FORMAT = 'run of SIS-RNN Playground';

/** Of bounds, KL and reconstructions in files. */
export const UNITS = 'nats per sequence';
