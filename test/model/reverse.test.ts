import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { layoutOf, tensorView } from '../../src/model/layout.ts';
import { SequenceModel } from '../../src/model/model.ts';
import { loss, surrogateBound } from '../../src/model/objective.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { type Proposals, reverseLogDensity } from '../../src/model/reverse.ts';
import { type ModelShape, sum } from '../../src/model/shape.ts';
import { Weights } from '../../src/model/weights.ts';
import { fillCoins, fillNormal, fillUniform, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { BASE_SHAPE } from './smallModel.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const [STEPS, SIZE, DRAWS] = [3, 4, 5];
const ROWS = STEPS * SIZE;

/** Loss and gradient of a small model with a reverse model; the extras by levels, or as the coins these levels show. */
function trained(shape: ModelShape, guesses: 'prior' | 'random', extras: 'proposed' | 'coins') {
  const layout = layoutOf(shape);
  const flat = fillNormal(new Float32Array(layout.length), stream(3, 'parameters'), 1).map(
    (value) => value / 2,
  );
  if (guesses === 'prior')
    for (const name of ['reverse.coins.w', 'reverse.coins.b'])
      tensorView(layout, flat, name).fill(0);
  const width = sum(shape.injectedNoise);
  const normals = (name: string, last: number) =>
    tf.tensor3d(fillNormal(new Float32Array(ROWS * last), stream(3, name), last), [
      STEPS,
      SIZE,
      last,
    ]);
  const levels = fillUniform(new Float32Array(ROWS * DRAWS * width), stream(3, 'levels'), width);
  const coins = fillCoins(new Float32Array(ROWS * width), stream(3, 'coins'), width);
  return tf.tidy(() => {
    const weights = new Weights(layout, tf.tensor1d(flat));
    const kept = tf.tensor3d(levels, [ROWS, DRAWS, width]);
    const draws: tf.Tensor3D | Proposals =
      extras === 'proposed'
        ? { levels: kept, amplitude: 0.5 }
        : (tf.mul(tf.cast(tf.less(kept, 0.5), 'float32'), 0.5) as tf.Tensor3D);
    const { value, grads } = tf.engine().gradients(
      () => {
        const model = new SequenceModel(shape, weights, referenceOps, 0.8);
        const noise = {
          epsilon: normals('epsilon', shape.latent),
          injected: tf.mul<tf.Tensor3D>(tf.tensor3d(coins, [STEPS, SIZE, width]), 0.5),
        };
        const x = normals('x', shape.channels);
        const inputs = { x, mask: null, noise, draws, gradient: 'path' } as const;
        return loss(surrogateBound(model, inputs), { beta: 1 });
      },
      weights.tensors,
      undefined,
      true,
    );
    const gradient = Object.fromEntries(
      layout.tensors.map(({ name }, i) => [name, grads[i] ? [...grads[i].dataSync()] : [0]]),
    );
    return { value: value.dataSync()[0]!, gradient };
  });
}

describe('a reverse model that is the prior of the coins', () => {
  it.each([
    ['sigma of the context', { ...BASE_SHAPE, reverse: true as const }],
    ['random sigma', { ...BASE_SHAPE, reverse: true as const, randomSigma: true }],
    ['z in units of 10', { ...BASE_SHAPE, reverse: true as const, latentSd: 10 }],
  ])('gives bound and gradient of h_K without one, draw for draw: %s', (_name, shape) => {
    const proposed = trained(shape, 'prior', 'proposed');
    const plain = trained(shape, 'prior', 'coins');
    expectClose([proposed.value], [plain.value], { atol: 1e-5, rtol: 1e-5 });
    for (const [name, gradient] of Object.entries(plain.gradient))
      if (!name.startsWith('reverse.'))
        expectClose(proposed.gradient[name]!, gradient, { atol: 1e-4, rtol: 1e-4 });
  });

  it('hears of a sigma that is a function of the context, not of a random one, which knows the coins', () => {
    const heard = (randomSigma: boolean) =>
      layoutOf({ ...BASE_SHAPE, reverse: true, randomSigma })
        .tensors.map(({ name }) => name)
        .filter((name) => name.startsWith('reverse.1.'));
    expect(heard(false)).toEqual(['reverse.1.z', 'reverse.1.c', 'reverse.1.s', 'reverse.1.b']);
    expect(heard(true)).toEqual(['reverse.1.z', 'reverse.1.c', 'reverse.1.b']);
  });

  it('is no longer that once it guesses', () => {
    const shape = { ...BASE_SHAPE, reverse: true as const };
    const guessed = trained(shape, 'random', 'proposed');
    expect(Math.abs(guessed.value - trained(shape, 'random', 'coins').value)).toBeGreaterThan(0.1);
  });
});

/** Two coins, one dimension of z: small enough to write out every throw. */
describe('by enumeration', () => {
  const Z = 0.3;
  const LOGITS = [0.9, -1.4];
  const THROWS = [0, 1, 2, 3].map((n) => [n & 1, n >> 1]);
  const muOf = (coins: readonly number[]) => -0.8 + 1.1 * coins[0]! + 0.7 * coins[1]!;
  const LOG_SIGMA = -0.5;

  /** log h_K and its gradient in z and the logits, e_0 and the thrown e_1 .. e_K given. */
  function ofThrows(first: readonly number[], thrown: readonly (readonly number[])[], z: number) {
    return tf.tidy(() => {
      const [given, logits] = [tf.tensor2d([[z]]), tf.tensor2d([LOGITS])];
      const forced = thrown.map((coins) => coins.map((coin) => (coin === 1 ? 0 : 0.9999)));
      const { value, grads } = tf.engine().gradients(
        () =>
          reverseLogDensity({
            levels: tf.tensor3d(forced.flat(), [1, thrown.length, 2]),
            amplitude: 1,
            z: given,
            mu0: tf.tensor2d([[muOf(first)]]),
            logSigma0: tf.tensor2d([[LOG_SIGMA]]),
            injected: tf.tensor2d([[...first]]),
            logits,
            psi: (noise) => ({
              mu: tf.add(tf.sum(tf.mul(noise, [1.1, 0.7]), 2, true), -0.8),
              logSigma: tf.fill([1, thrown.length, 1], LOG_SIGMA),
            }),
            width: 1,
          }),
        [given, logits],
        tf.ones([1]),
      );
      return { value: value.dataSync()[0]!, slopes: grads.flatMap((g) => [...g!.dataSync()]) };
    });
  }

  const chance = (coins: readonly number[], logits: readonly number[]) =>
    coins.reduce((p, coin, i) => p / (1 + Math.exp(coin === 1 ? -logits[i]! : logits[i]!)), 1);
  const density = (coins: readonly number[], z: number) =>
    Math.exp(-0.5 * ((z - muOf(coins)) / Math.exp(LOG_SIGMA)) ** 2 - LOG_SIGMA) /
    Math.sqrt(2 * Math.PI);

  function* tuples(length: number): Generator<number[][]> {
    if (length === 0) yield [];
    else for (const rest of tuples(length - 1)) for (const coins of THROWS) yield [coins, ...rest];
  }

  /** Mean of log h_K over the throws of r, in double precision. */
  function meanLog(first: number[], K: number, z: number, logits: readonly number[]): number {
    let mean = 0;
    for (const thrown of tuples(K)) {
      const terms = [first, ...thrown].map((e) => density(e, z) / 4 / chance(e, logits));
      const p = thrown.reduce((product, coins) => product * chance(coins, logits), 1);
      mean += p * Math.log(sum(terms) / (K + 1));
    }
    return mean;
  }

  it.each([0, 1, 2])('value and gradient in mean are those of E log h_K at K = %i', (K) => {
    const first = [1, 0];
    let value = 0;
    const slopes = [0, 0, 0];
    for (const thrown of tuples(K)) {
      const p = thrown.reduce((product, coins) => product * chance(coins, LOGITS), 1);
      const found = ofThrows(first, thrown, Z);
      value += p * found.value;
      for (const [i, slope] of found.slopes.entries()) slopes[i]! += p * slope;
    }
    expectClose([value], [meanLog(first, K, Z, LOGITS)], { atol: 1e-5, rtol: 1e-5 });
    const step = 1e-4;
    const moved = (i: number, by: number) =>
      meanLog(
        first,
        K,
        i === 0 ? Z + by : Z,
        LOGITS.map((l, j) => (i === j + 1 ? l + by : l)),
      );
    const expected = slopes.map((_, i) => (moved(i, step) - moved(i, -step)) / (2 * step));
    expectClose(slopes, expected, { atol: 1e-4, rtol: 1e-4 });
  });

  it('weights 1 / h_K have mean 1 over z, e_0 and the throws: q(z) is normalised, whatever r', () => {
    let mean = 0;
    const spacing = 0.25;
    for (let z = -6; z <= 7; z += spacing)
      for (const first of THROWS)
        for (const thrown of tuples(1)) {
          const p = chance(thrown[0]!, LOGITS);
          const weight = normal(z) / Math.exp(ofThrows(first, thrown, z).value);
          mean += (spacing * p * density(first, z) * weight) / 4;
        }
    expectClose([mean], [1], { atol: 0, rtol: 1e-4 });
  });

  const normal = (z: number) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
});
