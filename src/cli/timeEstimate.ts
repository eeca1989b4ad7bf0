/** How long a run will take on this device, from a few of its steps, before it starts. */
import type { Experiment } from '../config/experiment.ts';
import { mixingSamplesAt } from '../config/schedules.ts';
import type { Settings } from '../config/settings.ts';
import type { Dataset } from '../data/dataset.ts';
import { typicalLengths } from '../data/typicalLengths.ts';
import type { Ops } from '../model/ops.ts';
import { Trainer } from '../train/trainer.ts';

/** Steps of sequences in a whole run above which it pays to make a few steps for the estimate: some minutes. */
const LONG_RUN = 2e7;
/** Draws more at the second K that is measured: the time of a step is a straight line in K. */
const FURTHER_DRAWS = 30;
/** Points of the schedule at which K is looked up. */
const POINTS = 1000;

export interface TimeEstimate {
  /** All models, milliseconds a step without extra draws and what each extra draw adds. */
  readonly msPerStep: number;
  readonly msPerDraw: number;
  /** Mean K over the steps that are to be made. */
  readonly meanDraws: number;
  readonly totalMs: number;
}

export function isLong({ settings }: Experiment, dataset: Dataset): boolean {
  return settings.steps * settings.batch * dataset.steps > LONG_RUN;
}

/**
 * Of the steps after `made`, from two or three on models of their own, which are thrown away; the run itself is not
 * touched.
 */
export async function estimateTime(
  experiment: Experiment,
  dataset: Dataset,
  ops: Ops,
  made = 0,
): Promise<TimeEstimate> {
  const { settings } = experiment;
  const few = Math.min(settings.mixingSamplesStart, settings.mixingSamples);
  const more = few + FURTHER_DRAWS;
  const [, atFew] = await timedSteps(experiment, dataset, ops, few, 2);
  if (settings.mixingSamplesStart === settings.mixingSamples)
    return {
      msPerStep: atFew!,
      msPerDraw: 0,
      meanDraws: few,
      totalMs: (settings.steps - made) * atFew!,
    };
  const [atMore] = await timedSteps(experiment, dataset, ops, more, 1);
  return timeEstimate(settings, { few, atFew: atFew! }, { more, atMore: atMore! }, made);
}

/** The same from measured times: of a step with `few` extra draws and with `more`. */
export function timeEstimate(
  settings: Settings,
  { few, atFew }: { readonly few: number; readonly atFew: number },
  { more, atMore }: { readonly more: number; readonly atMore: number },
  made = 0,
): TimeEstimate {
  const left = settings.steps - made;
  const msPerDraw = Math.max(0, (atMore - atFew) / (more - few));
  const msPerStep = Math.max(0, atFew - few * msPerDraw);
  let meanDraws = 0;
  for (let i = 0; i < POINTS; i++)
    meanDraws += mixingSamplesAt(settings, 1 + made + ((i + 0.5) / POINTS) * left) / POINTS;
  const totalMs = left * (msPerStep + meanDraws * msPerDraw);
  return { msPerStep, msPerDraw, meanDraws, totalMs };
}

/** Milliseconds of each of the first steps at one K, on sequences of a typical length. */
async function timedSteps(
  experiment: Experiment,
  dataset: Dataset,
  ops: Ops,
  draws: number,
  count: number,
): Promise<number[]> {
  const settings = { ...experiment.settings, mixingSamples: draws, mixingSamplesStart: draws };
  const typical = typicalLengths(dataset, settings.batch);
  const trainer = new Trainer({ ...experiment, settings }, typical, ops);
  const times: number[] = [];
  for (let step = 0; step < count; step++) {
    const began = performance.now();
    await trainer.advance();
    times.push(performance.now() - began);
  }
  trainer.dispose();
  return times;
}

/** One line for people about so many steps. */
export function describeTime(
  { msPerStep, msPerDraw, meanDraws, totalMs }: TimeEstimate,
  steps: number,
): string {
  const step = duration(msPerStep + meanDraws * msPerDraw);
  return `estimate on this device, from a few steps: ${step} a step at K = ${meanDraws.toFixed(0)}, the mean of the schedule; ${steps.toLocaleString('en')} steps take about ${duration(totalMs)}`;
}

/** "350 ms", "12 s", "3.5 hours": two digits or so. */
export function duration(ms: number): string {
  const units = [
    ['days', 86_400_000],
    ['hours', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ] as const;
  const [unit, size] = units.find(([, from]) => ms >= 2 * from) ?? (['ms', 1] as const);
  const value = ms / size;
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}
