/** Steps all models of an experiment in lockstep on the same batches. Knows nothing of pages, files or clocks. */
import * as tf from '@tensorflow/tfjs';
import {
  type Experiment,
  type ModelSpec,
  settingsFor,
  withOverride,
  withSetting,
} from '../config/experiment.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../config/settings.ts';
import type { Dataset, Split } from '../data/dataset.ts';
import type { Ops } from '../model/ops.ts';
import { Batches, type BatchesState } from './batches.ts';
import type { Divergence } from './divergence.ts';
import { type Evaluation, evaluate, range, toTensors } from './evaluate.ts';
import { Learner, type LearnerState } from './learner.ts';

/** Training sequences on which is measured what a model is given at birth. */
const BIRTH_SEQUENCES = 128;

/** A run in the middle. Noise needs no place in it: it is a function of seed and step (`rng.ts`). */
export interface TrainerState {
  /** With the settings as they are by now. */
  readonly experiment: Experiment;
  readonly step: number;
  readonly batches: BatchesState;
  /** In the order of the experiment's models. */
  readonly learners: readonly LearnerState[];
}

export interface Diverged {
  readonly learner: Learner;
  readonly divergence: Divergence;
}

export class Trainer {
  readonly dataset: Dataset;
  /** Called between the pieces of a step, which may be long. */
  onPiece: () => void = () => {};
  readonly #ops: Ops;
  readonly #batches: Batches;
  #experiment: Experiment;
  #learners: Learner[];
  #step = 0;

  constructor(experiment: Experiment, dataset: Dataset, ops: Ops) {
    this.dataset = dataset;
    this.#ops = ops;
    this.#experiment = experiment;
    this.#batches = new Batches(dataset.train, experiment.settings.seed);
    this.#learners = experiment.models.map((model) => this.#born(model));
  }

  /**
   * Goes on where `state` was taken: on the same data and backend with the same numbers, bit for bit.
   * Throws a RangeError when a model of the state is of another size than this build makes it.
   */
  static resumed(state: TrainerState, dataset: Dataset, ops: Ops): Trainer {
    const trainer = new Trainer(state.experiment, dataset, ops);
    trainer.#step = state.step;
    trainer.#batches.restore(state.batches);
    trainer.#learners.forEach((learner, i) => {
      const own = state.learners[i];
      if (own === undefined) throw new RangeError(`there is no state of ${learner.spec.id}`);
      learner.restore(own);
    });
    return trainer;
  }

  /** A copy of all that changes in a run. */
  async state(): Promise<TrainerState> {
    const learners: LearnerState[] = [];
    for (const learner of this.#learners) learners.push(await learner.state());
    return {
      experiment: this.#experiment,
      step: this.#step,
      batches: this.#batches.state,
      learners,
    };
  }

  #born(model: ModelSpec): Learner {
    const { train } = this.dataset;
    const first = train.batch(range(0, Math.min(BIRTH_SEQUENCES, train.count)), 0);
    const settings = settingsFor(this.#experiment, model);
    return new Learner(model, settings, this.dataset, first, this.#ops);
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get learners(): readonly Learner[] {
    return this.#learners;
  }

  /** Joint training steps made. */
  get step(): number {
    return this.#step;
  }

  /** Passes over the training file; null for an endless generator. */
  get epoch(): number | null {
    return this.#batches.epoch;
  }

  /**
   * One training step of every model that is not halted, on the next batch. Returns when the backend has done it,
   * with the models that diverged: those are halted, at their last good weights.
   */
  async advance(): Promise<Diverged[]> {
    const diverged: Diverged[] = [];
    const batch = toTensors(this.#batches.next(this.#experiment.settings.batch));
    this.#step++;
    for (const learner of this.#learners) {
      if (learner.halted) continue;
      learner.keepIfDue(this.#step - 1);
      learner.step(batch, this.#step, this.onPiece);
      const divergence = learner.judge({ step: this.#step, ...(await learner.settle()) });
      if (divergence !== null) diverged.push({ learner, divergence });
    }
    tf.dispose([batch.x, ...(batch.mask ? [batch.mask] : [])]);
    return diverged;
  }

  /**
   * A model that was halted trains again, from where it stands and at a learning rate of its own.
   * Throws a RangeError for an id nobody has.
   */
  goOn(id: string, learningRate: number): void {
    const learner = this.#learners.find(({ spec }) => spec.id === id);
    if (learner === undefined) throw new RangeError(`there is no model ${id} to go on with`);
    this.#experiment = withOverride(this.#experiment, id, 'learningRate', learningRate);
    learner.spec = this.#experiment.models.find((model) => model.id === id)!;
    learner.settings = settingsFor(this.#experiment, learner.spec);
    learner.halted = false;
  }

  /**
   * Changes a setting in the run. Throws a RangeError for one whose change needs a new start, except that a
   * model's own override keeps its say.
   */
  set(key: SettingKey, value: SettingValue): void {
    if (SETTINGS[key].effect === 'restart')
      throw new RangeError(`${key} cannot change in a run: start again`);
    this.#experiment = withSetting(this.#experiment, key, value);
    for (const learner of this.#learners)
      learner.settings = settingsFor(this.#experiment, learner.spec);
  }

  /** Adds a model, new-born: its schedules begin at its own first step. */
  add(model: ModelSpec): void {
    this.#experiment = { ...this.#experiment, models: [...this.#experiment.models, model] };
    this.#learners.push(this.#born(model));
  }

  /** Removes a model; an id nobody has is no error. */
  remove(id: string): void {
    const models = this.#experiment.models.filter((model) => model.id !== id);
    this.#experiment = { ...this.#experiment, models };
    for (const learner of this.#learners) if (learner.spec.id === id) learner.dispose();
    this.#learners = this.#learners.filter((learner) => learner.spec.id !== id);
  }

  /** The models as they are now, which later steps do not change; those that are halted are left out. Dispose of them. */
  copies(): Promise<Learner[]> {
    const going = this.#learners.filter(({ halted }) => !halted);
    return Promise.all(
      going.map(async (learner) => {
        const flat = await learner.parameters();
        const copy = this.#born(learner.spec);
        copy.load(flat);
        return copy;
      }),
    );
  }

  /** The bound of one model over a held-out split at the experiment's one K of evaluation. */
  evaluate(
    learner: Learner,
    split: 'validation' | 'test',
    breathe?: () => Promise<boolean>,
  ): Promise<Evaluation | null> {
    const held: Split = this.dataset[split];
    // Without injected noise all psi are one, and the bound is the same for every K.
    const mixingSamples =
      learner.spec.system === 'sis-rnn' ? this.#experiment.settings.mixingSamplesEvaluation : 0;
    return evaluate(learner, held, {
      purpose: split,
      mixingSamples,
      ...(breathe && { breathe }),
    });
  }

  dispose(): void {
    for (const learner of this.#learners) learner.dispose();
    this.#learners = [];
  }
}
