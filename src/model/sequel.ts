/**
 * A trained model going on by itself: the equations of `model.ts` in plain arithmetic, one sequence at a time, so that
 * a completion needs no backend and waits for no training step. Of pen steps, or of binary ones. Pure: weights and noise
 * are arguments.
 */

import { type Layout, tensorView } from './layout.ts';
import { type PenNoise, samplePen } from './penSample.ts';
import { dense, gru, relu } from './plain.ts';
import type { ModelShape } from './shape.ts';
import { LOG_SIGMA_MAX, LOG_SIGMA_MIN } from './sigmaBounds.ts';

/** Temperatures multiply variances (and divide logits): 1 samples the model, 0 takes what is likeliest. */
export interface SequelTemperatures {
  /** Of the mixture and of the pen. */
  readonly pen: number;
  /** Of z under its prior. */
  readonly z: number;
}

/** Of one step of z. */
export interface LatentNoise {
  /** Standard normal. [D] */
  readonly epsilon: ArrayLike<number>;
  /** Times the noise amplitude; only a prefix needs it. [sum E] */
  readonly injected: ArrayLike<number>;
}

/** A diagonal Gaussian over z. [D] each */
export interface LatentGaussian {
  readonly mu: Float64Array;
  readonly logSigma: Float64Array;
}

/** A step of a prefix, with the past it is seen from. */
export interface SeenStep {
  prior(): LatentGaussian;
  /** q(z_t | x_t, past) for one draw of the injected noise, times its amplitude. [sum E] */
  psi(injected: ArrayLike<number>): LatentGaussian;
}

export interface SequelStep {
  /** (dx, dy, e), standardised. */
  readonly x: readonly [number, number, number];
  /** Empty in a deterministic RNN. [D] */
  readonly z: Float64Array;
  /** What the decoder put out, as `penOutputs` reads it: the predictive density of this step. [penWidth] */
  readonly raw: Float64Array;
  /** h_t. [H] */
  readonly h: Float64Array;
}

export class Sequel {
  readonly #shape: ModelShape;
  readonly #view: (name: string) => Float32Array;
  readonly #logSigmaMax: number;

  /**
   * `flat` is the parameter vector [P], `sigmaCap` that of the settings. Throws a TypeError for a model of real numbers
   * and for one with a known decoder.
   */
  constructor(shape: ModelShape, layout: Layout, flat: Float32Array, sigmaCap: number) {
    if (shape.observation === 'real' || shape.known !== null)
      throw new TypeError(
        'only a model of pen steps or of binary ones, with a decoder of its own, has a sequel',
      );
    const views = new Map(
      layout.tensors.map(({ name }) => [name, tensorView(layout, flat, name)] as const),
    );
    this.#shape = shape;
    this.#view = (name) => views.get(name) ?? tensorView(layout, flat, name);
    this.#logSigmaMax = Math.log(sigmaCap * shape.latentSd);
  }

  /**
   * h after a prefix [T, X], standardised, with one z a step drawn from q. `noiseAt` is asked once a step, in
   * order. An empty prefix leaves h = 0.
   */
  after(prefix: ArrayLike<number>, noiseAt: (step: number) => LatentNoise): Float64Array {
    const walk = this.walk(prefix, noiseAt);
    for (;;) {
      const { value, done } = walk.next();
      if (done === true) return value;
    }
  }

  /** `after` step by step: each is yielded before its z is drawn, and h after the last returned. */
  *walk(
    prefix: ArrayLike<number>,
    noiseAt: (step: number) => LatentNoise,
  ): Generator<SeenStep, Float64Array> {
    const future = this.future(prefix);
    let h: Float64Array = new Float64Array(this.#shape.hidden);
    for (const [t, x] of this.#steps(prefix).entries()) {
      const seen = this.look(h, x, future?.[t] ?? null);
      yield seen;
      let z: Float64Array = new Float64Array(0);
      if (this.#shape.latent > 0) {
        const { epsilon, injected } = noiseAt(t);
        z = drawn(seen.psi(injected), epsilon);
      }
      h = this.advance(h, x, z);
    }
    return h;
  }

  /** What inference knows of the future at each step of a whole sequence [T, X]; null where it looks at none. */
  future(sequence: ArrayLike<number>): readonly Float64Array[] | null {
    if (!this.#shape.smoothing || this.#shape.latent === 0) return null;
    return this.#backward(this.#steps(sequence).map((x) => this.#featuresOf(x)));
  }

  /** What a model with this past and future makes of a step [X]. */
  look(past: Float64Array, x: ArrayLike<number>, future: Float64Array | null): SeenStep {
    const ofX = this.#featuresOf(x);
    return {
      prior: () => this.prior(past),
      psi: (injected) => this.#psi(past, ofX, future, injected),
    };
  }

  /** One step beyond h: z from its prior, x from the decoder. */
  step(
    h: Float64Array,
    latent: LatentNoise,
    pen: PenNoise,
    temperatures: SequelTemperatures,
  ): SequelStep {
    const { pen: mixture, latent: dimensions } = this.#shape;
    const z =
      dimensions === 0
        ? new Float64Array(0)
        : drawn(this.prior(h), latent.epsilon, Math.sqrt(temperatures.z));
    const raw = this.decoded(h, z);
    const x = samplePen(raw, mixture!, pen, temperatures.pen);
    return { x, z, raw, h: this.advance(h, x, z) };
  }

  /** What the decoder puts out: a pen's mixture as `penOutputs` reads it, or logits. z [D], empty in an RNN. */
  decoded(h: Float64Array, z: Float64Array): Float64Array {
    const { pen, decoderWidths } = this.#shape;
    const inputs: Record<string, Float64Array> = { h };
    if (z.length > 0) inputs['z'] = this.#featuresOfZ(z);
    const top = this.#stack('decoder', inputs, decoderWidths);
    return this.#head(pen === null ? 'decoder.logit' : 'decoder.pen', top);
  }

  #steps(sequence: ArrayLike<number>): Float64Array[] {
    const { channels } = this.#shape;
    return Array.from({ length: Math.floor(sequence.length / channels) }, (_, t) =>
      Float64Array.from({ length: channels }, (_, c) => sequence[t * channels + c]!),
    );
  }

  #featuresOf(x: ArrayLike<number>): Float64Array {
    const { inputMean, inputSd, features } = this.#shape;
    const standard = Float64Array.from(x, (value, i) => (value - inputMean[i]!) / inputSd[i]!);
    return relu(dense(standard, this.#view('phi_x.w'), features, this.#view('phi_x.b')));
  }

  #featuresOfZ(z: Float64Array): Float64Array {
    const { features, latentSd } = this.#shape;
    const scaled = z.map((value) => value / latentSd);
    return relu(dense(scaled, this.#view('phi_z.w'), features, this.#view('phi_z.b')));
  }

  /** The next h, of a step x [X] and its z [D], empty in an RNN. */
  advance(h: Float64Array, x: ArrayLike<number>, z: Float64Array): Float64Array {
    const width = 3 * this.#shape.hidden;
    let entering = dense(this.#featuresOf(x), this.#view('gru.x'), width, this.#view('gru.bx'));
    if (z.length > 0) entering = dense(this.#featuresOfZ(z), this.#view('gru.z'), width, entering);
    return gru(entering, dense(h, this.#view('gru.h'), width, this.#view('gru.bh')), h);
  }

  /** g_t of every step, from the last to the first. */
  #backward(features: readonly Float64Array[]): Float64Array[] {
    const width = 3 * this.#shape.hidden;
    let g: Float64Array = new Float64Array(this.#shape.hidden);
    return features
      .toReversed()
      .map((ofX) => {
        const entering = dense(ofX, this.#view('backward.x'), width, this.#view('backward.bx'));
        g = gru(entering, dense(g, this.#view('backward.h'), width, this.#view('backward.bh')), g);
        return g;
      })
      .reverse();
  }

  /** p(z_t | past). */
  prior(h: Float64Array): LatentGaussian {
    const top = this.#stack('prior', { h }, this.#shape.priorWidths);
    const mu = this.#head('prior.mu', top);
    const logSigma = this.#head('prior.logSigma', top).map((raw) =>
      Math.max(LOG_SIGMA_MIN, Math.min(LOG_SIGMA_MAX, raw)),
    );
    return { mu, logSigma };
  }

  #psi(
    h: Float64Array,
    ofX: Float64Array,
    future: Float64Array | null,
    injected: ArrayLike<number>,
  ): LatentGaussian {
    const { mixingWidths, injectedNoise, latentSd, randomSigma } = this.#shape;
    const context: Record<string, Float64Array> = { h, x: ofX };
    if (future !== null) context['g'] = future;
    let u: Float64Array = new Float64Array(0);
    let first = 0;
    mixingWidths.forEach((width, i) => {
      const name = `mixing.${i + 1}`;
      let sum =
        i === 0
          ? this.#layer(name, context, width)
          : dense(u, this.#view(`${name}.w`), width, this.#view(`${name}.b`));
      const noise = injectedNoise[i]!;
      if (noise > 0) {
        const part = Array.from({ length: noise }, (_, n) => injected[first + n]!);
        sum = dense(part, this.#view(`${name}.noise`), width, sum);
      }
      first += noise;
      u = relu(sum);
    });
    const mu = this.#head('mixing.mu', u);
    const raw = randomSigma
      ? this.#head('mixing.logSigma', u)
      : this.#head('sigma.logSigma', relu(this.#layer('sigma.1', context, mixingWidths[0]!)));
    const max = this.#logSigmaMax;
    const logSigma = raw.map((value) => {
      // max - softplus(max - raw), at least -5
      const below = max - value;
      const softplus = Math.max(0, below) + Math.log1p(Math.exp(-Math.abs(below)));
      return Math.max(LOG_SIGMA_MIN, max - softplus);
    });
    return { mu: mu.map((mean) => latentSd * mean), logSigma };
  }

  /** A first layer over several inputs, before its relu. */
  #layer(
    name: string,
    inputs: Readonly<Record<string, Float64Array>>,
    width: number,
  ): Float64Array {
    let sum = Float64Array.from(this.#view(`${name}.b`));
    for (const [input, value] of Object.entries(inputs))
      sum = dense(value, this.#view(`${name}.${input}`), width, sum) as typeof sum;
    return sum;
  }

  #stack(
    name: string,
    inputs: Readonly<Record<string, Float64Array>>,
    widths: readonly number[],
  ): Float64Array {
    let u = relu(this.#layer(`${name}.1`, inputs, widths[0]!));
    widths.slice(1).forEach((width, i) => {
      const layer = `${name}.${i + 2}`;
      u = relu(dense(u, this.#view(`${layer}.w`), width, this.#view(`${layer}.b`)));
    });
    return u;
  }

  #head(name: string, top: Float64Array): Float64Array {
    const bias = this.#view(`${name}.b`);
    return dense(top, this.#view(`${name}.w`), bias.length, bias);
  }
}

/** One z of a Gaussian whose sigma is `spread` times as large. */
export function drawn(
  { mu, logSigma }: LatentGaussian,
  epsilon: ArrayLike<number>,
  spread = 1,
): Float64Array {
  return mu.map((mean, d) => mean + spread * Math.exp(logSigma[d]!) * epsilon[d]!);
}
