/**
 * Every figure of a run, for export and for the curves: a list of training and one of validation points a
 * model. Bounded: past the limit every second of the older half goes, so that a long run keeps its whole
 * span and its recent detail.
 */
import type { TrainingPoint, ValidationPoint } from '../protocol.ts';
import { decimate } from './decimate.ts';

export interface ModelCurve {
  readonly training: readonly TrainingPoint[];
  readonly validation: readonly ValidationPoint[];
}

export type Curves = Readonly<Record<string, ModelCurve>>;

export const EMPTY_CURVE: ModelCurve = { training: [], validation: [] };

/** Rows of all models and both kinds together. */
const ROW_LIMIT = 20_000;
const TRAINING_POINTS_SHOWN = 160;
const VALIDATION_POINTS_SHOWN = 120;

export class MetricsLog {
  readonly rowLimit: number;
  private readonly models = new Map<
    string,
    { training: TrainingPoint[]; validation: ValidationPoint[] }
  >();

  constructor(rowLimit = ROW_LIMIT) {
    this.rowLimit = rowLimit;
  }

  clear(): void {
    this.models.clear();
  }

  /** Forgets what came after a step, which a run that goes on from there makes again. */
  cutAfter(step: number): void {
    const kept = <P extends { readonly step: number }>(points: readonly P[]) =>
      points.filter((point) => point.step <= step);
    for (const log of this.models.values()) {
      log.training = kept(log.training);
      log.validation = kept(log.validation);
    }
  }

  /** Takes up points kept elsewhere in place of its own. */
  restore(curves: Curves): void {
    this.models.clear();
    for (const [id, { training, validation }] of Object.entries(curves))
      this.models.set(id, { training: [...training], validation: [...validation] });
  }

  remove(modelId: string): void {
    this.models.delete(modelId);
  }

  add(modelId: string, training: TrainingPoint | null, validation: ValidationPoint | null): void {
    let log = this.models.get(modelId);
    if (log === undefined) {
      log = { training: [], validation: [] };
      this.models.set(modelId, log);
    }
    if (training !== null) log.training.push(training);
    if (validation !== null) log.validation.push(validation);
    if (this.size() > this.rowLimit)
      for (const each of this.models.values()) {
        each.training = thinOlderHalf(each.training);
        each.validation = thinOlderHalf(each.validation);
      }
  }

  size(): number {
    let rows = 0;
    for (const log of this.models.values()) rows += log.training.length + log.validation.length;
    return rows;
  }

  /** All points, as kept. */
  all(): Curves {
    return Object.fromEntries(
      [...this.models].map(([id, log]) => [
        id,
        { training: [...log.training], validation: [...log.validation] },
      ]),
    );
  }

  /** Few enough points to draw. */
  curves(): Curves {
    return Object.fromEntries(
      [...this.models].map(([id, log]) => [
        id,
        {
          training: decimate(log.training, TRAINING_POINTS_SHOWN, (point) => point.bound),
          validation: decimate(log.validation, VALIDATION_POINTS_SHOWN, (point) => point.bound),
        },
      ]),
    );
  }
}

function thinOlderHalf<P>(points: readonly P[]): P[] {
  const half = points.length >> 1;
  return points.filter((_, index) => index >= half || index % 2 === 0);
}
