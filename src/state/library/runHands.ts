/** What the desk of runs works with: the browser, or what stands in for it, and the page. */
import type { Experiment } from '../../config/experiment.ts';
import type { DataSetName } from '../../config/settings.ts';
import type { RunData, ToWorker } from '../../protocol.ts';
import type { Notify } from '../notices.ts';
import type { Session } from '../session.ts';
import type { RunLocks } from './locks.ts';
import type { RunBody, RunFigures } from './record.ts';
import type { RunShelf } from './runStore.ts';

export interface RunSurroundings {
  /** Rejects with StorageDenied; null where nothing is to be kept, nor said of it. */
  readonly open: (() => Promise<RunShelf>) | null;
  readonly locks: RunLocks;
  /** Of the calendar, in milliseconds since 1970. */
  readonly todayMs: () => number;
  /** Unlike any other, ever. */
  readonly newId: () => string;
  /** Asks the browser not to clear what is kept when it is short of room. */
  readonly persist: () => Promise<unknown>;
}

export interface Hands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly notify: Notify;
  readonly post: (message: ToWorker) => void;
  /** What the reader gave to learn from, for a data set. */
  readonly dataOf: (data: DataSetName) => RunData | null;
  /** Shows an experiment that is about to go on. */
  readonly resuming: (experiment: Experiment) => void;
  /** All the page has measured of the run, and how it takes up what was measured before. */
  readonly figures: () => RunFigures;
  readonly restore: (body: RunBody) => void;
  readonly surroundings: RunSurroundings;
}
