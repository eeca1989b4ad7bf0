/** What the joint says at a point. */
import type { ModelSpec } from '../config/experiment.ts';
import type { JointAxes, WatchReport } from '../protocol.ts';
import { jointText } from '../text/en/joint.ts';
import { decimals } from './format.ts';
import { shortName } from './modelNames.ts';

export interface JointPoint {
  readonly across: number;
  readonly up: number;
}

export interface PicturedJoint {
  readonly posterior: WatchReport;
  readonly exact: WatchReport['exact'];
  readonly t: number;
}

/** The density of the cell nearest to a point; 0 off the grid. `joint` [T, A, B] */
export function jointDensityAt(
  joint: Float32Array,
  { across, up }: JointAxes,
  t: number,
  point: JointPoint,
): number {
  const i = Math.round(
    ((point.across - across.low) / (across.high - across.low)) * (across.count - 1),
  );
  const j = Math.round(((point.up - up.low) / (up.high - up.low)) * (up.count - 1));
  if (!(i >= 0 && i < across.count && j >= 0 && j < up.count)) return 0;
  return joint[(t * across.count + i) * up.count + j]!;
}

/** "z₁ = 0.20, z₂ = −1.10: SIS-RNN 0.12, exact 0.13"; without densities the place alone. */
export function jointReading(
  { posterior, exact, t }: PicturedJoint,
  models: readonly ModelSpec[],
  point: JointPoint,
): string {
  const { watch, jointAxes, latentDimensions } = posterior;
  const text = jointText();
  const [a, b] =
    latentDimensions > 1
      ? [`z${watch.dimension + 1}`, `z${watch.otherDimension + 1}`]
      : [text.before, text.now];
  const place = text.place(a, decimals(point.across, 2), b, decimals(point.up, 2));
  const parts = models.flatMap((model) => {
    const joint = posterior.models.find(({ id }) => id === model.id)?.joint ?? null;
    if (joint === null || jointAxes === null) return [];
    const density = decimals(jointDensityAt(joint, jointAxes, t, point), 3);
    return [text.densityOf(shortName(model), density)];
  });
  if (exact !== null && exact.joint !== null && exact.jointAxes !== null)
    parts.push(
      text.exactDensity(decimals(jointDensityAt(exact.joint, exact.jointAxes, t, point), 3)),
    );
  return parts.length === 0 ? place : text.reading(place, parts);
}
