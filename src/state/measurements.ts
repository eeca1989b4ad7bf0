/**
 * What has been measured here, by this browser or by runs whose result files were imported: one figure of one model each,
 * with everything a reader needs to know to judge what it compares with. Pure.
 */
import { SYSTEM_TABLE } from '../config/systems.ts';
import type { EstimateReport } from '../protocol.ts';
import { measurementsText } from '../text/en/measurements.ts';

export interface Measurement {
  /** "this browser", or the name of a file. */
  readonly source: string;
  /** "SIS-RNN", or its id where there are several. */
  readonly model: string;
  readonly bound: 'exact' | 'elbo' | 'iwae' | 'fivo';
  /** N and K; null where exact, or where the source does not say. */
  readonly particles: number | null;
  readonly mixingSamples: number | null;
  /** log p(x) or a lower bound of it, nats a sequence, over sequences. */
  readonly mean: number;
  readonly stderr: number;
  /** exp(total NLL / (words + ends)); null where the data are no sentences, or the source does not say. */
  readonly perplexity: number | null;
  readonly split: 'test' | 'validation';
  readonly sequences: number;
  /** Training steps; null where the source does not say. */
  readonly step: number | null;
  /** Width of the GRU; null where the source does not say. */
  readonly hidden: number | null;
  readonly seed: number | null;
  /** The data set in words, empty where the source does not say. */
  readonly data: string;
  readonly interrupted: boolean;
}

export function measurementsOfReport(report: EstimateReport): Measurement[] {
  const { settings } = report.experiment;
  return report.models.map(({ model, bound, particles, mixingSamples, mean, stderr }) => ({
    source: measurementsText().thisBrowser,
    model: labelOf(model.id),
    bound,
    particles,
    mixingSamples,
    mean,
    stderr,
    perplexity:
      report.tokens === null ? null : Math.exp((-mean * report.sequences) / report.tokens),
    split: 'test',
    sequences: report.sequences,
    step: report.step,
    hidden: model.overrides.hidden ?? settings.hidden,
    seed: settings.seed,
    data: report.data,
    interrupted: false,
  }));
}

/** Whether a parsed file looks like a result, and not like an experiment. */
export function isResult(value: unknown): boolean {
  return isRecord(value) && isRecord(value['models']) && !('settings' in value);
}

/**
 * The figures of a result file: what `npm run evaluate -- DIR --estimator ... --json` prints, or result.json of
 * `npm run train`. Throws a TypeError that names the file and says what was expected where it is neither.
 */
export function measurementsOfFile(fileName: string, value: unknown): Measurement[] {
  if (!isRecord(value) || !isRecord(value['models']))
    throw new TypeError(measurementsText().noResult(fileName));
  const sequences = numberAt(fileName, value, 'sequences');
  const split = value['split'] ?? 'test';
  if (split !== 'test' && split !== 'validation')
    throw new TypeError(measurementsText().badSplit(fileName, JSON.stringify(split)));
  const common = {
    source: fileName,
    split,
    sequences,
    step: optional(value['step']),
    hidden: null,
    seed: optional(value['seed']),
    data: typeof value['data'] === 'string' ? value['data'] : '',
    interrupted: value['interrupted'] === true,
  } as const;
  const found = Object.entries(value['models']).flatMap(([id, of]) => {
    if (!isRecord(of))
      throw new TypeError(measurementsText().noObject(`${fileName}: models.${id}`));
    const where = `${fileName}: models.${id}`;
    const model = labelOf(id);
    if (isRecord(of['bounds'])) {
      return Object.entries(of['bounds']).map(([bound, figure]): Measurement => {
        if (!isBound(bound) || !isRecord(figure))
          throw new TypeError(measurementsText().noFigure(`${where}.bounds.${bound}`));
        return {
          ...common,
          model,
          bound,
          particles: optional(figure['N']),
          mixingSamples: optional(figure['K']),
          mean: numberAt(`${where}.bounds.${bound}`, figure, 'mean'),
          stderr: errorAt(`${where}.bounds.${bound}`, figure),
          perplexity: optional(figure['perplexity']),
        };
      });
    }
    const exact = /^(rnn|nade)/.test(id);
    return [
      {
        ...common,
        model,
        bound: exact ? ('exact' as const) : ('elbo' as const),
        particles: exact ? null : 1,
        mixingSamples: exact ? null : optional(of['kEval']),
        mean: numberAt(where, of, 'bound'),
        stderr: errorAt(where, of),
        perplexity: optional(of['perplexity']),
      },
    ];
  });
  if (found.length === 0) throw new TypeError(measurementsText().noFigures(fileName));
  return found;
}

/** "SIS-RNN", and "SIS-RNN 2" for sis-rnn-2; any other id as it is. */
function labelOf(id: string): string {
  for (const [system, { label }] of Object.entries(SYSTEM_TABLE)) {
    if (id === system) return label;
    if (id.startsWith(`${system}-`) && /^\d+$/.test(id.slice(system.length + 1)))
      return `${label} ${id.slice(system.length + 1)}`;
  }
  return id;
}

function isBound(name: string): name is Measurement['bound'] {
  return ['exact', 'elbo', 'iwae', 'fivo'].includes(name);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberAt(where: string, of: Readonly<Record<string, unknown>>, key: string): number {
  const value = of[key];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const text = measurementsText();
  throw new TypeError(text.noNumber(where, key, JSON.stringify(value) ?? text.missing));
}

/** JSON knows no NaN: the error of a single sequence is null. */
function errorAt(where: string, of: Readonly<Record<string, unknown>>): number {
  return of['stderr'] === null ? Number.NaN : numberAt(where, of, 'stderr');
}

function optional(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
