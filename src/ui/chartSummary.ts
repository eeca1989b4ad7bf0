/** What each chart shows, in a sentence, for who cannot see it. The numbers themselves are in its table. */
import type { ModelSpec } from '../config/experiment.ts';
import { modes } from '../posterior/modes.ts';
import type { StepStatistics } from '../posterior/stepStatistics.ts';
import type { ExactPosterior, WatchReport } from '../protocol.ts';
import { summariesText } from '../text/en/summaries.ts';
import { decimals, shortNumber, wholeNumber } from './format.ts';
import { shortName } from './modelNames.ts';

interface Curve {
  readonly name: string;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly silent?: boolean;
}

/** Where curves over training steps end, and where they came from; of the first and last point that is finite. */
export function curvesSummary(title: string, curves: readonly Curve[]): string {
  const text = summariesText();
  const parts = curves.flatMap(({ name, xs, ys }) => {
    const found = Array.from(ys, (y, i) => ({ x: xs[i]!, y })).filter(({ y }) =>
      Number.isFinite(y),
    );
    const [first, last] = [found[0], found[found.length - 1]];
    if (first === undefined || last === undefined) return [];
    const now = decimals(last.y, 2);
    if (first.y === last.y) return [text.curve(name, now)];
    const [step, firstStep] = [wholeNumber(last.x), wholeNumber(first.x)];
    return [text.curveFrom(name, now, step, decimals(first.y, 2), firstStep)];
  });
  return parts.length === 0 ? text.nothingYet(title) : text.curves(title, parts);
}

/** How many modes densities over evenly spaced z have, and where. */
export function densitiesSummary(title: string, curves: readonly Curve[]): string {
  const parts = curves
    .filter(({ silent, xs }) => silent !== true && xs.length > 1)
    .map(({ name, xs, ys }) => {
      const found = modes(ys, { low: xs[0]!, high: xs[xs.length - 1]!, count: xs.length });
      return modesOf(
        name,
        found.map(({ at }) => decimals(at, 2)),
      );
    });
  const text = summariesText();
  return parts.length === 0 ? text.nothingYet(title) : text.curves(title, parts);
}

function modesOf(name: string, places: readonly string[]): string {
  const text = summariesText();
  const [first] = places;
  if (first === undefined) return text.noMode(name);
  return places.length === 1 ? text.oneMode(name, first) : text.modes(name, places);
}

interface Pictured {
  readonly posterior: WatchReport;
  readonly exact: ExactPosterior | null;
}

/** At how many steps each posterior has several modes. */
export function stripsSummary(
  { posterior, exact }: Pictured,
  models: readonly ModelSpec[],
): string {
  const { length } = posterior;
  const forked = ({ modes: counts }: StepStatistics) =>
    counts.subarray(0, length).reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0);
  const text = summariesText();
  const parts = statisticsOf(posterior, exact, models).map(({ name, statistics }) =>
    text.forked(name, wholeNumber(forked(statistics))),
  );
  const steps = wholeNumber(length);
  return parts.length === 0 ? text.noStrips(steps) : text.strips(steps, parts);
}

/** How the two values of the joint go together at the marked step; without two dimensions, how many draws there are. */
export function jointSummary(
  { posterior, exact, t }: Pictured & { readonly t: number },
  models: readonly ModelSpec[],
): string {
  const { watch, latentDimensions, samples } = posterior;
  const text = summariesText();
  if (latentDimensions < 2) return text.draws(wholeNumber(samples), t + 1);
  const parts = statisticsOf(posterior, exact, models).map(({ name, statistics }) =>
    text.correlation(decimals(statistics.correlation[t], 2), name),
  );
  const [a, b] = [`z${watch.dimension + 1}`, `z${watch.otherDimension + 1}`];
  return text.correlations(a, b, t + 1, parts);
}

function statisticsOf(
  posterior: WatchReport,
  exact: ExactPosterior | null,
  models: readonly ModelSpec[],
) {
  return [
    ...models.flatMap((model) => {
      const found = posterior.models.find(({ id }) => id === model.id);
      return found === undefined ? [] : [{ name: shortName(model), statistics: found.statistics }];
    }),
    ...(exact === null
      ? []
      : [{ name: summariesText().exactPosterior, statistics: exact.statistics }]),
  ];
}

/** How long the observed sequence is and what it ranges over. `x` [T, X], of which `length` steps are data. */
export function observedSummary(x: Float32Array, steps: number, length: number): string {
  const channels = x.length / steps;
  const values = x.subarray(0, length * channels);
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return summariesText().observed(
    wholeNumber(length),
    channels,
    shortNumber(low),
    shortNumber(high),
  );
}
