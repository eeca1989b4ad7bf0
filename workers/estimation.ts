/** An estimate that is worked out piece by piece between training steps, of the models as they were when it began. */
import { exactLogDensitySteps } from '../src/posterior/exact.ts';
import type { EstimateReport, EstimateRequest } from '../src/protocol.ts';
import { estimate, range } from '../src/train/evaluate.ts';
import type { Learner } from '../src/train/learner.ts';
import { modelEstimate } from '../src/train/modelEstimate.ts';
import { tokensIn } from '../src/train/perplexity.ts';
import type { Trainer } from '../src/train/trainer.ts';

/** Work on exact densities in one turn. */
const EXACT_SLICE_MS = 15;

export interface EstimationProgress {
  /** What is being worked on: a model's id, or "exact". */
  readonly working: string;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}

export class Estimation {
  readonly #request: EstimateRequest;
  readonly #trainer: Trainer;
  readonly #told: (progress: EstimationProgress) => void;
  #goOn = true;
  /** Ends the wait of whoever gave the turn. */
  #rest: () => void = () => {};
  /** Lets the work go on; null before it began. */
  #resume: ((goOn: boolean) => void) | null = null;
  #finished = false;
  #failed: unknown = null;
  #report: EstimateReport | null = null;

  constructor(
    request: EstimateRequest,
    trainer: Trainer,
    told: (progress: EstimationProgress) => void,
  ) {
    this.#request = request;
    this.#trainer = trainer;
    this.#told = told;
  }

  /** The next turns bring it to an end without a report. */
  cancel(): void {
    this.#goOn = false;
  }

  /** One piece of the work. True once there is no more; throws what the work threw. */
  async turn(): Promise<boolean> {
    await new Promise<void>((rest) => {
      this.#rest = rest;
      if (this.#resume === null) void this.#work();
      else this.#resume(this.#goOn);
    });
    if (this.#failed !== null) throw this.#failed;
    return this.#finished;
  }

  /** Null where it was cancelled. */
  get report(): EstimateReport | null {
    return this.#report;
  }

  async #work(): Promise<void> {
    let copies: Learner[] = [];
    try {
      if (this.#goOn) {
        copies = await this.#trainer.copies();
        this.#report = await this.#estimated(copies);
      }
    } catch (error) {
      this.#failed = error;
    }
    for (const copy of copies) copy.dispose();
    this.#finished = true;
    this.#rest();
  }

  async #estimated(copies: readonly Learner[]): Promise<EstimateReport | null> {
    const { experiment, dataset, step } = this.#trainer;
    const wish = this.#request;
    const sequences = Math.min(dataset.test.count, wish.sequences);
    const parts = copies.length + (dataset.known === null ? 0 : 1);
    const exact = await this.#exact(sequences, (share) => this.#breathe('exact', share / parts));
    if (exact === undefined) return null;
    const models: EstimateReport['models'][number][] = [];
    for (const [m, copy] of copies.entries()) {
      const before = m + (exact === null ? 0 : 1);
      const found = await modelEstimate(copy, dataset.test, 'test', wish, (share) =>
        this.#breathe(copy.spec.id, (before + share) / parts),
      );
      if (found === null) return null;
      const { figure, values } = found;
      models.push({
        model: copy.spec,
        ...figure,
        belowExact: exact && estimate(exact.map((logp, i) => logp - values[i]!)),
      });
    }
    return {
      request: wish,
      experiment,
      data: dataset.description,
      sequences,
      testCount: dataset.test.count,
      tokens: dataset.observation === 'tokens' ? tokensIn(dataset.test, sequences) : null,
      step,
      models,
      exact: exact && estimate(exact),
    };
  }

  /** log p(x) of the generator, of each test sequence; null where none is known, undefined where it was cancelled. */
  async #exact(
    sequences: number,
    breathe: (share: number) => Promise<boolean>,
  ): Promise<Float64Array | null | undefined> {
    const { known, test } = this.#trainer.dataset;
    if (known === null) return null;
    const { x, steps, size } = test.batch(range(0, sequences), 0);
    const out = new Float64Array(size);
    const { definition, parameters } = known;
    let until = performance.now() + EXACT_SLICE_MS;
    for (const share of exactLogDensitySteps(definition, parameters, x, steps, size, out)) {
      if (performance.now() < until) continue;
      if (!(await breathe(share))) return undefined;
      until = performance.now() + EXACT_SLICE_MS;
    }
    return out;
  }

  #breathe(working: string, share: number): Promise<boolean> {
    this.#told({ working, share });
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#rest();
    });
  }
}
