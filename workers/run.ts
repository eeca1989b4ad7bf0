/** One run in the worker: a trainer, what is held out, what is watched, and when each is due. */
import { modelLabel } from '../src/config/experiment.ts';
import { mixingSamplesAt, rampEnd } from '../src/config/schedules.ts';
import type { SentenceTruth } from '../src/data/text/textFacts.ts';
import { exactLogDensitySteps } from '../src/posterior/exact.ts';
import { gapEstimates } from '../src/posterior/gapEstimates.ts';
import type {
  Deficit,
  Diagnostics,
  GaussianGap,
  ModelReport,
  ReferenceReport,
  Report,
  StoppedModel,
  TrainingPoint,
  ValidationPoint,
  Watch,
  WatchReport,
} from '../src/protocol.ts';
import { divergenceText } from '../src/text/en/divergence.ts';
import { diagnose } from '../src/train/diagnostics.ts';
import { type Evaluation, estimate, range } from '../src/train/evaluate.ts';
import type { Learner, LearnerMetrics } from '../src/train/learner.ts';
import { hasReference, referenceReport } from '../src/train/reference.ts';
import type { Trainer } from '../src/train/trainer.ts';
import { Watcher } from '../src/train/watch.ts';
import { Pace } from './pace.ts';
import { stoppedModel } from './stoppedModel.ts';

/** The posterior is read again at the earliest after this many times the time reading it took. */
const WATCH_SHARE = 8;
const WATCH_INTERVAL_MS = 400;
/** Work on exact densities, and on the best Gaussian, between two training steps. */
const EXACT_SLICE_MS = 15;
/** A reference holds the training up: while playing it waits this long, and this many times what the last one took. */
const REFERENCE_INTERVAL_MS = 10_000;
const REFERENCE_SHARE = 12;
/** Of held-out sentences: what the rest of so few could say moves the mean by a tenth of a nat, less than its error. */
const MOST_CUT = 0.01;
/** Between two tellings of an estimate that gets surer. */
const GAP_INTERVAL_MS = 400;

export class Run {
  readonly trainer: Trainer;
  readonly #watcher = new Watcher();
  readonly #memoryBytes: () => number;
  /** Exact log p(x) of the validation set under way; null where there is none, or when it has been told. */
  #exact: { readonly steps: Generator<number, void>; readonly logDensities: Float64Array } | null =
    null;
  /** The same once it is complete. */
  #logDensities: Float64Array | null = null;
  #gap: Iterator<GaussianGap, void> | null = null;
  #latestGap: GaussianGap | null = null;
  #gapToldMs = Number.NEGATIVE_INFINITY;
  #validationDue: boolean;
  #validations = new Map<string, ValidationPoint>();
  #diagnostics = new Map<string, Diagnostics>();
  /** The last evaluation of each model, and whether its deficit is still to be told. */
  #evaluations = new Map<string, { evaluation: Evaluation; step: number; told: boolean }>();
  #watchDue = 0;
  #watchedAt = -1;
  /** The first reading compiles what all need: the time it took says nothing of the next one. */
  #isWarm = false;
  /** What the page was last shown, for which no reference has been worked out. */
  #unreferenced: Pick<WatchReport, 'watch' | 'axis' | 'samples' | 'step'> | null = null;
  #referenceDue = 0;
  readonly #pace: Pace;

  /** `validationDue`: whether the models are validated before their next step. */
  constructor(trainer: Trainer, memoryBytes: () => number, validationDue = true) {
    this.trainer = trainer;
    this.#pace = new Pace(trainer.step, performance.now());
    this.#memoryBytes = memoryBytes;
    this.#validationDue = validationDue;
    const { known, validation, text, facts } = trainer.dataset;
    // The grammar's log p is of whole sentences: not what the models read, where more than a few are cut off.
    const cut = facts?.kind === 'grammar' && facts.cut > MOST_CUT * facts.held;
    if (text?.truth && !cut) {
      const logDensities = new Float64Array(validation.count);
      this.#exact = { steps: logProbabilitySteps(text.truth, logDensities), logDensities };
    }
    if (known === null) return;
    const { x, steps, size } = validation.batch(range(0, validation.count), 0);
    const logDensities = new Float64Array(size);
    const { definition, parameters } = known;
    this.#exact = {
      steps: exactLogDensitySteps(definition, parameters, x, steps, size, logDensities),
      logDensities,
    };
    this.#gap = gapEstimates(definition, parameters);
  }

  get validationDue(): boolean {
    return this.#validationDue;
  }

  dispose(): void {
    this.trainer.dispose();
  }

  /**
   * One joint training step, and a validation when one is due. `breathe` false breaks the validation off. Returns the
   * models that diverged in the step.
   */
  async advance(breathe: () => Promise<boolean>): Promise<StoppedModel[]> {
    const diverged = await this.trainer.advance();
    const stopped: StoppedModel[] = [];
    for (const each of diverged) stopped.push(await stoppedModel(each, this.trainer.dataset));
    if (this.trainer.step % this.trainer.experiment.settings.validateEvery === 0)
      this.#validationDue = true;
    await this.validateIfDue(breathe);
    return stopped;
  }

  /** Models that were halted before this run went on, about which no more is known. */
  get halted(): StoppedModel[] {
    const { learners, step } = this.trainer;
    return learners
      .filter(({ halted }) => halted)
      .map((learner) => ({
        id: learner.spec.id,
        step: null,
        restored: step,
        learningRate: learner.settings.learningRate,
        message: divergenceText().stopped(modelLabel(learner.spec)),
      }));
  }

  /** Whether there is a model that trains. */
  get trains(): boolean {
    return this.trainer.learners.some(({ halted }) => !halted);
  }

  /** A broken-off validation stays due. */
  async validateIfDue(breathe: () => Promise<boolean>): Promise<void> {
    if (!this.#validationDue) return;
    for (const learner of [...this.trainer.learners]) {
      if (learner.halted) continue;
      const evaluation = await this.trainer.evaluate(learner, 'validation', breathe);
      if (evaluation === null) return;
      const diagnostics = await this.#diagnose(learner, breathe);
      if (diagnostics === undefined) return;
      if (diagnostics !== null) this.#diagnostics.set(learner.spec.id, diagnostics);
      this.#evaluations.set(learner.spec.id, {
        evaluation,
        step: this.trainer.step,
        told: false,
      });
      const bound = estimate(evaluation.bound);
      this.#validations.set(learner.spec.id, {
        step: this.trainer.step,
        bound: bound.mean,
        boundStderr: bound.stderr,
        reconstruction: estimate(evaluation.reconstruction).mean,
        kl: estimate(evaluation.kl).mean,
        mixingSamples: evaluation.mixingSamples,
        sequences: evaluation.bound.length,
      });
    }
    this.#validationDue = false;
  }

  /** At the K of training now, which is what the reader can change; undefined where it was broken off. */
  async #diagnose(
    learner: Learner,
    breathe: () => Promise<boolean>,
  ): Promise<Diagnostics | null | undefined> {
    if (learner.shape.latent === 0) return null;
    const samples = mixingSamplesAt(learner.settings, Math.max(1, learner.steps));
    const { dataset, step } = this.trainer;
    return (await diagnose(learner, dataset.validation, step, samples, breathe)) ?? undefined;
  }

  /** A little work on exact log p(x) of the validation set; its estimate once, when it is complete. */
  exactIfDone(): { logp: number; stderr: number; sequences: number } | null {
    if (this.#exact === null) return null;
    const until = performance.now() + EXACT_SLICE_MS;
    while (!this.#exact.steps.next().done) if (performance.now() >= until) return null;
    const { logDensities } = this.#exact;
    this.#exact = null;
    this.#logDensities = logDensities;
    const { mean, stderr } = estimate(logDensities);
    return { logp: mean, stderr, sequences: logDensities.length };
  }

  get exactPending(): boolean {
    return this.#exact !== null || this.#gap !== null;
  }

  /** A little work on the best Gaussian's loss; the estimate so far now and then, and at the end. */
  gapIfDue(): GaussianGap | null {
    if (this.#gap === null || this.#exact !== null) return null;
    const until = performance.now() + EXACT_SLICE_MS;
    let latest: GaussianGap | null = null;
    do {
      const { value, done } = this.#gap.next();
      if (done === true) {
        this.#gap = null;
        this.#gapToldMs = Number.NEGATIVE_INFINITY;
        break;
      }
      latest = value;
    } while (performance.now() < until);
    if (latest !== null) this.#latestGap = latest;
    if (performance.now() - this.#gapToldMs < GAP_INTERVAL_MS) return null;
    this.#gapToldMs = performance.now();
    return this.#latestGap;
  }

  /** The deficit of the last evaluation, once, when both it and exact log p(x) are there. */
  #deficitOf(id: string): Deficit | null {
    const found = this.#evaluations.get(id);
    const exact = this.#logDensities;
    if (found === undefined || found.told || exact === null) return null;
    found.told = true;
    const { bound, mixingSamples } = found.evaluation;
    const { observation, ...dataset } = this.trainer.dataset;
    const steps = observation === 'tokens' ? 1 : dataset.steps;
    const differences = exact.map((logDensity, b) => (logDensity - bound[b]!) / steps);
    return {
      step: found.step,
      ...estimate(differences),
      mixingSamples,
      sequences: bound.length,
    };
  }

  /** The references of what the page was shown last, when they are due; null also where `breathe` breaks them off. */
  async referenceIfDue(
    playing: boolean,
    breathe: () => Promise<boolean>,
  ): Promise<ReferenceReport | null> {
    const { trainer } = this;
    const shown = this.#unreferenced;
    if (shown === null || shown.step !== trainer.step) return null;
    const began = performance.now();
    if (playing && began < this.#referenceDue) return null;
    const learners = trainer.learners.filter((learner) => !learner.halted);
    if (!hasReference(learners, trainer.dataset)) return null;
    const found = await referenceReport(learners, trainer.dataset, shown, trainer.step, breathe);
    if (found === null) return null;
    this.#unreferenced = null;
    const now = performance.now();
    this.#referenceDue = now + Math.max(REFERENCE_INTERVAL_MS, REFERENCE_SHARE * (now - began));
    return found;
  }

  /** The next report shows the posterior, whenever it was last read. */
  watchNow(): void {
    this.#watchDue = 0;
    this.#watchedAt = -1;
  }

  /** A new model wants its figures. */
  validateNow(): void {
    this.#validationDue = true;
  }

  /** What happened since the last report. */
  async report(watch: Watch, playing: boolean): Promise<Report> {
    const { trainer } = this;
    const models: ModelReport[] = [];
    for (const learner of trainer.learners) {
      const metrics = await learner.readMetrics();
      models.push({
        id: learner.spec.id,
        training: metrics && trainingPoint(metrics, trainer.step),
        validation: this.#validations.get(learner.spec.id) ?? null,
        diagnostics: this.#diagnostics.get(learner.spec.id) ?? null,
        deficit: this.#deficitOf(learner.spec.id),
      });
    }
    this.#validations.clear();
    this.#diagnostics.clear();
    const posterior = await this.#watchIfDue(watch);
    this.#pace.measure(trainer.step, playing, performance.now());
    const { perSecond } = this.#pace;
    const { settings } = trainer.experiment;
    const remaining = rampEnd(settings) - trainer.step;
    return {
      step: trainer.step,
      playing,
      epoch: trainer.epoch,
      stepsPerSecond: perSecond,
      secondsToRampEnd: remaining > 0 && perSecond > 0 ? remaining / perSecond : null,
      memoryBytes: this.#memoryBytes(),
      models,
      posterior,
    };
  }

  async #watchIfDue(watch: Watch): Promise<WatchReport | null> {
    const { trainer } = this;
    const began = performance.now();
    if (this.#watchedAt === trainer.step || began < this.#watchDue) return null;
    const report = await this.#watcher.report(
      trainer.learners.filter((learner) => !learner.halted),
      trainer.dataset,
      watch,
      trainer.step,
    );
    const now = performance.now();
    const rest = this.#isWarm ? WATCH_SHARE * (now - began) : 0;
    this.#isWarm = true;
    this.#watchDue = now + Math.max(WATCH_INTERVAL_MS, rest);
    this.#watchedAt = trainer.step;
    if (report !== null) {
      const { axis, samples, step } = report;
      this.#unreferenced = { watch: report.watch, axis, samples, step };
    }
    return report;
  }
}

/** Exact log p of the grammar's validation sentences, one between two yields. */
function* logProbabilitySteps(truth: SentenceTruth, out: Float64Array): Generator<number, void> {
  for (let index = 0; index < out.length; index++) {
    out[index] = truth.logProbability('validation', index);
    yield (index + 1) / out.length;
  }
}

function trainingPoint(metrics: LearnerMetrics, step: number): TrainingPoint {
  const { bound, kl, mixingSamples, beta, msPerStep } = metrics;
  return { step, bound, kl, mixingSamples, beta, msPerStep };
}
