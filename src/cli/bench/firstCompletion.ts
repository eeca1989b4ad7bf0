/**
 * The first points of a completion after pen-up: the work of the pen worker, in plain arithmetic, for the models of
 * the preset `handwriting`. Not in it: the way to the worker and back, and the drawing.
 */
import { settingsFor } from '../../config/experiment.ts';
import { presetNamed } from '../../config/presets.ts';
import { datasetFrom } from '../../data/importer.ts';
import { inkOf, linesOf, padScaleOf } from '../../data/pen/pad.ts';
import { initialise, layoutOf } from '../../model/layout.ts';
import { shapeOf } from '../../model/shape.ts';
import { penAnswers, penModels } from '../../train/penAnswers.ts';
import { penWarmUp } from '../../train/penWarmUp.ts';
import { median } from './table.ts';

const STEPS_OF_INK = 40;
const REPEATS = 15;

export interface FirstCompletion {
  readonly stepsOfInk: number;
  /** The first points of all, before and after the pen worker's warm-up, and how long that takes. */
  readonly coldMs: number;
  readonly warmedMs: number;
  readonly warmUpMs: number;
  /** Medians: until the first points of one model, and until three completions of 60 steps of each are there. */
  readonly firstMs: number;
  readonly allMs: number;
}

export function firstCompletion(): FirstCompletion {
  const { experiment } = presetNamed('handwriting')!;
  const dataset = datasetFrom(experiment.settings, null);
  const scale = padScaleOf(dataset, experiment.settings);
  const weights = experiment.models.map((spec) => {
    const settings = settingsFor(experiment, spec);
    const shape = shapeOf(spec.system, settings, dataset);
    return { id: spec.id, shape, flat: initialise(layoutOf(shape), settings.seed), settings };
  });
  const models = penModels({ step: 0, scale, units: dataset.unitScale!, models: weights });
  const long = linesOf(dataset, dataset.train, 16).find((line) => line.length / 3 >= STEPS_OF_INK)!;
  const ink = { strokes: inkOf(long.subarray(0, 3 * STEPS_OF_INK), scale), sampled: true };
  const temperatures = { pen: 1, z: 1 };
  const wish = { ink, lifted: false, count: 3, steps: 60, temperatures, varied: 'both' } as const;
  const firstPoints = (seed: number) => lasting(() => penAnswers(models, { ...wish, seed }).next());
  const coldMs = firstPoints(0);
  const warmUpMs = lasting(() => Array.from(penWarmUp(models)));
  const warmedMs = firstPoints(1);
  const seeds = Array.from({ length: REPEATS }, (_, n) => n + 2);
  const all = (seed: number) => Array.from(penAnswers(models, { ...wish, seed }));
  return {
    stepsOfInk: STEPS_OF_INK,
    coldMs,
    warmUpMs,
    warmedMs,
    firstMs: median(seeds.map(firstPoints)),
    allMs: median(seeds.map((seed) => lasting(() => all(seed)))),
  };
}

/** Milliseconds. */
function lasting(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
