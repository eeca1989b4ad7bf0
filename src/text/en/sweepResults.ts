/** Of the results of a sweep that the reader opened. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SWEEP_RESULTS = {
  title: (source: string) => `Sweep: ${source}`,
  diverged: 'Every run diverged: there is nothing to draw.',
  differences: 'Differences to',
  none: 'none',
  table: 'Results of the sweep',
  dots: 'Bound in nats a sequence: a dot a seed, a line through the means.',
  chart: (setting: string, runs: number, series: readonly string[]) =>
    `Bound in nats a sequence against ${setting}: ${runs} runs, and a line through the means of ${series.join(', ')}. The table below has the figures.`,
};

export type SweepResultsText = Words<typeof SWEEP_RESULTS>;
export const sweepResultsText = section('sweepResults', SWEEP_RESULTS);
