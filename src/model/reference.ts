/** The operations in plain tfjs: the definition a fused kernel is checked against. */
import * as tf from '@tensorflow/tfjs';
import {
  boundedLogSigma,
  gaussianLogDensity,
  product,
  type SaveForGradient,
  slices,
  spread,
} from './layers.ts';
import type {
  LatentScale,
  MixingInputs,
  MixingWeights,
  MixtureInputs,
  Ops,
  RecurrenceInputs,
  RolloutInputs,
  RolloutOutputs,
} from './ops.ts';

export const referenceOps: Ops = { rollout, mixtureLogDensity, recurrence };

function rollout(inputs: RolloutInputs): RolloutOutputs {
  const [, size] = inputs.epsilon.shape;
  return rolloutFrom(inputs, tf.zeros([size, inputs.gateH.shape[0]]));
}

/** The recurrence from any state, h before the first step [B, H]. */
export function rolloutFrom(inputs: RolloutInputs, initial: tf.Tensor2D): RolloutOutputs {
  const [steps] = inputs.epsilon.shape;
  const stepOf = (tensor: tf.Tensor3D) => slices(tensor, 0); // T of [B, .]
  const gateX = stepOf(inputs.gateX);
  const mixing1 = stepOf(inputs.mixing1);
  const above = inputs.mixingAbove.map(stepOf);
  const sigma1 = inputs.sigma1 && stepOf(inputs.sigma1);
  const epsilon = stepOf(inputs.epsilon);

  const past: tf.Tensor2D[] = [];
  const z: tf.Tensor2D[] = [];
  const mu: tf.Tensor2D[] = [];
  const logSigma: tf.Tensor2D[] = [];
  let h = initial;
  for (let t = 0; t < steps; t++) {
    const first = tf.add(mixing1[t]!, product(h, inputs.mixingH)) as tf.Tensor2D; // [B, W_1]
    const top = mixingLayers(
      first,
      above.map((layer) => (u: tf.Tensor2D) => tf.add<tf.Tensor2D>(u, layer[t]!)),
      inputs.mixing,
    );
    const deterministic = sigma1 && sigmaNetwork(inputs, sigma1[t]!, h);
    const psi = psiOf(top, inputs.mixing, deterministic, inputs);
    const zt = tf.add(psi.mu, tf.mul(tf.exp(psi.logSigma), epsilon[t]!)) as tf.Tensor2D; // [B, D]
    past.push(h);
    z.push(zt);
    mu.push(psi.mu);
    logSigma.push(psi.logSigma);
    if (t < steps - 1) h = gruStep(inputs, gateX[t]!, zt, h);
  }
  return {
    past: tf.stack(past) as tf.Tensor3D,
    z: tf.stack(z) as tf.Tensor3D,
    mu: tf.stack(mu) as tf.Tensor3D,
    logSigma: tf.stack(logSigma) as tf.Tensor3D,
  };
}

/**
 * Layers 2, 3, ... over the sum that enters layer 1. `addBeside` adds to each layer's product what enters
 * beside the layer below. Returns the last layer. [R, W_L]
 */
function mixingLayers(
  first: tf.Tensor2D,
  addBeside: readonly ((u: tf.Tensor2D) => tf.Tensor2D)[],
  weights: MixingWeights,
): tf.Tensor2D {
  let u = tf.relu(first);
  weights.layers.forEach((w, i) => {
    u = tf.relu(addBeside[i]!(product(u, w)));
  });
  return u;
}

function psiOf(
  top: tf.Tensor2D,
  weights: MixingWeights,
  deterministic: tf.Tensor2D | null,
  scale: LatentScale,
): { mu: tf.Tensor2D; logSigma: tf.Tensor2D } {
  const { muW, muB, logSigmaW, logSigmaB } = weights;
  const mu = tf.mul(tf.add(product(top, muW), muB), scale.latentSd) as tf.Tensor2D; // [R, D]
  if (deterministic !== null) return { mu, logSigma: deterministic };
  if (logSigmaW === null || logSigmaB === null)
    throw new TypeError('sigma is neither deterministic nor random');
  const raw = tf.add(product(top, logSigmaW), logSigmaB) as tf.Tensor2D;
  return { mu, logSigma: boundedLogSigma(raw, scale.logSigmaMax) };
}

function sigmaNetwork(
  { sigmaH, sigmaW, sigmaB, logSigmaMax }: RolloutInputs,
  beside: tf.Tensor2D,
  h: tf.Tensor2D,
): tf.Tensor2D {
  if (sigmaH === null || sigmaW === null || sigmaB === null)
    throw new TypeError('a deterministic sigma needs its network');
  const u = tf.relu(tf.add(beside, product(h, sigmaH))) as tf.Tensor2D; // [B, W_1]
  return boundedLogSigma(tf.add(product(u, sigmaW), sigmaB) as tf.Tensor2D, logSigmaMax);
}

/** h after a step that drew z from the state h. [B, H] */
export function gruStep(
  { phiZW, phiZB, gateZ, gateH, gateHB }: RolloutInputs,
  gateX: tf.Tensor2D,
  z: tf.Tensor2D,
  h: tf.Tensor2D,
): tf.Tensor2D {
  const features = tf.relu(tf.add(product(z, phiZW), phiZB)) as tf.Tensor2D; // [B, F]
  const fromInput = tf.add(gateX, product(features, gateZ)) as tf.Tensor2D; // [B, 3H]
  return gruUpdate(fromInput, h, gateH, gateHB);
}

/**
 * One GRU update in PyTorch's convention: r = s(i_r + h_r), u = s(i_u + h_u), n = tanh(i_n + r h_n),
 * h' = n + u (h - n).
 */
export function gruUpdate(
  fromInput: tf.Tensor2D,
  h: tf.Tensor2D,
  gateH: tf.Tensor2D,
  gateHB: tf.Tensor,
): tf.Tensor2D {
  const fromPast = tf.add(product(h, gateH), gateHB) as tf.Tensor2D; // [B, 3H]
  const [inputReset, inputUpdate, inputNew] = tf.split(fromInput, 3, 1);
  const [pastReset, pastUpdate, pastNew] = tf.split(fromPast, 3, 1);
  const reset = tf.sigmoid(tf.add(inputReset!, pastReset!));
  const update = tf.sigmoid(tf.add(inputUpdate!, pastUpdate!));
  const candidate = tf.tanh(tf.add(inputNew!, tf.mul(reset, pastNew!)));
  return tf.add(candidate, tf.mul(update, tf.sub(h, candidate))) as tf.Tensor2D; // [B, H]
}

function recurrence({ gate, gateH, gateHB, fromEnd }: RecurrenceInputs): tf.Tensor3D {
  let h = tf.zeros([gate.shape[1], gateH.shape[0]]) as tf.Tensor2D;
  // A copy is turned round: tfjs keeps the array of slices for their gradient.
  const inputs = [...slices(gate, 0)];
  const states = (fromEnd ? inputs.reverse() : inputs).map((fromInput) => {
    h = gruUpdate(fromInput, h, gateH, gateHB);
    return h;
  });
  return tf.stack(fromEnd ? states.reverse() : states) as tf.Tensor3D;
}

/** Elements of the widest activation a chunk of rows may fill: 2 MB, the size of a cache. */
const CHUNK_ELEMENTS = 2 ** 19;

function mixtureLogDensity(inputs: MixtureInputs): tf.Tensor {
  const rows = inputs.z.shape[0];
  const [groups, draws] = inputs.noise1.shape;
  const groupRows = rows / groups;
  const widest = Math.max(inputs.context.shape[1], ...inputs.mixing.layers.map((w) => w.shape[1]));
  const fit = Math.max(1, Math.floor(CHUNK_ELEMENTS / Math.max(1, draws * widest)));
  const parts: tf.Tensor[] = [];
  const take = (firstGroup: number, groupCount: number, firstRow: number, rowCount: number) => {
    const part = partOf(inputs, { firstGroup, groupCount, firstRow, rowCount });
    parts.push(part.gradient === 'path' ? pathLogDensity(part) : logDensity(part));
  };
  if (groupRows <= fit) {
    const whole = Math.floor(fit / groupRows);
    for (let group = 0; group < groups; group += whole) {
      const count = Math.min(whole, groups - group);
      take(group, count, group * groupRows, count * groupRows);
    }
  } else
    for (let group = 0; group < groups; group++)
      for (let row = 0; row < groupRows; row += fit)
        take(group, 1, group * groupRows + row, Math.min(fit, groupRows - row));
  return parts.length === 1 ? parts[0]! : tf.concat(parts);
}

/** Some of the rows, with the groups they are of. */
function partOf(
  inputs: MixtureInputs,
  at: {
    readonly firstGroup: number;
    readonly groupCount: number;
    readonly firstRow: number;
    readonly rowCount: number;
  },
): MixtureInputs {
  if (at.rowCount === inputs.z.shape[0]) return inputs;
  const rows = (tensor: tf.Tensor2D) =>
    tf.slice(tensor, [at.firstRow, 0], [at.rowCount, tensor.shape[1]]);
  const groups = (tensor: tf.Tensor3D) =>
    tf.slice(tensor, [at.firstGroup, 0, 0], [at.groupCount, tensor.shape[1], tensor.shape[2]]);
  return {
    ...inputs,
    z: rows(inputs.z),
    mu0: rows(inputs.mu0),
    logSigma0: rows(inputs.logSigma0),
    context: rows(inputs.context),
    logSigma: inputs.logSigma && rows(inputs.logSigma),
    noise1: groups(inputs.noise1),
    noiseAbove: inputs.noiseAbove.map(groups),
  };
}

/** log h_K with the path gradient: d log h_K / dz = sum_k w_k (mu_k - z) / sigma_k^2, and nothing else. */
function pathLogDensity(inputs: MixtureInputs): tf.Tensor {
  const operation = tf.customGrad((...given) => {
    const [z, save] = given as unknown as [tf.Tensor2D, SaveForGradient];
    const { perDraw, mu, logSigma } = logDensities({ ...inputs, z });
    const value = logMean(perDraw); // [R]
    const weights = tf.softmax(perDraw); // [R, K + 1]
    const precision = tf.exp(tf.mul(logSigma, -2)); // [R, K + 1 or 1, D]
    const pull = tf.mul(tf.sub(mu, tf.expandDims(z, 1)), precision);
    const slope = tf.sum(tf.mul(tf.expandDims(weights, 2), pull), 1); // [R, D]
    save([slope]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(tf.expandDims(dy, 1), saved[0]!),
    };
  });
  return operation(inputs.z);
}

function logDensity(inputs: MixtureInputs): tf.Tensor {
  return logMean(logDensities(inputs).perDraw);
}

/** log of the mean of exp over the last axis. [R, K + 1] -> [R] */
function logMean(perDraw: tf.Tensor): tf.Tensor {
  return tf.sub(tf.logSumExp(perDraw, 1), Math.log(perDraw.shape[1]!));
}

/** log q(z | psi_k) of k = 0..K, [R, K + 1], and the psi themselves, [R, K + 1, D]. */
function logDensities(inputs: MixtureInputs): {
  perDraw: tf.Tensor2D;
  mu: tf.Tensor3D;
  logSigma: tf.Tensor3D;
} {
  const { z, mu0, logSigma0 } = inputs;
  const extra = drawPsi(inputs);
  const mu = tf.concat([tf.expandDims(mu0, 1), extra.mu], 1) as tf.Tensor3D;
  const logSigma = tf.concat([tf.expandDims(logSigma0, 1), extra.logSigma], 1) as tf.Tensor3D;
  const each = gaussianLogDensity(tf.expandDims(z, 1) as tf.Tensor3D, mu, logSigma);
  return { perDraw: tf.sum(each, 2) as tf.Tensor2D, mu, logSigma };
}

/** K psi for each row of context. Each of [R, K, D] */
export function drawPsi(inputs: MixingInputs): { mu: tf.Tensor3D; logSigma: tf.Tensor3D } {
  const { context, noise1, noiseAbove, mixing, logSigma } = inputs;
  const rows = context.shape[0];
  const draws = noise1.shape[1];
  const latent = mixing.muW.shape[1];
  if (draws === 0)
    return { mu: tf.zeros([rows, 0, latent]), logSigma: tf.zeros([rows, 0, latent]) };
  const repeated = repeatRows(context, draws);
  const top = mixingLayers(
    addByGroup(repeated, noise1),
    noiseAbove.map((noise) => (u: tf.Tensor2D) => addByGroup(u, noise)),
    mixing,
  );
  const psi = psiOf(top, mixing, logSigma && repeatRows(logSigma, draws), inputs);
  return {
    mu: tf.reshape(psi.mu, [rows, draws, latent]),
    logSigma: tf.reshape(psi.logSigma, [rows, draws, latent]),
  };
}

/** Adds the K rows of noise of each group to each row of the group, K rows deep. [R K, W] + [G, K, W] */
function addByGroup(u: tf.Tensor2D, noise: tf.Tensor3D): tf.Tensor2D {
  const [count, width] = u.shape;
  const [groups, draws] = noise.shape;
  const blocks = tf.reshape(u, [groups, count / (groups * draws), draws, width]);
  return tf.reshape(tf.add(blocks, tf.expandDims(noise, 1)), [count, width]);
}

/** Each row `times` times over. [R, N] -> [R times, N] */
function repeatRows(rows: tf.Tensor2D, times: number): tf.Tensor2D {
  const [count, width] = rows.shape;
  const wide = spread(tf.expandDims(rows, 1), [count, times, width]);
  return tf.reshape(wide, [count * times, width]);
}
