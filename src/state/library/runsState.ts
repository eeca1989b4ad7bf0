/** What the page knows of the runs that are kept. */
import type { Curves } from '../metrics.ts';
import type { RunEntry } from './record.ts';

export interface ComparedRun {
  readonly entry: RunEntry;
  readonly curves: Curves;
}

export interface RunsState {
  /** `denied`: the browser keeps nothing for this page. */
  readonly storage: 'opening' | 'open' | 'denied';
  /** Why nothing is kept, or not the last state of this run; null where all is well. */
  readonly problem: string | null;
  /** The latest first. */
  readonly entries: readonly RunEntry[];
  /** Runs of a newer build of this page, which are left alone. */
  readonly unreadable: number;
  /** Deleted last, on whichever page, of those that can still come back. */
  readonly removed: RunEntry | null;
  /** Left behind when this page was closed, reloaded or crashed. */
  readonly offer: RunEntry | null;
  /** Id of the run that trains, once it is kept. */
  readonly current: string | null;
  /** Whose curves are laid over each other; two at most. */
  readonly compared: readonly ComparedRun[];
}

export const NO_RUNS: RunsState = {
  storage: 'opening',
  problem: null,
  entries: [],
  unreadable: 0,
  removed: null,
  offer: null,
  current: null,
  compared: [],
};
