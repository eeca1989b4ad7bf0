/**
 * The decoder of pen offsets x = (dx, dy, e): a mixture of M bivariate Gaussians, and a coin for the pen (Graves
 * 2013, arXiv 1308.0850, eq. 23-26). In logarithms throughout, so that it neither over- nor underflows:
 *
 *   log N_j = -log 2 pi - s1 - s2 + log cosh r - 0.5 (u^2 + ((v - u tanh r) cosh r)^2)
 *   u = (dx - mu1) e^-s1    v = (dy - mu2) e^-s2    correlation tanh r
 *   log p = LSE_j (log pi_j + log N_j) + e l - softplus(l)
 */
import * as tf from '@tensorflow/tfjs';
import { PEN_LOG_SIGMA_MIN, PEN_R_MAX, type PenMixture } from './penMixture.ts';

/** What the networks put out for each row: raw, before floors and limits. Each [R, M] but `pen`. */
export interface PenOutputs {
  readonly weight: tf.Tensor2D;
  readonly mu1: tf.Tensor2D;
  readonly mu2: tf.Tensor2D;
  readonly s1: tf.Tensor2D;
  readonly s2: tf.Tensor2D;
  /** Null where dx and dy are independent within a component. */
  readonly r: tf.Tensor2D | null;
  readonly pen: tf.Tensor2D; // [R, 1]
}

/** Takes the columns of a decoder's output apart. [R, penWidth] */
export function penOutputs(raw: tf.Tensor2D, { components, correlated }: PenMixture): PenOutputs {
  const sizes = [...new Array<number>(correlated ? 6 : 5).fill(components), 1];
  const parts = tf.split(raw, sizes, 1) as tf.Tensor2D[];
  const [weight, mu1, mu2, s1, s2] = parts as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  return { weight, mu1, mu2, s1, s2, r: correlated ? parts[5]! : null, pen: parts.at(-1)! };
}

/** log p(dx, dy) + log p(e) of each row, nats. x [R, 3] -> [R] */
export function penLogDensity(x: tf.Tensor2D, outputs: PenOutputs): tf.Tensor1D {
  const [dx, dy, e] = tf.split(x, 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]; // [R, 1]
  const { weight, mu1, mu2, r, pen } = outputs;
  const s1 = tf.maximum(outputs.s1, PEN_LOG_SIGMA_MIN);
  const s2 = tf.maximum(outputs.s2, PEN_LOG_SIGMA_MIN);
  const u = tf.mul(tf.sub(dx, mu1), tf.exp(tf.neg(s1))); // [R, M]
  const v = tf.mul(tf.sub(dy, mu2), tf.exp(tf.neg(s2)));
  const scales = tf.add(s1, s2);
  const perComponent =
    r === null
      ? tf.sub(tf.mul(tf.add(tf.square(u), tf.square(v)), -0.5), scales)
      : correlatedLogDensity(u, v, scales, tf.clipByValue(r, -PEN_R_MAX, PEN_R_MAX));
  const mixture = tf.sub(
    tf.logSumExp(tf.add(weight, perComponent), 1),
    tf.add(tf.logSumExp(weight, 1), Math.log(2 * Math.PI)),
  );
  const coin = tf.sub(tf.mul(e, pen), tf.softplus(pen));
  return tf.add(mixture, tf.squeeze(coin, [1]));
}

/** Without the constant. [R, M] */
function correlatedLogDensity(
  u: tf.Tensor,
  v: tf.Tensor,
  scales: tf.Tensor,
  r: tf.Tensor,
): tf.Tensor {
  const size = tf.abs(r);
  const logCosh = tf.sub(tf.add(size, tf.softplus(tf.mul(size, -2))), Math.LN2);
  const rest = tf.mul(tf.sub(v, tf.mul(u, tf.tanh(r))), tf.exp(logCosh));
  const quadratic = tf.add(tf.square(u), tf.square(rest));
  return tf.sub(tf.sub(logCosh, scales), tf.mul(quadratic, 0.5));
}
