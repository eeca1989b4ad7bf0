/** The exact posterior of one sequence as a report shows it: worked out once, drawn on any axes. */
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import type { Axis } from './axis.ts';
import { exactPairs } from './exactPair.ts';
import { exactOnAxis, type LookAhead } from './exactStrip.ts';
import { exactJoint, type PlaneDependence, planeDependence, planePosterior } from './plane.ts';
import { densityStepStatistics } from './stepStatistics.ts';
import type { ExactPosterior, JointAxes, Watch } from './watch.ts';

export interface ExactReporter {
  report(
    watch: Pick<Watch, 'dimension' | 'exact'>,
    axis: Axis,
    jointAxes: JointAxes | null,
  ): ExactPosterior;
  /** As of `ExactOnAxis`. */
  readonly lookAhead: LookAhead | null;
}

/** Null where no exact posterior is known how to be had. `x` [T] */
export function exactReporter(
  definition: Generator,
  parameters: GeneratorParameters,
  x: Float32Array,
): ExactReporter | null {
  const exact = exactOnAxis(definition, parameters, x);
  if (exact === null) return null;
  const inPlane = definition.latentDimensions === 2;
  const dependence: readonly PlaneDependence[] | null = inPlane
    ? Array.from(x, (value) => planeDependence(planePosterior(definition, parameters, value)))
    : null;
  const pairsOf = inPlane ? null : pairReporter(definition, parameters, x.length);
  const report: ExactReporter['report'] = (watch, axis, jointAxes) => {
    const strip = exact.strip(watch.dimension, axis);
    const density = strip[watch.exact];
    const pairs = pairsOf?.(strip.filter, density, axis, watch.exact) ?? null;
    return {
      axis,
      density,
      ...(pairs ?? {
        jointAxes,
        joint: inPlane && jointAxes !== null ? jointOf(definition, parameters, x, jointAxes) : null,
      }),
      statistics: densityStepStatistics(
        { steps: x.length, axis, density, exact: density },
        {
          correlation: (t) => dependence?.[t]?.correlation ?? Number.NaN,
          mutualInformation: (t) => dependence?.[t]?.mutualInformation ?? Number.NaN,
        },
      ),
    };
  };
  return { report, lookAhead: exact.lookAhead };
}

/** Values on either axis of z before and after. */
const PAIR_COUNT = 56;
/** Those of longer sequences would weigh tens of megabytes a report. */
const PAIR_STEPS = 128;

/** The joint of z before and at every step, in one dimension; worked out anew only where axis or posterior change. */
function pairReporter(definition: Generator, parameters: GeneratorParameters, steps: number) {
  if (steps > PAIR_STEPS) return null;
  let last: { key: string; joint: Float32Array } = { key: '', joint: new Float32Array() };
  return (filter: Float32Array, wanted: Float32Array, axis: Axis, given: Watch['exact']) => {
    const cells = { ...axis, count: PAIR_COUNT };
    const key = `${axis.low} ${axis.high} ${given}`;
    if (last.key !== key)
      last = { key, joint: exactPairs(definition, parameters, filter, wanted, axis, cells) };
    // A copy: what is reported is handed over.
    return { jointAxes: { across: cells, up: cells }, joint: last.joint.slice() };
  };
}

/** [T, A, B]; both generators in the plane treat their dimensions alike, so it does not matter which is across. */
function jointOf(
  definition: Generator,
  parameters: GeneratorParameters,
  x: Float32Array,
  { across, up }: JointAxes,
): Float32Array {
  const size = across.count * up.count;
  const joint = new Float32Array(x.length * size);
  x.forEach((value, t) => {
    joint.set(exactJoint(definition, parameters, value, across, up), t * size);
  });
  return joint;
}
