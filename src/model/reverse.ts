/**
 * A learned reverse model r(e | z, past, x) proposes the extra coins (IWHVI: Sobolev & Vetrov 2019, arXiv 1905.03290):
 *
 *   h_K(z) = 1/(K+1) sum_{k=0..K} q(z|psi(e_k)) p(e_k) / r(e_k|z),   e_0 made z,   e_1 .. e_K ~ r(.|z)
 *
 * E log h_K >= log q(z), and E p(x,z)/h_K = p(x): (z, e_0..e_K) has density w_0 prod_k r(e_k|z) with w the terms of the
 * sum, and by exchangeability w_0 may be replaced by their mean, which is h_K. With r = p it is the h_K of `ops.ts`.
 */
import * as tf from '@tensorflow/tfjs';
import { gaussianLogDensity, type SaveForGradient } from './layers.ts';

/** What proposes: uniform levels in [0, 1) of K coins a row, heads where below r's probability. */
export interface Proposals {
  readonly levels: tf.Tensor3D; // [R, K, sum E]
  /** Factor on every coin as it is injected, above 0. */
  readonly amplitude: number;
}

export interface ReverseInputs extends Proposals {
  readonly z: tf.Tensor2D; // [R, D]
  /** psi_0, and the noise as it was injected to make it. */
  readonly mu0: tf.Tensor2D; // [R, D]
  readonly logSigma0: tf.Tensor2D; // [R, D]
  readonly injected: tf.Tensor2D; // [R, sum E]
  /** Of r, for each coin. [R, sum E] */
  readonly logits: tf.Tensor2D;
  /** psi of `count` rows from `firstRow` on, of noise as it is injected [count, K, sum E]. Each [count, K, D] */
  readonly psi: (
    noise: tf.Tensor3D,
    firstRow: number,
    count: number,
  ) => { readonly mu: tf.Tensor3D; readonly logSigma: tf.Tensor3D };
  /** Of the widest layer of the mixing network. */
  readonly width: number;
}

/** Elements of the widest activation a chunk of rows may fill: 2 MB, the size of a cache. */
const CHUNK_ELEMENTS = 2 ** 19;
/** Least share of the other terms of h_K, where float32 knows no less. */
const LEAST_REST = 1e-7;

/**
 * log h_K(z) of every row, nats. Gradients reach z and the logits, and through these all that r is made of; what reaches
 * q(z|psi_k) directly has mean zero, as in the path gradient. Coins have no path, so those that r throws enter by their
 * score, each against the same bound without it (VIMCO: Mnih & Rezende 2016, arXiv 1602.06725). [R]
 */
export function reverseLogDensity(inputs: ReverseInputs): tf.Tensor {
  const [rows, draws, coins] = inputs.levels.shape;
  const fit = Math.max(
    1,
    Math.floor(CHUNK_ELEMENTS / (Math.max(1, draws) * Math.max(coins, inputs.width))),
  );
  const parts: tf.Tensor[] = [];
  for (let first = 0; first < rows; first += fit)
    parts.push(ofRows(inputs, first, Math.min(fit, rows - first)));
  return parts.length === 1 ? parts[0]! : tf.concat(parts);
}

function ofRows(inputs: ReverseInputs, first: number, count: number): tf.Tensor {
  const cut = (tensor: tf.Tensor2D) => tf.slice(tensor, [first, 0], [count, -1]);
  const operation = tf.customGrad((...given) => {
    const [z, logits, save] = given as unknown as [tf.Tensor2D, tf.Tensor2D, SaveForGradient];
    const { mu, logSigma, thrown } = allDraws(inputs, logits, first, count);
    const each = gaussianLogDensity(tf.expandDims(z, 1) as tf.Tensor3D, mu, logSigma);
    // log p(e)/r(e|z) = sum of softplus(l) - e l - log 2
    const constant = tf.sum(tf.sub(tf.softplus(logits), Math.LN2), 1, true); // [r, 1]
    const chosen = tf.squeeze(tf.matMul(thrown, tf.expandDims(logits, 2)), [2]); // [r, K + 1]
    const perDraw = tf.add(tf.sum(each, 2), tf.sub(constant, chosen)); // [r, K + 1]
    const value = tf.sub(tf.logSumExp(perDraw, 1), Math.log(perDraw.shape[1]!)); // [r]
    const weights = tf.softmax(perDraw); // [r, K + 1]
    const pull = tf.mul(tf.sub(mu, tf.expandDims(z, 1)), tf.exp(tf.mul(logSigma, -2)));
    const slopeZ = tf.sum(tf.mul(tf.expandDims(weights, 2), pull), 1); // [r, D]
    const ofCoins = tf.sub(scores(weights), weights); // [r, K + 1]
    const slopeLogits = tf.sub(
      tf.squeeze(tf.matMul(tf.expandDims(ofCoins, 1), thrown), [1]),
      tf.mul(tf.sum(ofCoins, 1, true), tf.sigmoid(logits)),
    ); // [r, sum E]
    save([slopeZ, slopeLogits]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        saved.map((slope) => tf.mul(tf.expandDims(dy, 1), slope)),
    };
  });
  return operation(cut(inputs.z), cut(inputs.logits));
}

/** log h_K less what it is without each draw that r made: 0 for e_0, which it did not. [r, K + 1] */
function scores(weights: tf.Tensor): tf.Tensor {
  const draws = weights.shape[1]! - 1;
  const rest = tf.maximum(tf.sub(1, weights), LEAST_REST);
  // log of the mean of all less log of the mean of the others
  const gain = tf.sub(Math.log(Math.max(1, draws) / (draws + 1)), tf.log(rest));
  return tf.mul(gain, tf.tensor2d([0, ...new Array<number>(draws).fill(1)], [1, draws + 1]));
}

/** psi_0 .. psi_K [r, K + 1, D] and the coins that made them, 0 or 1 [r, K + 1, sum E]. */
function allDraws(
  { levels, amplitude, injected, mu0, logSigma0, psi }: ReverseInputs,
  logits: tf.Tensor2D,
  first: number,
  count: number,
): { mu: tf.Tensor3D; logSigma: tf.Tensor3D; thrown: tf.Tensor3D } {
  const own = (tensor: tf.Tensor2D) =>
    tf.expandDims(tf.slice(tensor, [first, 0], [count, -1]), 1) as tf.Tensor3D;
  const coins0 = tf.div(own(injected), amplitude) as tf.Tensor3D;
  if (levels.shape[1] === 0) return { mu: own(mu0), logSigma: own(logSigma0), thrown: coins0 };
  const mine = tf.slice(levels, [first, 0, 0], [count, -1, -1]);
  const heads = tf.less(mine, tf.expandDims(tf.sigmoid(logits), 1));
  const coins = tf.cast(heads, 'float32') as tf.Tensor3D;
  const extra = psi(tf.mul(coins, amplitude), first, count);
  return {
    mu: tf.concat([own(mu0), extra.mu], 1),
    logSigma: tf.concat([own(logSigma0), extra.logSigma], 1),
    thrown: tf.concat([coins0, coins], 1),
  };
}
