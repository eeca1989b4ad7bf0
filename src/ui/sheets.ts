/** What each figure shows, as a sheet of numbers. Heads are read by programs and stay English; titles are read here. */
import type { ModelSpec } from '../config/experiment.ts';
import { axisValues } from '../posterior/axis.ts';
import { average } from '../posterior/statistics.ts';
import type { StepStatistics } from '../posterior/stepStatistics.ts';
import type { Diagnostics, ExactPosterior, WatchReport } from '../protocol.ts';
import type { Sheet } from '../state/sheet.ts';
import { diagnosticsText } from '../text/en/diagnostics.ts';
import { gapText } from '../text/en/gap.ts';
import { jointText } from '../text/en/joint.ts';
import { statisticsText } from '../text/en/statistics.ts';
import { stripsText } from '../text/en/strips.ts';
import type { GapBar } from './gapBars.ts';
import type { PicturedJoint } from './jointReading.ts';
import { shortName } from './modelNames.ts';
import { STATISTIC_COLUMNS } from './statisticCells.ts';
import { densityAt } from './stripReading.ts';

export function gapSheet(rows: readonly GapBar[]): Sheet {
  return {
    title: gapText().sheet,
    columns: ['of', 'gap', 'standard error'],
    rows: rows.map(({ name, isGaussian, mean, stderr }) => [
      isGaussian ? 'best Gaussian' : name,
      mean,
      stderr,
    ]),
  };
}

export function diagnosticsSheet(
  models: readonly ModelSpec[],
  diagnostics: Readonly<Record<string, Diagnostics>>,
): Sheet {
  return {
    title: diagnosticsText().sheet,
    columns: [
      'model',
      'step',
      'K',
      'B_K, nats per step',
      'B_K / log(K+1)',
      'ESS',
      'ESS / (K+1)',
      'active units',
      'latent dimensions',
      'rows',
    ],
    rows: models.flatMap((model) => {
      const found = diagnostics[model.id];
      if (found === undefined) return [];
      const { mixing, step, activeUnits, latentDimensions, rows } = found;
      const spread =
        mixing === null
          ? [null, null, null, null, null]
          : [
              mixing.mixingSamples,
              mixing.regulariser,
              mixing.gauge,
              mixing.ess,
              mixing.ess / (mixing.mixingSamples + 1),
            ];
      return [[shortName(model), step, ...spread, activeUnits, latentDimensions, rows]];
    }),
  };
}

/** The points of curves side by side, a row for each place any of them has one. */
export function seriesSheet(
  title: string,
  across: string,
  series: readonly {
    readonly name: string;
    readonly xs: ArrayLike<number>;
    readonly ys: ArrayLike<number>;
  }[],
): Sheet {
  const rows = new Map<number, (number | null)[]>();
  series.forEach(({ xs, ys }, column) => {
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i]!;
      let row = rows.get(x);
      if (row === undefined) {
        row = [x, ...series.map(() => null)];
        rows.set(x, row);
      }
      row[column + 1] = ys[i]!;
    }
  });
  return {
    title,
    columns: [across, ...numbered(series.map(({ name }) => name))],
    rows: [...rows.values()].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
  };
}

/** Two curves of one name are told apart. */
function numbered(names: readonly string[]): string[] {
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

/** The observed sequence: a row a step. `x` [T, X], of which `length` steps are data. */
export function observedSheet(x: Float32Array, steps: number, length: number): Sheet {
  const channels = x.length / steps;
  const values = (t: number) => Array.from(x.subarray(t * channels, (t + 1) * channels));
  return {
    title: stripsText().sheetOfX,
    columns: ['t', ...Array.from({ length: channels }, (_, c) => `x${c + 1}`)],
    rows: Array.from({ length }, (_, t) => [t + 1, ...values(t)]),
  };
}

/** The densities of the strips: a row for every step and every value of z. */
export function stripsSheet(
  posterior: WatchReport,
  exact: ExactPosterior | null,
  models: readonly ModelSpec[],
): Sheet {
  const { axis, length } = posterior;
  const values = axisValues(axis);
  const columns = models.flatMap((model) => {
    const found = posterior.models.find(({ id }) => id === model.id);
    return found === undefined ? [] : [{ name: shortName(model), ...found }];
  });
  const rows = Array.from({ length: length * axis.count }, (_, n) => {
    const t = Math.floor(n / axis.count);
    const z = values[n % axis.count]!;
    return [
      t + 1,
      z,
      ...columns.map(({ density }) => density[n]!),
      ...columns.map(({ prior }) => prior[n]!),
      ...(exact === null ? [] : [densityAt(exact.density, exact.axis, { t, z })]),
    ];
  });
  return {
    title: stripsText().sheet(
      `z${posterior.watch.dimension + 1}`,
      conditioningOf(posterior),
      posterior.step,
    ),
    columns: [
      't',
      'z',
      ...columns.map(({ name }) => name),
      ...columns.map(({ name }) => `prior of ${name}`),
      ...(exact === null ? [] : [`exact ${posterior.watch.exact}`]),
    ],
    rows,
  };
}

function conditioningOf({ watch }: WatchReport): string {
  const text = statisticsText();
  return watch.conditioning === 'one-past' ? text.givenPast(watch.past + 1) : text.allPasts;
}

/** Every statistic of every posterior at every step, and averaged. */
export function statisticsSheet(
  posterior: WatchReport,
  rows: readonly { readonly name: string; readonly statistics: StepStatistics }[],
): Sheet {
  const names = STATISTIC_COLUMNS.map(({ key }) => key);
  const each = rows.flatMap(({ name, statistics }) =>
    Array.from({ length: posterior.length }, (_, t) => [
      name,
      t + 1,
      ...names.map((key) => statistics[key][t]!),
    ]),
  );
  const averages = rows.flatMap(({ name, statistics }) => {
    const found = names.map((key) => average(statistics[key].subarray(0, posterior.length)));
    return [
      [name, 'average', ...found.map(({ mean }) => mean)],
      [name, 'standard error', ...found.map(({ stderr }) => stderr)],
    ];
  });
  return {
    title: statisticsText().sheet(
      `z${posterior.watch.dimension + 1}`,
      conditioningOf(posterior),
      posterior.step,
    ),
    columns: [
      'of',
      't',
      ...STATISTIC_COLUMNS.map(({ key }) => statisticsText.english.columns[key]),
    ],
    rows: [...averages, ...each],
  };
}

/** The draws of every model at the marked step. */
export function jointSheet({ posterior, t }: PicturedJoint, models: readonly ModelSpec[]): Sheet {
  const { watch, latentDimensions, steps } = posterior;
  const rows = models.flatMap((model) => {
    const pairs = posterior.models.find(({ id }) => id === model.id)?.pairs;
    if (pairs === undefined) return [];
    const draws = pairs.length / 2 / steps;
    return Array.from({ length: draws }, (_, m) => {
      const at = 2 * (t * draws + m);
      return [shortName(model), m + 1, pairs[at]!, pairs[at + 1]!];
    });
  });
  return {
    title: jointText().sheet(t + 1, posterior.step),
    columns: [
      'of',
      'draw',
      ...(latentDimensions > 1
        ? [`z${watch.dimension + 1}`, `z${watch.otherDimension + 1}`]
        : ['z at t-1', 'z at t']),
    ],
    rows,
  };
}
