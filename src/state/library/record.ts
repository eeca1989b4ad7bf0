/** A run as the browser keeps it: what the list shows of it, and all it takes to go on. Plain values that can be cloned. */
import type { Experiment } from '../../config/experiment.ts';
import type {
  Deficit,
  Diagnostics,
  Ink,
  RunData,
  RunState,
  ValidationPoint,
} from '../../protocol.ts';
import { presetWords } from '../../text/en/presets.ts';
import { runNoticesText } from '../../text/en/runNotices.ts';
import type { Curves } from '../metrics.ts';

/** What the list of runs shows. Times in milliseconds since 1970. */
export interface RunEntry {
  readonly id: string;
  /** The reader's; null until they give one. */
  readonly name: string | null;
  /** Never goes by itself: named, duplicated, imported, or kept on purpose. */
  readonly kept: boolean;
  readonly experiment: Experiment;
  readonly step: number;
  readonly backend: RunState['backend'];
  /** The data set, in words. */
  readonly data: string;
  readonly begunAt: number;
  readonly storedAt: number;
  /** Of all that is kept of it. */
  readonly bytes: number;
  /** The page that writes it: another one that finds its own name gone has lost the run to it. */
  readonly owner: string;
  /** Null unless it was deleted, which can be undone for a while. */
  readonly removedAt: number | null;
  /** Files it was trained on for which there was no room: it goes on only when they are given again. */
  readonly missingFiles: readonly string[];
}

/** What the page had measured of a run. */
export interface RunFigures {
  readonly curves: Curves;
  readonly heldOut: Readonly<Record<string, ValidationPoint>>;
  readonly diagnostics: Readonly<Record<string, Diagnostics>>;
  readonly deficits: Readonly<Record<string, Deficit>>;
}

export const NO_FIGURES: RunFigures = { curves: {}, heldOut: {}, diagnostics: {}, deficits: {} };

export interface RunBody {
  readonly state: RunState;
  readonly figures: RunFigures;
  /** What stood on the pad; null where nothing did. */
  readonly drawing: Ink | null;
  /** Null where the run needs no file, or there was no room for it. */
  readonly data: RunData | null;
}

export interface StoredRun {
  readonly entry: RunEntry;
  readonly body: RunBody;
}

/** What the page calls a run. */
export function titleOf({ name, experiment }: Pick<RunEntry, 'name' | 'experiment'>): string {
  if (name !== null) return name;
  const { title } = presetWords(experiment.preset);
  return runNoticesText().title(title, experiment.settings.seed);
}

/** Bytes a body takes, near enough. */
export function bytesOf({ state, figures, data }: RunBody): number {
  const points = Object.values(figures.curves).reduce(
    (sum, { training, validation }) => sum + training.length + validation.length,
    0,
  );
  const given =
    data === null
      ? 0
      : data.kind === 'files'
        ? data.files.reduce((sum, { blob }) => sum + blob.size, 0)
        : data.lines.flat().reduce((sum, { x }) => sum + 16 * x.length, 0);
  return state.bytes.length + 80 * points + given;
}
