/** What the export menu writes: metrics as CSV and JSON, the experiment as JSON. Text only, no download. */
import type { Experiment } from '../config/experiment.ts';
import { UNITS } from './library/fileWords.ts';
import type { Curves } from './metrics.ts';

/** One line of the metrics; a field a split does not have is null. Bound, KL, reconstruction: nats per sequence. */
export interface MetricsRow {
  readonly step: number;
  readonly model: string;
  readonly split: 'training' | 'validation';
  readonly bound: number;
  readonly boundStderr: number | null;
  readonly reconstruction: number | null;
  readonly kl: number;
  readonly mixingSamples: number;
  readonly beta: number | null;
  readonly msPerStep: number | null;
  readonly sequences: number | null;
}

const COLUMNS = [
  'step',
  'model',
  'split',
  'bound',
  'boundStderr',
  'reconstruction',
  'kl',
  'mixingSamples',
  'beta',
  'msPerStep',
  'sequences',
] as const satisfies readonly (keyof MetricsRow)[];

/** All points as rows, by step, then by model in the order of `curves`, training first. */
export function metricsRows(curves: Curves): MetricsRow[] {
  const rows: MetricsRow[] = [];
  for (const [model, { training, validation }] of Object.entries(curves)) {
    for (const { step, bound, kl, mixingSamples, beta, msPerStep } of training)
      rows.push({
        step,
        model,
        split: 'training',
        bound,
        boundStderr: null,
        reconstruction: null,
        kl,
        mixingSamples,
        beta,
        msPerStep,
        sequences: null,
      });
    for (const point of validation)
      rows.push({
        step: point.step,
        model,
        split: 'validation',
        bound: point.bound,
        boundStderr: point.boundStderr,
        reconstruction: point.reconstruction,
        kl: point.kl,
        mixingSamples: point.mixingSamples,
        beta: null,
        msPerStep: null,
        sequences: point.sequences,
      });
  }
  return rows.sort((a, b) => a.step - b.step);
}

/** Comma-separated, a header line, null as an empty field. No field needs quoting. */
export function metricsCsv(curves: Curves): string {
  const lines = metricsRows(curves).map((row) =>
    COLUMNS.map((column) => String(row[column] ?? '')).join(','),
  );
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`;
}

/** The experiment beside its rows, so that the file says what it measured. */
export function metricsJson(curves: Curves, experiment: Experiment): string {
  return `${JSON.stringify({ experiment, units: UNITS, metrics: metricsRows(curves) }, null, 1)}\n`;
}

export function experimentJson(experiment: Experiment): string {
  return `${JSON.stringify(experiment, null, 2)}\n`;
}
