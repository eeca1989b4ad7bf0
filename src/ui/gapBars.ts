/** The bars of the gap meter: lengths on a common scale, and what has to be said about them. */
import type { Deficit, GaussianGap } from '../protocol.ts';
import { gapText } from '../text/en/gap.ts';
import { paragraph } from '../text/numbers.ts';

export interface GapBar {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly textColour: string;
  /** Nats per step; null until it is known. */
  readonly mean: number | null;
  readonly stderr: number | null;
  /** Length of the bar, 0 to 1. */
  readonly share: number;
  readonly isGaussian: boolean;
}

interface ModelEntry {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly textColour: string;
  readonly deficit: Deficit | null;
}

/** Room left at the end of the longest bar. */
const HEADROOM = 1.08;
/** A scale shorter than this would make a bar out of rounding; nats per step. */
const LEAST_SCALE = 0.02;
/** A model at its birth is far off; beyond so many times the Gaussian's loss its bar is cut. */
const MOST_GAPS = 6;

/**
 * `line` is where the best Gaussian's bar ends, as a share; null where its loss is not known (yet). With `compared` it
 * has its row all the same, so that nothing jumps when it comes.
 */
export function gapBars(
  models: readonly ModelEntry[],
  gap: GaussianGap | null,
  compared: boolean,
): { readonly rows: readonly GapBar[]; readonly line: number | null } {
  const values = models.flatMap(({ deficit }) => (deficit === null ? [] : [deficit.mean]));
  const best = gap?.mean ?? 0;
  const most = Math.max(best, LEAST_SCALE, ...values.filter(Number.isFinite));
  const scale = HEADROOM * (best > LEAST_SCALE ? Math.min(most, MOST_GAPS * best) : most);
  const share = (value: number) => (value > 0 ? Math.min(1, value / scale) : 0);
  const rows: GapBar[] = models.map(({ key, name, colour, textColour, deficit }) => ({
    key,
    name,
    colour,
    textColour,
    mean: deficit?.mean ?? null,
    stderr: deficit?.stderr ?? null,
    share: share(deficit?.mean ?? 0),
    isGaussian: false,
  }));
  if (!compared) return { rows, line: null };
  rows.push({
    key: 'best-gaussian',
    name: gapText().bestGaussian,
    colour: 'var(--exact)',
    textColour: 'var(--ink)',
    mean: gap?.mean ?? null,
    stderr: gap !== null && Number.isFinite(gap.stderr) ? gap.stderr : null,
    share: share(gap?.mean ?? 0),
    isGaussian: true,
  });
  return { rows, line: gap === null ? null : share(gap.mean) };
}

/**
 * What the reader must know to compare the bars. `blind`: a model sees x only up to t while z depends on
 * its past, so that even the best q stays short of log p(x). `ahead`: one sees all of x there, and what the best
 * Gaussian loses given x up to t is no bound for it.
 */
export function gapReading({
  known,
  blind,
  ahead,
  hasGap,
}: {
  readonly known: boolean;
  readonly blind: boolean;
  readonly ahead: boolean;
  readonly hasGap: boolean;
}): string {
  const text = gapText();
  if (!known) return text.learned;
  return paragraph([
    hasGap ? text.best : '',
    hasGap && ahead ? text.ahead : '',
    blind ? text.short : '',
  ]);
}
