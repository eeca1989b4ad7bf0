/** What stands in the queue for one run. */
import type { Job } from 'bullmq';

export interface RunJobData {
  /** An Experiment; read with `parseExperiment`, because it comes from elsewhere. */
  readonly experiment: unknown;
  /** Seconds between checkpoints; undefined: the default. */
  readonly checkpointEvery?: string | undefined;
}

/** The result.json of the run. */
export type RunJobResult = Readonly<Record<string, unknown>>;

export interface RunJobProgress {
  readonly step: number;
  readonly bounds: readonly string[];
}

export type RunJob = Job<RunJobData, RunJobResult, string>;

/** How far it is, as its worker last told; null where it has not. */
export function progressOf({ progress }: RunJob): RunJobProgress | null {
  if (typeof progress !== 'object' || progress === null) return null;
  const { step, bounds } = progress as Partial<RunJobProgress>;
  return typeof step === 'number' && Array.isArray(bounds)
    ? { step, bounds: bounds.map(String) }
    : null;
}
