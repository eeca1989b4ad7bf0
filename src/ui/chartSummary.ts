/** What each chart shows, in a sentence, for who cannot see it. The numbers themselves are in its table. */
import type { ModelSpec } from '../config/experiment.ts';
import { modes } from '../posterior/modes.ts';
import type { StepStatistics } from '../posterior/stepStatistics.ts';
import type { ExactPosterior, WatchReport } from '../protocol.ts';
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
  const parts = curves.flatMap(({ name, xs, ys }) => {
    const found = Array.from(ys, (y, i) => ({ x: xs[i]!, y })).filter(({ y }) =>
      Number.isFinite(y),
    );
    const [first, last] = [found[0], found[found.length - 1]];
    if (first === undefined || last === undefined) return [];
    const now = `${name} ${decimals(last.y, 2)}`;
    return first.y === last.y
      ? [now]
      : [
          `${now} at step ${wholeNumber(last.x)}, from ${decimals(first.y, 2)} at step ${wholeNumber(first.x)}`,
        ];
  });
  return `${title}: ${parts.length === 0 ? 'nothing yet' : parts.join('; ')}.`;
}

/** How many modes densities over evenly spaced z have, and where. */
export function densitiesSummary(title: string, curves: readonly Curve[]): string {
  const parts = curves
    .filter(({ silent, xs }) => silent !== true && xs.length > 1)
    .map(({ name, xs, ys }) => {
      const found = modes(ys, { low: xs[0]!, high: xs[xs.length - 1]!, count: xs.length });
      return `${name} has ${modesAt(found.map(({ at }) => at))}`;
    });
  return `${title}: ${parts.length === 0 ? 'nothing yet' : parts.join('; ')}.`;
}

function modesAt(places: readonly number[]): string {
  const words = places.map((place) => decimals(place, 2));
  if (words.length === 0) return 'no mode';
  if (words.length === 1) return `one mode, at z = ${words[0]}`;
  return `${words.length} modes, at z = ${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
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
  const parts = statisticsOf(posterior, exact, models).map(
    ({ name, statistics }) => `${name} has several modes at ${wholeNumber(forked(statistics))}`,
  );
  return `Of ${wholeNumber(length)} steps ${parts.length === 0 ? 'nothing is shown' : parts.join(', ')}.`;
}

/** How the two values of the joint go together at the marked step; without two dimensions, how many draws there are. */
export function jointSummary(
  { posterior, exact, t }: Pictured & { readonly t: number },
  models: readonly ModelSpec[],
): string {
  const { watch, latentDimensions, samples } = posterior;
  if (latentDimensions < 2)
    return `${wholeNumber(samples)} draws of z of every model at step ${t + 1}, against the step before.`;
  const parts = statisticsOf(posterior, exact, models).map(
    ({ name, statistics }) => `${decimals(statistics.correlation[t], 2)} in ${name}`,
  );
  return `The correlation of z${watch.dimension + 1} and z${watch.otherDimension + 1} at step ${t + 1} is ${parts.join(', ')}.`;
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
    ...(exact === null ? [] : [{ name: 'the exact posterior', statistics: exact.statistics }]),
  ];
}

/** How long the observed sequence is and what it ranges over. `x` [T, X], of which `length` steps are data. */
export function observedSummary(x: Float32Array, steps: number, length: number): string {
  const channels = x.length / steps;
  const values = x.subarray(0, length * channels);
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const each = channels === 1 ? 'one value' : `${wholeNumber(channels)} values`;
  return `Observed sequence: ${wholeNumber(length)} steps of ${each} each, from ${shortNumber(low)} to ${shortNumber(high)}`;
}
