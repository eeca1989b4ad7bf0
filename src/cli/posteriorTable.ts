/** The figures of posteriors as a table of text, one column a posterior. */
import type { StatisticName } from '../posterior/stepStatistics.ts';
import type { Figures, PosteriorFigures } from '../train/posteriorFigures.ts';

const NAMES: Readonly<Record<StatisticName, string>> = {
  mean: 'mean',
  sd: 'sd',
  skewness: 'skewness',
  excessKurtosis: 'excess kurtosis',
  modes: 'modes',
  dip: 'dip',
  dipPValue: 'dip p-value',
  correlation: 'correlation',
  mutualInformation: 'mutual information',
  wasserstein: 'W1 to exact',
  kl: 'KL(q, exact)',
  reverseKl: 'KL(exact, q)',
  js: 'JS to exact',
};

/** Mean and standard error of every statistic that somebody has; first over all pasts, then given one. */
export function posteriorTable({ models, exact, sequences, samples }: PosteriorFigures): string {
  const entries = Object.entries(models);
  const all: (readonly [string, Figures])[] = entries.map(([id, of]) => [id, of.overAllPasts]);
  const kinds = new Set(entries.map(([, of]) => of.exact));
  for (const kind of ['filter', 'smoother'] as const)
    if (exact && kinds.has(kind)) all.push([`exact (${kind})`, exact[kind]]);
  const one = entries.flatMap(([id, { givenOnePast }]): (readonly [string, Figures])[] =>
    givenOnePast === null
      ? []
      : [
          [id, givenOnePast.model],
          [`exact, ${id}`, givenOnePast.exact],
        ],
  );
  const parts = [`over all pasts (${sequences} test sequences, ${samples} draws)`, ...lines(all)];
  if (one.length > 0) parts.push('', 'given one past', ...lines(one));
  return parts.join('\n');
}

const FIRST_COLUMN = 20;
const COLUMN = 20;

function lines(columns: readonly (readonly [string, Figures])[]): string[] {
  const head = [''.padEnd(FIRST_COLUMN), ...columns.map(([name]) => name.padStart(COLUMN))];
  const rows = (Object.entries(NAMES) as [StatisticName, string][])
    .filter(([key]) => columns.some(([, figures]) => figures[key].count > 0))
    .map(([key, name]) => [
      name.padEnd(FIRST_COLUMN),
      ...columns.map(([, figures]) => cell(figures[key]).padStart(COLUMN)),
    ]);
  return [head, ...rows].map((row) => row.join(''));
}

function cell({ mean, stderr, count }: Figures[StatisticName]): string {
  if (count === 0) return '–';
  return `${mean.toFixed(3)} ± ${Number.isFinite(stderr) ? stderr.toFixed(3) : '?'}`;
}
