/** One model in training: its parameters, its optimiser, its own count of steps. */
import * as tf from '@tensorflow/tfjs';
import type { ModelSpec } from '../config/experiment.ts';
import { bagOfWordsAt, betaAt, learningRateAt, mixingSamplesAt } from '../config/schedules.ts';
import type { Settings } from '../config/settings.ts';
import type { Refinement } from '../model/language/refinement.ts';
import { SentenceModel } from '../model/language/sentenceModel.ts';
import { type LatentContext, type LatentModel, latentSteps } from '../model/latentModel.ts';
import { type Layout, layoutOf } from '../model/layout.ts';
import { SequenceModel } from '../model/model.ts';
import { nadeBound } from '../model/nade.ts';
import { type Bound, loss, type ObjectiveInputs, surrogateBound } from '../model/objective.ts';
import type { Ops } from '../model/ops.ts';
import { type DataShape, type ModelShape, shapeOf } from '../model/shape.ts';
import { Weights } from '../model/weights.ts';
import type { Position } from '../rng.ts';
import { Adam, type AdamState } from './adam.ts';
import type { Divergence, StepFigures } from './divergence.ts';
import { divergenceAt, Guard } from './guard.ts';
import { type FirstSequences, newborn } from './newborn.ts';
import { boundDraws, deniedWords, noiseStreams, passNoise, refinementOf } from './noise.ts';
import { type Portion, portionsOf, ROWS_AT_ONCE, rowsWithDraws } from './portions.ts';
import { type Reading, Readings, type ReadingsState } from './readings.ts';
import { semiAmortisedSlopes, slopesOf } from './slopes.ts';

/** A batch on the backend. */
export interface BatchTensors {
  readonly x: tf.Tensor3D; // [T, B, X]
  readonly mask: tf.Tensor2D | null; // [T, B]
}

export interface LearnerMetrics extends Reading {
  readonly mixingSamples: number;
  readonly beta: number;
}

/** All that changes while a model trains. */
export interface LearnerState extends ReadingsState {
  readonly steps: number;
  readonly halted: boolean;
  readonly parameters: Float32Array; // [P]
  readonly adam: AdamState;
  /** Loss at birth, by which divergence is told; null where it is not known. */
  readonly firstLoss: number | null;
}

export class Learner {
  /** Its learning rate may change in a run. */
  spec: ModelSpec;
  readonly shape: ModelShape;
  readonly layout: Layout;
  readonly #ops: Ops;
  readonly #adam: Adam;
  readonly #rowsAtOnce: number;
  /** The model's own settings; schedules read them at every step. */
  settings: Settings;
  /** A halted model keeps its parameters and takes no more steps. */
  halted = false;
  #parameters: tf.Tensor1D;
  #steps = 0;
  readonly #readings = new Readings();
  readonly #guard = new Guard();

  /**
   * `first` are some training sequences, on which is measured what is set at birth.
   * `rowsAtOnce` bounds the memory of a step, see `portionsOf`.
   */
  constructor(
    spec: ModelSpec,
    settings: Settings,
    data: DataShape,
    first: FirstSequences,
    ops: Ops,
    rowsAtOnce = ROWS_AT_ONCE,
  ) {
    this.#rowsAtOnce = rowsAtOnce;
    this.spec = spec;
    this.settings = settings;
    this.shape = shapeOf(spec.system, settings, data);
    this.layout = layoutOf(this.shape);
    this.#ops = ops;
    this.#parameters = tf.tensor1d(newborn(this.shape, this.layout, settings, first));
    this.#adam = new Adam(this.layout.length);
  }

  /** Training steps this model has made. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * One step on a batch. `globalStep` places the noise, so that models in lockstep share it. `onPiece` is called
   * after every portion of a batch that is worked through in several.
   */
  step(batch: BatchTensors, globalStep: number, onPiece: () => void = () => {}): void {
    const began = performance.now();
    const settings = this.settings;
    const scheduled = this.#steps + 1;
    const [steps, size] = batch.x.shape;
    const draws = mixingSamplesAt(settings, scheduled);
    const rowsAtOnce = rowsWithDraws(this.shape, draws, this.#rowsAtOnce);
    const portions = portionsOf(steps, size, rowsAtOnce);
    let [gradient, measured] = this.#gradient(batch, portions[0]!, { step: globalStep });
    onPiece();
    portions.slice(1).forEach((portion, i) => {
      const more = this.#gradient(batch, portion, { step: globalStep, sample: i + 1 });
      const sums = tf.tidy(() => [tf.add(gradient, more[0]), tf.add(measured, more[1])]);
      tf.dispose([gradient, measured, ...more]);
      [gradient, measured] = sums as [tf.Tensor1D, tf.Tensor1D];
      onPiece();
    });
    const { parameters, norm } = this.#adam.update(this.#parameters, gradient, {
      learningRate: learningRateAt(settings, scheduled),
      clipNorm: settings.clipNorm,
    });
    this.#readings.add(measured, norm, performance.now() - began);
    tf.dispose([this.#parameters, gradient, measured, norm]);
    this.#parameters = parameters;
    this.#steps++;
  }

  /** What a portion adds to the gradient of the mean over the batch [P], and to the means of bound and KL [2]. */
  #gradient(batch: BatchTensors, portion: Portion, at: Position): [tf.Tensor1D, tf.Tensor1D] {
    const settings = this.settings;
    const scheduled = this.#steps + 1;
    const beta = betaAt(settings, scheduled);
    const draws = mixingSamplesAt(settings, scheduled);
    const streams = noiseStreams(settings.seed, 'train');
    return tf.tidy(() => {
      const weights = this.#weights();
      const { x, mask } = sequences(batch, portion);
      const [steps, size] = x.shape;
      const share = size / batch.x.shape[1];
      const weighted = <T extends tf.Tensor>(value: T): T =>
        share === 1 ? value : tf.mul(value, share);
      const noise = passNoise(this.shape, settings, streams, steps, size, at);
      const latents = latentSteps(this.shape, steps) * size;
      const extra = boundDraws(this.shape, settings, streams, draws, latents, at);
      const denied = deniedWords(this.shape, settings, streams, steps, size, at);
      const inputs = { x, mask, noise, draws: extra, gradient: 'path', denied } as const;
      const parts: tf.Tensor[] = [];
      const measured = (bound: Bound): Bound => {
        const kl = tf.mean(bound.kl);
        parts.push(tf.keep(tf.sub(tf.mean(bound.reconstruction), kl)), tf.keep(kl));
        return bound;
      };
      const { freeNats } = settings;
      const bagOfWords = bagOfWordsAt(settings, scheduled);
      const weighs = settings.annealing === 'entropy' ? 'entropy' : 'kl';
      const charged = (bound: Bound) =>
        weighted(loss(bound, { beta, weighs, freeNats, bagOfWords }));
      const refinement = refinementOf(this.shape, settings, streams.refinement, at, beta);
      const slopes = refinement
        ? semiAmortisedSlopes(
            weights,
            {
              amortised: this.#sentenceModel(weights),
              refined: this.#sentenceModel(weights, refinement),
            },
            inputs,
            { measured, charged },
          )
        : slopesOf(() => charged(measured(this.#bound(weights, inputs))), weights.tensors);
      const pieces = slopes.map((grad, i) =>
        grad ? tf.reshape(grad, [-1]) : tf.zeros([this.layout.tensors[i]!.length]),
      );
      const kept = weighted(tf.stack(parts) as tf.Tensor1D);
      tf.dispose(parts);
      return [tf.concat(pieces) as tf.Tensor1D, kept];
    });
  }

  #bound(weights: Weights, inputs: ObjectiveInputs): Bound {
    if (this.shape.pixels !== undefined) return nadeBound(weights, inputs);
    return this.#latent(weights, (model) => surrogateBound(model, inputs));
  }

  /** The bound at the present parameters. Its tensors, and those that go into it, are the caller's to tidy. */
  bound(inputs: ObjectiveInputs): Bound {
    return this.#bound(this.#weights(), inputs);
  }

  /** Waits until the backend has finished the steps so far; the figures of those since the last time. */
  settle(): Promise<Omit<StepFigures, 'step'>> {
    return this.#readings.settle();
  }

  /** Before the step after joint step `step`: keeps what a divergence returns to, now and then. */
  keepIfDue(step: number): void {
    this.#guard.keepIfDue(step, () => ({
      step,
      steps: this.#steps,
      updates: this.#adam.updates,
      parameters: this.#parameters,
      moments: this.#adam.moments,
    }));
  }

  /** Null where the step was well. Where it was not the model is halted and stands at its last good weights. */
  judge(figures: StepFigures): Divergence | null {
    const guard = this.#guard;
    if (!guard.diverged(figures)) return null;
    const good = guard.good(figures.step);
    const { settings } = this;
    const divergence = divergenceAt(figures, good?.step ?? figures.step, guard.losses, {
      learningRate: learningRateAt(settings, Math.max(1, this.#steps)),
      clipNorm: settings.clipNorm,
    });
    if (good !== null) {
      this.#parameters.dispose();
      this.#parameters = tf.clone(good.parameters);
      this.#adam.goBack(good.updates, good.moments);
      this.#steps = good.steps;
    }
    guard.forget();
    this.#readings.clear();
    this.halted = true;
    return divergence;
  }

  /** Means since the last reading, which they end; null when no step was made. */
  async readMetrics(): Promise<LearnerMetrics | null> {
    const scheduled = Math.max(1, this.#steps);
    const reading = await this.#readings.read();
    if (reading === null) return null;
    return {
      ...reading,
      mixingSamples: mixingSamplesAt(this.settings, scheduled),
      beta: betaAt(this.settings, scheduled),
    };
  }

  /** `body` of the model these weights are of, whatever its latents are. */
  #latent<T>(weights: Weights, body: <E extends LatentContext>(model: LatentModel<E>) => T): T {
    return this.shape.sentence ? body(this.#refining(weights)) : body(this.#sequenceModel(weights));
  }

  #sentenceModel(weights: Weights, refinement: Refinement | null = null): SentenceModel {
    const { sigmaCap } = this.settings;
    return new SentenceModel(this.shape, weights, this.#ops, sigmaCap, refinement);
  }

  /** With q refined as it is in all figures: by the same noise whatever the purpose. */
  #refining(weights: Weights): SentenceModel {
    const { refinement } = noiseStreams(this.settings.seed, 'figures');
    return this.#sentenceModel(weights, refinementOf(this.shape, this.settings, refinement, {}));
  }

  #sequenceModel(weights: Weights): SequenceModel {
    return new SequenceModel(this.shape, weights, this.#ops, this.settings.sigmaCap);
  }

  #weights(): Weights {
    return new Weights(this.layout, this.#parameters);
  }

  /** Runs `body` with the model at its present parameters, and tidies what it leaves behind. */
  withModel<T extends tf.TensorContainer>(body: (model: SequenceModel) => T): T {
    if (this.shape.sentence) throw new TypeError('a model of sentences has no latent at each step');
    return tf.tidy(() => body(this.#sequenceModel(this.#weights())));
  }

  /** The same with a model of sentences. Throws a TypeError for one of another kind. */
  withSentenceModel<T extends tf.TensorContainer>(body: (model: SentenceModel) => T): T {
    return tf.tidy(() => body(this.#refining(this.#weights())));
  }

  /** The same with a model of either kind, for what asks only about its latents. */
  withLatentModel<T extends tf.TensorContainer>(
    body: <E extends LatentContext>(model: LatentModel<E>) => T,
  ): T {
    return tf.tidy(() => this.#latent(this.#weights(), body));
  }

  /** A copy of the flat parameter vector. [P] */
  async parameters(): Promise<Float32Array> {
    return Float32Array.from(await this.#parameters.data());
  }

  /**
   * Goes on with parameters from elsewhere, [P]; the optimiser's moments and the count of steps stay.
   * Throws a RangeError when they are not as many.
   */
  load(flat: Float32Array): void {
    if (flat.length !== this.layout.length)
      throw new RangeError(`${flat.length} parameters, expected ${this.layout.length}`);
    this.#guard.forget();
    this.#parameters.dispose();
    this.#parameters = tf.tensor1d(flat);
  }

  /** A copy of all that changes while the model trains. */
  async state(): Promise<LearnerState> {
    return {
      steps: this.#steps,
      halted: this.halted,
      parameters: await this.parameters(),
      adam: await this.#adam.state(),
      ...(await this.#readings.state()),
      firstLoss: this.#guard.losses.first,
    };
  }

  /** Goes on from a state of a model of the same shape. Throws a RangeError when it is of another size. */
  restore(state: LearnerState): void {
    this.load(state.parameters);
    this.#adam.restore(state.adam);
    this.#readings.restore(state);
    this.#guard.losses.first = state.firstLoss;
    this.#steps = state.steps;
    this.halted = state.halted;
  }

  dispose(): void {
    this.#parameters.dispose();
    this.#readings.dispose();
    this.#guard.forget();
    this.#adam.dispose();
  }
}

function sequences({ x, mask }: BatchTensors, { first, count }: Portion): BatchTensors {
  const [steps, size, channels] = x.shape;
  if (count === size) return { x, mask };
  return {
    x: tf.slice(x, [0, first, 0], [steps, count, channels]),
    mask: mask && tf.slice(mask, [0, first], [steps, count]),
  };
}
