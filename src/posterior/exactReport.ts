/** The exact posterior of one sequence as a report shows it: worked out once, drawn on any axes. */
import type { Generator, GeneratorParameters } from '../generators.ts';
import type { Axis } from './axis.ts';
import { exactOnAxis } from './exactStrip.ts';
import { exactJoint, type PlaneDependence, planeDependence, planePosterior } from './plane.ts';
import { densityStepStatistics } from './stepStatistics.ts';
import type { ExactPosterior, JointAxes, Watch } from './watch.ts';

export type ExactReporter = (
  watch: Pick<Watch, 'dimension' | 'exact'>,
  axis: Axis,
  jointAxes: JointAxes | null,
) => ExactPosterior;

/** Null where no exact posterior is known how to be had. `x` [T] */
export function exactReporter(
  definition: Generator,
  parameters: GeneratorParameters,
  x: Float32Array,
): ExactReporter | null {
  const draw = exactOnAxis(definition, parameters, x);
  if (draw === null) return null;
  const inPlane = definition.latentDimensions === 2;
  const dependence: readonly PlaneDependence[] | null = inPlane
    ? Array.from(x, (value) => planeDependence(planePosterior(definition, parameters, value)))
    : null;
  return (watch, axis, jointAxes) => {
    const density = draw(watch.dimension, axis)[watch.exact];
    return {
      axis,
      density,
      jointAxes,
      joint: inPlane && jointAxes !== null ? jointOf(definition, parameters, x, jointAxes) : null,
      statistics: densityStepStatistics(
        { steps: x.length, axis, density, exact: density },
        {
          correlation: (t) => dependence?.[t]?.correlation ?? Number.NaN,
          mutualInformation: (t) => dependence?.[t]?.mutualInformation ?? Number.NaN,
        },
      ),
    };
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
