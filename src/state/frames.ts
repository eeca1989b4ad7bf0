/**
 * Reports of one view kept for the time-lapse. Bounded in number and in bytes: past either every second of the
 * older half goes, so that the beginning, the whole span and the recent detail stay.
 */
import type { WatchReport } from '../protocol.ts';

export interface FrameLimits {
  readonly frames: number;
  readonly bytes: number;
}

export const FRAME_LIMITS: FrameLimits = { frames: 96, bytes: 48 * 2 ** 20 };

/** `frames` with `report` at their end; only `report` where the frames show another view. */
export function withFrame(
  frames: readonly WatchReport[],
  report: WatchReport,
  limits: FrameLimits = FRAME_LIMITS,
): readonly WatchReport[] {
  const last = frames.at(-1);
  if (last === undefined || !sameView(last, report) || report.step < last.step) return [report];
  // The same step again, read anew: the newer one stands for it.
  const before = last.step === report.step ? frames.slice(0, -1) : frames;
  let kept = [...before, report];
  while (kept.length > 2 && (kept.length > limits.frames || bytesOf(kept) > limits.bytes)) {
    const half = kept.length >> 1;
    const fewer = kept.filter((_, index) => index >= half || index % 2 === 0);
    kept = fewer.length < kept.length ? fewer : kept.slice(1);
  }
  return kept;
}

type View = Pick<WatchReport, 'watch' | 'steps'>;

/** Whether two reports are of the same sequence, seen the same way. */
export function sameView({ watch: a, steps: s }: View, { watch: b, steps }: View): boolean {
  return (
    s === steps &&
    a.sequence === b.sequence &&
    a.dimension === b.dimension &&
    a.otherDimension === b.otherDimension &&
    a.conditioning === b.conditioning &&
    a.exact === b.exact &&
    (a.conditioning === 'all-pasts' || a.past === b.past)
  );
}

/** Where the frame of `step` stands: the last that is not after it. */
export function frameIndex(frames: readonly WatchReport[], step: number): number {
  return Math.max(
    0,
    frames.findLastIndex((frame) => frame.step <= step),
  );
}

function bytesOf(frames: readonly WatchReport[]): number {
  let total = 0;
  for (const { x, exact, models } of frames) {
    total += x.byteLength + (exact?.density.byteLength ?? 0) + (exact?.joint?.byteLength ?? 0);
    for (const { density, prior, pairs, pasts, joint, exact: own } of models)
      for (const array of [density, prior, pairs, pasts, joint, own])
        total += array?.byteLength ?? 0;
  }
  return total;
}
