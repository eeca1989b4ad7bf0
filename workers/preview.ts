/** What a generator's slider shows while it is dragged: data and exact posterior under settings no run has yet. */
import { usesKnownGenerator } from '../src/config/experiment.ts';
import type { Settings } from '../src/config/settings.ts';
import { datasetFrom } from '../src/data/importer.ts';
import { type Axis, niceAxis } from '../src/posterior/axis.ts';
import { exactReporter } from '../src/posterior/exactReport.ts';
import { gapEstimates } from '../src/posterior/gapEstimates.ts';
import type { GaussianGap, Preview, Watch } from '../src/protocol.ts';

const AXIS_COUNT = 200;
const JOINT_COUNT = 56;
/** The axis reaches so many sd of z. */
const REACH_SD = 3.2;
/** Work between two looks at the inbox. */
const SLICE_MS = 20;
/** The estimate of the gap is told this often. */
const TELL_MS = 250;

/**
 * Yields the preview as soon as there is an exact posterior, then again as the gap gets surer. Each step
 * takes some 20 ms, the first as long as the exact posterior does; null: nothing new to tell.
 */
export function* previewSteps(settings: Settings, watch: Watch): Generator<Preview | null, void> {
  const dataset = datasetFrom(settings, null);
  const { known } = dataset;
  if (known === null) return;
  const sequence = Math.min(watch.sequence, dataset.validation.count - 1);
  const { x } = dataset.validation.batch([sequence], 0);
  if (!usesKnownGenerator(settings)) {
    yield { settings, x, exact: null, gap: null };
    return;
  }
  const { definition, parameters } = known;
  const reach = REACH_SD * definition.scales(parameters).latentSd;
  const axis: Axis = niceAxis({ low: -reach, high: reach }, AXIS_COUNT);
  const joint: Axis = { ...axis, count: JOINT_COUNT };
  const jointAxes = definition.latentDimensions === 2 ? { across: joint, up: joint } : null;
  const reporter = exactReporter(definition, parameters, x);
  const dimension = Math.min(watch.dimension, definition.latentDimensions - 1);
  const exact = reporter?.report({ ...watch, dimension }, axis, jointAxes) ?? null;
  let gap: GaussianGap | null = null;
  yield { settings, x, exact, gap };
  let toldMs = performance.now();
  let sliceEndMs = toldMs + SLICE_MS;
  for (const better of gapEstimates(definition, parameters)) {
    const first = gap === null;
    gap = better;
    const nowMs = performance.now();
    if (first || nowMs - toldMs > TELL_MS) {
      toldMs = nowMs;
      yield { settings, x, exact, gap };
      sliceEndMs = performance.now() + SLICE_MS;
    } else if (nowMs > sliceEndMs) {
      yield null;
      sliceEndMs = performance.now() + SLICE_MS;
    }
  }
  yield { settings, x, exact, gap };
}
