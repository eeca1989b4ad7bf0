/** The table of a sweep, as rows of text and as Markdown. Pure. */
import { sweepTableText } from '../text/en/sweepTable.ts';
import { grouped } from '../text/numbers.ts';
import { type Baseline, type Cell, cellsOf, type Estimate, varying } from './cells.ts';
import type { SweepRow } from './rows.ts';

export interface SweepTable {
  /** What the figures are, a sentence each. */
  readonly notes: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Figures beside the bound that have a column where any row has them. */
const FURTHER = ['deficitPerStep', 'boundInUnits', 'perplexity'] as const;

export function sweepTable(rows: readonly SweepRow[], baseline: Baseline | null): SweepTable {
  const text = sweepTableText();
  const keys = varying(rows);
  const cells = cellsOf(rows, baseline);
  const further = FURTHER.filter((figure) =>
    cells.some(({ figures }) => figures[figure] !== undefined),
  );
  const against = baseline && Object.entries(baseline).map(([key, value]) => `${key}=${value}`);
  return {
    notes: notesOf(rows, against?.join(', ') ?? null),
    head: [
      ...keys,
      text.bound,
      ...further.map((figure) => text[figure]),
      text.seeds,
      ...(against === null ? [] : [text.less(against.join(', ')), text.pairs]),
    ],
    rows: cells.map((cell) => [
      ...keys.map((key) => cell.key[key]!),
      figureText(cell.figures['bound']!),
      ...further.map((figure) => {
        const found = cell.figures[figure];
        return found === undefined ? '' : figureText(found);
      }),
      seedsText(cell),
      ...(against === null ? [] : differenceTexts(cell)),
    ]),
  };
}

export function sweepMarkdown(
  table: SweepTable,
  title: string,
  aside: readonly { readonly run: string; readonly error: string }[] = [],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  const parts = [
    `# ${title}`,
    table.notes.join(' '),
    [line(table.head), line(table.head.map(() => '---')), ...table.rows.map(line)].join('\n'),
  ];
  if (aside.length > 0)
    parts.push(
      'Set aside, without a result:',
      aside.map(({ run, error }) => `- ${run}: ${error.replaceAll('\n', ' ')}`).join('\n'),
    );
  return `${parts.join('\n\n')}\n`;
}

/** "−97.80 ± 0.41", with as many digits as the error is worth; without an error for a single seed. */
export function figureText({ mean, stderr, count }: Estimate): string {
  if (count === 0) return '–';
  if (Number.isNaN(stderr)) return signed(mean, Math.abs(mean) < 10 ? 3 : 2);
  const places = stderr > 0 ? Math.min(5, Math.max(1, 1 - Math.floor(Math.log10(stderr)))) : 3;
  return `${signed(mean, places)} ± ${stderr.toFixed(places)}`;
}

function signed(value: number, places: number): string {
  return value.toFixed(places).replace('-', '−');
}

function seedsText({ figures, diverged }: Cell): string {
  const { count } = figures['bound']!;
  return diverged === 0 ? String(count) : sweepTableText().diverged(count, diverged);
}

function differenceTexts({ difference }: Cell): string[] {
  if (difference === null) return ['', ''];
  const text = figureText(difference);
  return [difference.mean > 0 ? `+${text}` : text, String(difference.count)];
}

function notesOf(rows: readonly SweepRow[], against: string | null): string[] {
  const all = <T>(of: (row: SweepRow) => T) => [...new Set(rows.map(of))];
  const text = sweepTableText();
  const draws = all(({ model, figures }) => (isExact(model) ? null : (figures['kEval'] ?? null)));
  const mixing = draws.filter((K) => K !== null && K > 0).map((K) => grouped(K!));
  return [
    text.runs({
      presets: all(({ preset }) => preset),
      steps: all(({ step }) => grouped(step)),
      backends: all(({ backend }) => backend),
    }),
    text.data(all(({ data }) => data)),
    text.figures({
      mixing,
      exact: draws.includes(null),
      sequences: all(({ sequences }) => grouped(sequences)),
    }),
    text.means,
    ...(against === null ? [] : [text.paired(against)]),
  ];
}

/** Of models without a latent the bound is log p(x). */
function isExact(model: string): boolean {
  return /^(rnn|nade)\b/.test(model);
}
