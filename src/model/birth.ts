/**
 * What a model is given at birth beside random weights: a spread of mu over the injected noise, and a small
 * sigma. Plain arithmetic in doubles, so that every backend starts from the same bits.
 */
import { fillCoins, fillNormal, stream } from '../rng.ts';
import { type Layout, tensorView } from './layout.ts';
import { dense, relu } from './plain.ts';
import { type ModelShape, sum } from './shape.ts';

const ROWS = 32;
const DRAWS = 64;

/** In latent scales: under the distance between the branches of a typical posterior. */
const LARGEST_SIGMA_AT_BIRTH = 0.2;

/**
 * Lowers the bias of log sigma so that sigma is at most 0.2 latent scales at birth. A Gaussian born as wide as
 * the prior covers both branches of `mirror-iid` and stays there; a narrow one finds one of them.
 */
export function smallSigmaAtBirth(
  shape: ModelShape,
  layout: Layout,
  flat: Float32Array,
  sigmaCap: number,
): void {
  if (shape.latent === 0) return;
  const max = Math.log(sigmaCap * shape.latentSd);
  const wanted = Math.log(LARGEST_SIGMA_AT_BIRTH * shape.latentSd);
  const atZero = max - Math.log1p(Math.exp(max));
  if (atZero <= wanted) return;
  // The raw value whose bounded log sigma, max - softplus(max - raw), is the one wanted.
  const raw = max - Math.log(Math.expm1(max - wanted));
  const name = shape.randomSigma ? 'mixing.logSigma.b' : 'sigma.logSigma.b';
  tensorView(layout, flat, name).fill(raw);
}

/**
 * Spread at birth. Trained from a default initialisation, q stays in one mode; scaled so that mu already
 * varies over the injected noise as much as the prior does, it can split.
 *
 * Rescales the mixing network's last layer in `flat` so that the standard deviation of mu over the noise,
 * averaged over rows of data, is `spread` latent scales, and its mean is zero. Without injected noise
 * nothing is changed. A sentence model sees the state before any word.
 * @param x first steps of some sequences, in the units the likelihood sees. [rows, X]
 */
export function spreadAtBirth(
  shape: ModelShape,
  layout: Layout,
  flat: Float32Array,
  x: Float32Array,
  options: {
    readonly spread: number;
    readonly noiseKind: 'bernoulli' | 'gaussian';
    readonly seed: number;
  },
): void {
  const width = sum(shape.injectedNoise);
  if (options.spread === 0 || width === 0 || shape.latent === 0) return;
  const rows = shape.sentence ? 1 : Math.min(ROWS, Math.floor(x.length / shape.channels));
  const fill = options.noiseKind === 'bernoulli' ? fillCoins : fillNormal;
  const noise = fill(new Float32Array(DRAWS * width), stream(options.seed, 'init/spread'), width);
  const view = (name: string) => tensorView(layout, flat, name);
  const muW = view('mixing.mu.w');
  const mean = new Float64Array(shape.latent);
  const variance = new Float64Array(shape.latent);
  for (let row = 0; row < rows; row++) {
    const features = shape.sentence ? new Float64Array(shape.hidden) : phiX(shape, view, x, row);
    const draws = Array.from({ length: DRAWS }, (_, k) =>
      dense(
        mixingTop(shape, view, features, noise.subarray(k * width, (k + 1) * width)),
        muW,
        shape.latent,
      ),
    );
    for (let d = 0; d < shape.latent; d++) {
      const center = draws.reduce((total, mu) => total + mu[d]!, 0) / DRAWS;
      mean[d]! += center / rows;
      variance[d]! += draws.reduce((total, mu) => total + (mu[d]! - center) ** 2, 0) / DRAWS / rows;
    }
  }
  const muB = view('mixing.mu.b');
  for (let d = 0; d < shape.latent; d++) {
    const sd = Math.sqrt(variance[d]!);
    if (sd === 0) continue;
    const scale = options.spread / sd;
    for (let i = d; i < muW.length; i += shape.latent) muW[i]! *= scale;
    muB[d] = -mean[d]! * scale;
  }
}

export type View = (name: string) => Float32Array;

function phiX(shape: ModelShape, view: View, x: Float32Array, row: number): Float64Array {
  const standard = Float64Array.from(
    { length: shape.channels },
    (_, i) => (x[row * shape.channels + i]! - shape.inputMean[i]!) / shape.inputSd[i]!,
  );
  return relu(dense(standard, view('phi_x.w'), shape.features, view('phi_x.b')));
}

/** The mixing network at h = 0, without its head; of sentences the features are the last state. */
export function mixingTop(
  shape: ModelShape,
  view: View,
  features: Float64Array,
  noise: Float32Array,
): Float64Array {
  let u: Float64Array = features;
  let first = 0;
  shape.mixingWidths.forEach((width, i) => {
    const weights = view(i === 0 ? 'mixing.1.x' : `mixing.${i + 1}.w`);
    const next = dense(u, weights, width, view(`mixing.${i + 1}.b`));
    const noiseWidth = shape.injectedNoise[i]!;
    if (noiseWidth > 0) {
      const part = noise.subarray(first, first + noiseWidth);
      dense(part, view(`mixing.${i + 1}.noise`), width).forEach((value, j) => {
        next[j]! += value;
      });
    }
    first += noiseWidth;
    u = relu(next);
  });
  return u;
}
