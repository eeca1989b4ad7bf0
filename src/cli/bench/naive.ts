/**
 * The training step as a user of tfjs writes it down from the paper: what the faster ones are measured
 * against. Everything stands inside the loop over time, phi_x, prior and decoder too; the K extra draws go
 * through the mixing network beside psi_0, on noise of their own in every row, and through autograd; layers
 * with several inputs concatenate them; products are `tf.matMul` with tfjs's own gradient; parameters are one
 * `tf.variable` a matrix under `tf.train.adam`. The same model and bound as `model/`, but for the noise.
 *
 * Not made slower than need be: the draws are one batch and not K passes, and the noise comes from `rng`,
 * which is quicker than tfjs's own. Filtering inference with a deterministic sigma only.
 */
import * as tf from '@tensorflow/tfjs';
import type { ModelSpec } from '../../config/experiment.ts';
import { betaAt, mixingSamplesAt } from '../../config/schedules.ts';
import type { Settings } from '../../config/settings.ts';
import { knownLogLikelihood, knownPrior } from '../../model/known.ts';
import { boundedLogSigma, gaussianLogDensity } from '../../model/layers.ts';
import { initialise, type Layout, layoutOf } from '../../model/layout.ts';
import { type Bound, loss } from '../../model/objective.ts';
import { type DataShape, type ModelShape, shapeOf, sum } from '../../model/shape.ts';
import { LOG_SIGMA_MAX, LOG_SIGMA_MIN } from '../../model/sigmaBounds.ts';
import { fillCoins, fillNormal, stream } from '../../rng.ts';

/** A tensor for each layer: blocks that `model/` keeps apart by input are joined by rows. */
export type NaiveWeights = ReadonlyMap<string, tf.Tensor>;

/** Noise of one time step. */
export interface NaiveNoise {
  readonly epsilon: tf.Tensor2D; // [B, D]
  /** The K + 1 rows of each sequence, psi_0 first; null without injected noise. [B (K + 1), sum E] */
  readonly injected: tf.Tensor2D | null;
}

/** Blocks of a joined matrix, in the order in which the inputs are concatenated. */
const JOINED = /^(mixing\.\d+|sigma\.1|prior\.1|decoder\.1)\.(?:w|z|h|x|noise)$|^(gru)\.(?:x|z)$/;

/** The joined tensors of a flat parameter vector [P], or of a gradient. */
export function naiveWeights(layout: Layout, flat: Float32Array): Map<string, tf.Tensor> {
  const blocks = new Map<string, tf.Tensor[]>();
  for (const { name, shape, offset, length } of layout.tensors) {
    const [, layer, gate] = JOINED.exec(name) ?? [];
    const joined = layer ?? gate;
    const key = joined === undefined ? name : `${joined}.w`;
    const block = tf.tensor(flat.slice(offset, offset + length), [...shape]);
    blocks.set(key, [...(blocks.get(key) ?? []), block]);
  }
  return new Map([...blocks].map(([name, parts]) => [name, tf.concat(parts, 0)]));
}

/** `surrogateBound` with its full gradient, time step by time step. */
export function naiveBound(
  shape: ModelShape,
  weights: NaiveWeights,
  options: {
    readonly sigmaCap: number;
    readonly x: tf.Tensor3D; // [T, B, X]
    /** K */
    readonly draws: number;
    readonly noiseAt: (time: number) => NaiveNoise;
  },
): Bound {
  const { sigmaCap, x, draws, noiseAt } = options;
  const { hidden, latent, latentSd, known, mixingWidths, injectedNoise } = shape;
  if (shape.smoothing || shape.randomSigma || (known === null && shape.observation !== 'binary'))
    throw new RangeError('the naive step knows filtering, a deterministic sigma and binary data');
  const weight = (name: string) => weights.get(name) as tf.Tensor2D;
  const dense = (input: tf.Tensor2D, name: string): tf.Tensor2D =>
    tf.add(tf.matMul(input, weight(`${name}.w`)), weight(`${name}.b`));
  const stack = (input: tf.Tensor2D, name: string, depth: number) => {
    let u = input;
    for (let i = 1; i <= depth; i++) u = tf.relu(dense(u, `${name}.${i}`));
    return u;
  };
  const logSigmaMax = Math.log(sigmaCap * latentSd);
  const [steps, size] = x.shape;
  const rows = draws + 1;

  let h = tf.zeros([size, hidden]) as tf.Tensor2D;
  const trajectory: tf.Tensor2D[] = [];
  let reconstruction = tf.zeros([size]) as tf.Tensor1D;
  let kl = tf.zeros([size]) as tf.Tensor1D;
  let logQ = tf.zeros([size]) as tf.Tensor1D;
  for (let t = 0; t < steps; t++) {
    const { epsilon, injected } = noiseAt(t);
    const xt = tf.squeeze(tf.slice(x, [t, 0, 0], [1, -1, -1]), [0]) as tf.Tensor2D; // [B, X]
    const standard = tf.div(tf.sub(xt, [...shape.inputMean]), [...shape.inputSd]) as tf.Tensor2D;
    const phiX = tf.relu(dense(standard, 'phi_x')); // [B, F]
    const context = tf.concat([h, phiX], 1); // [B, H + F]

    const repeated = tf.tile(tf.expandDims(context, 1), [1, rows, 1]);
    let u = tf.reshape(repeated, [size * rows, context.shape[1]]) as tf.Tensor2D;
    let first = 0;
    for (let i = 0; i < mixingWidths.length; i++) {
      const width = injectedNoise[i]!;
      const noise = width > 0 ? tf.slice(injected!, [0, first], [-1, width]) : null;
      u = tf.relu(dense(noise ? tf.concat([u, noise], 1) : u, `mixing.${i + 1}`));
      first += width;
    }
    const mu = tf.reshape(tf.mul(dense(u, 'mixing.mu'), latentSd), [size, rows, latent]);
    const logSigma = boundedLogSigma(
      dense(stack(context, 'sigma', 1), 'sigma.logSigma'),
      logSigmaMax,
    ); // [B, D]
    const mu0 = tf.squeeze(tf.slice(mu, [0, 0, 0], [-1, 1, -1]), [1]);
    const z = tf.add(mu0, tf.mul(tf.exp(logSigma), epsilon)) as tf.Tensor2D; // [B, D]
    const each = gaussianLogDensity<tf.Tensor>(tf.expandDims(z, 1), mu, tf.expandDims(logSigma, 1)); // [B, K + 1, D]
    const logH = tf.sub(tf.logSumExp(tf.sum(each, 2), 1), Math.log(rows)); // [B]
    kl = tf.add(kl, logH);
    logQ = tf.add(logQ, logH);

    const phiZ = tf.relu(dense(tf.div(z, latentSd), 'phi_z')); // [B, F]
    if (known === null) {
      const prior = stack(h, 'prior', shape.priorWidths.length);
      const priorLogSigma = tf.clipByValue(
        dense(prior, 'prior.logSigma'),
        LOG_SIGMA_MIN,
        LOG_SIGMA_MAX,
      );
      const logPrior = gaussianLogDensity(z, dense(prior, 'prior.mu'), priorLogSigma);
      kl = tf.sub(kl, tf.sum(logPrior, 1));
      const top = stack(tf.concat([phiZ, h], 1), 'decoder', shape.decoderWidths.length);
      const logit = dense(top, 'decoder.logit');
      const logLikelihood = tf.sum(tf.sub(tf.mul(xt, logit), tf.softplus(logit)), 1);
      reconstruction = tf.add(reconstruction, logLikelihood);
    } else trajectory.push(z);
    if (t < steps - 1) h = gruStep(tf.concat([phiX, phiZ], 1), h, weight);
  }
  if (known !== null) {
    const z = tf.stack(trajectory) as tf.Tensor3D; // [T, B, D]
    const prior = knownPrior(known, z);
    const logPrior = tf.sum(gaussianLogDensity<tf.Tensor>(z, prior.mu, prior.logSigma), [0, 2]);
    kl = tf.sub(kl, logPrior);
    reconstruction = tf.sum(knownLogLikelihood(known, x, z), 0);
  }
  return { reconstruction, kl, logQ };
}

function gruStep(
  input: tf.Tensor2D,
  h: tf.Tensor2D,
  weight: (name: string) => tf.Tensor2D,
): tf.Tensor2D {
  const fromInput = tf.add(tf.matMul(input, weight('gru.w')), weight('gru.bx'));
  const fromPast = tf.add(tf.matMul(h, weight('gru.h')), weight('gru.bh'));
  const [inputReset, inputUpdate, inputNew] = tf.split(fromInput, 3, 1);
  const [pastReset, pastUpdate, pastNew] = tf.split(fromPast, 3, 1);
  const reset = tf.sigmoid(tf.add(inputReset!, pastReset!));
  const update = tf.sigmoid(tf.add(inputUpdate!, pastUpdate!));
  const candidate = tf.tanh(tf.add(inputNew!, tf.mul(reset, pastNew!)));
  return tf.add(candidate, tf.mul(update, tf.sub(h, candidate)));
}

/** One model in naive training, at a constant learning rate: what `train/learner.ts` is compared with. */
export class NaiveLearner {
  readonly shape: ModelShape;
  readonly #settings: Settings;
  readonly #variables: Map<string, tf.Variable>;
  readonly #adam: tf.AdamOptimizer;
  #loss: tf.Scalar = tf.scalar(0);
  #steps = 0;

  constructor(spec: ModelSpec, settings: Settings, data: DataShape) {
    this.shape = shapeOf(spec.system, settings, data);
    this.#settings = settings;
    const layout = layoutOf(this.shape);
    const weights = tf.tidy(() =>
      Object.fromEntries(naiveWeights(layout, initialise(layout, settings.seed))),
    );
    this.#variables = new Map(
      Object.entries(weights).map(([name, value]) => [name, tf.variable(value)]),
    );
    tf.dispose(weights);
    this.#adam = tf.train.adam(settings.learningRate);
  }

  step({ x }: { readonly x: tf.Tensor3D }): void {
    const scheduled = ++this.#steps;
    const settings = this.#settings;
    const draws = mixingSamplesAt(settings, scheduled);
    const value = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => {
        const { sigmaCap } = settings;
        const noiseAt = (time: number) => this.#noise(time, x.shape[0], x.shape[1], draws);
        const bound = naiveBound(this.shape, this.#variables, { sigmaCap, x, draws, noiseAt });
        return loss(bound, {
          beta: betaAt(settings, scheduled),
          weighs: settings.annealing === 'entropy' ? 'entropy' : 'kl',
        });
      }, [...this.#variables.values()]);
      const squares = Object.values(grads).map((grad) => tf.sum(tf.square(grad)));
      // Not `tf.addN`, which on WebGPU binds more buffers than a device allows.
      const norm = tf.sqrt(squares.reduce((total, square) => tf.add(total, square)));
      const factor = tf.minimum(1, tf.div(settings.clipNorm, norm));
      this.#adam.applyGradients(
        Object.fromEntries(
          Object.entries(grads).map(([name, grad]) => [name, tf.mul(grad, factor)]),
        ),
      );
      return value;
    });
    this.#loss.dispose();
    this.#loss = value;
  }

  #noise(time: number, steps: number, size: number, draws: number): NaiveNoise {
    const { latent, injectedNoise } = this.shape;
    const { seed, noiseKind, noiseAmplitude } = this.#settings;
    const at = { step: this.#steps * steps + time };
    const width = sum(injectedNoise);
    const rows = size * (draws + 1);
    const fill = noiseKind === 'bernoulli' ? fillCoins : fillNormal;
    const epsilon = fillNormal(
      new Float32Array(size * latent),
      stream(seed, 'naive/epsilon'),
      latent,
      at,
    );
    const injected =
      width === 0
        ? null
        : fill(new Float32Array(rows * width), stream(seed, 'naive/injected'), width, at);
    return {
      epsilon: tf.tensor2d(epsilon, [size, latent]),
      injected: injected && tf.mul(tf.tensor2d(injected, [rows, width]), noiseAmplitude),
    };
  }

  /** Waits until the backend has finished the steps so far. */
  async settle(): Promise<void> {
    await this.#loss.data();
  }

  dispose(): void {
    tf.dispose([...this.#variables.values()]);
    this.#adam.dispose();
    this.#loss.dispose();
  }
}
