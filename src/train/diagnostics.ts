/** Reads one model's mixing distribution over held-out rows: how far its psi spread, and which units move. */
import * as tf from '@tensorflow/tfjs';
import type { Split } from '../data/dataset.ts';
import { latentMask, latentSteps } from '../model/latentModel.ts';
import { noiseWidth } from '../model/mixing.ts';
import type { Diagnostics } from '../posterior/diagnostics.ts';
import { ACTIVE_VARIANCE, mixingSpread, shiftVariances } from '../posterior/mixing.ts';
import { range, toTensors } from './evaluate.ts';
import type { Learner } from './learner.ts';
import { drawNoise, noiseStreams, passNoise } from './noise.ts';

/** Rows (sequences times steps) looked at, unless one sequence is longer; of sentences, which have one z each, words. */
const ROWS = 512;
const WORDS = 4096;
/** Draws of psi behind E_q[z], as the definition of active units asks. */
const LEAST_DRAWS = 64;
/** Floats of the widest mixing layer in one pass over draws. */
const PASS_FLOATS = 2 ** 22;

/** With `mixingSamples` K in the bound; null for a model without latent. Between passes it awaits `breathe`. */
export async function diagnose(
  learner: Learner,
  split: Split,
  step: number,
  mixingSamples: number,
  breathe: () => Promise<boolean> = async () => true,
): Promise<Diagnostics | null> {
  const { shape, settings } = learner;
  const { latent } = shape;
  if (latent === 0) return null;
  const perSequence = split.batch([0], 0).steps;
  const size = Math.min(
    split.count,
    Math.max(1, Math.floor((shape.sentence ? WORDS : ROWS) / perSequence)),
  );
  const batch = split.batch(range(0, size), 0);
  const rows = latentSteps(shape, batch.steps) * size;
  const present = presentRows(latentMask(shape, batch.mask), rows);
  const streams = noiseStreams(settings.seed, 'diagnostics');
  const implicit = noiseWidth(shape) > 0;
  const wanted = implicit ? Math.max(LEAST_DRAWS, mixingSamples) : 1;
  const widest = Math.max(...shape.mixingWidths);
  const most = Math.max(1, Math.floor(PASS_FLOATS / (rows * widest)));

  const shifts = new Float32Array(rows * latent); // sum of mu_k, then E_q[z] - mu_p [R, D]
  const logDensities = new Float32Array(rows * (mixingSamples + 1)); // [R, K + 1]
  let prior: Float32Array | null = null;
  for (let done = 0; done < wanted; ) {
    const count = Math.min(most, wanted - done);
    const tensors = learner.withLatentModel((model) => {
      const { x, mask } = toTensors(batch);
      const noise = passNoise(shape, settings, streams, batch.steps, size, {});
      if (noise === null) throw new TypeError('a deterministic RNN has no psi');
      const encoded = model.encode(x, mask);
      const rolled = model.rollout(encoded, noise);
      const draws = drawNoise(shape, settings, streams, count, rows, { sample: done });
      const { mu, logSigma } = implicit
        ? model.drawPsi(encoded, rolled, draws) // [T, B, k, D]
        : { mu: tf.expandDims(rolled.mu, 2), logSigma: tf.expandDims(rolled.logSigma, 2) };
      return [
        tf.sum(mu, 2),
        tf.reshape(gaussian(tf.expandDims(rolled.z, 2), mu, logSigma), [rows, count]),
        tf.reshape(gaussian(rolled.z, rolled.mu, rolled.logSigma), [rows]),
        model.prior(rolled).mu,
      ];
    });
    const [sums, extras, own, priorMu] = (await Promise.all(
      tensors.map((tensor) => tensor.data()),
    )) as Float32Array[];
    tf.dispose(tensors);
    prior = Float32Array.from(priorMu!);
    for (let i = 0; i < shifts.length; i++) shifts[i]! += sums![i]!;
    for (let row = 0; row < rows; row++) {
      const to = row * (mixingSamples + 1);
      logDensities[to] = own![row]!;
      for (let k = done; k < Math.min(done + count, mixingSamples); k++)
        logDensities[to + 1 + k] = extras![row * count + k - done]!;
    }
    done += count;
    if (!(await breathe())) return null;
  }
  for (let i = 0; i < shifts.length; i++)
    shifts[i] = (shifts[i]! / wanted - prior![i]!) / shape.latentSd;
  const variances = shiftVariances(pick(shifts, present, latent), latent);
  return {
    step,
    mixing: implicit
      ? mixingSpread(pick(logDensities, present, mixingSamples + 1), mixingSamples)
      : null,
    activeUnits: variances.filter((variance) => variance > ACTIVE_VARIANCE).length,
    latentDimensions: latent,
    rows: present.length,
  };
}

/** log N(z; mu, sigma^2) summed over the last axis, but for -D/2 log 2 pi, which all psi share. */
function gaussian(z: tf.Tensor, mu: tf.Tensor, logSigma: tf.Tensor): tf.Tensor {
  const scaled = tf.div(tf.sub(z, mu), tf.exp(logSigma));
  return tf.sum(tf.sub(tf.mul(tf.square(scaled), -0.5), logSigma), -1);
}

/** Indices of the rows that are data. */
function presentRows(mask: Float32Array | null, rows: number): Uint32Array {
  const all = range(0, rows);
  return mask === null ? all : all.filter((row) => mask[row] === 1);
}

function pick(values: Float32Array, rows: Uint32Array, width: number): Float32Array {
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, n) => {
    out.set(values.subarray(row * width, (row + 1) * width), n * width);
  });
  return out;
}
