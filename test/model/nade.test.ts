import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { layoutOf, tensorView } from '../../src/model/layout.ts';
import { nadeBound, nadeLogits } from '../../src/model/nade.ts';
import type { ModelShape } from '../../src/model/shape.ts';
import { Weights } from '../../src/model/weights.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { BASE_SHAPE } from './smallModel.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const STEPS = 2;
const CHANNELS = 3;
const PIXELS = STEPS * CHANNELS;
const HIDDEN = 4;
const shape: ModelShape = {
  ...BASE_SHAPE,
  observation: 'binary',
  channels: CHANNELS,
  latent: 0,
  hidden: HIDDEN,
  pixels: PIXELS,
};
const layout = layoutOf(shape);
const flat = fillNormal(new Float32Array(layout.length), stream(3, 'nade'), layout.length);

/** Every binary vector of so many pixels, one a sequence. [T, B, X] */
function everyPicture(): { x: tf.Tensor3D; pixels: number[][] } {
  const pixels = Array.from({ length: 2 ** PIXELS }, (_, i) =>
    Array.from({ length: PIXELS }, (_, d) => (i >> d) & 1),
  );
  const x = tf.transpose(tf.tensor3d(pixels.flat(), [pixels.length, STEPS, CHANNELS]), [1, 0, 2]);
  return { x: x as tf.Tensor3D, pixels };
}

/** log p(x) as Larochelle and Murray define it, in doubles. */
function reference(pixels: readonly number[]): number {
  const [w, c, v, b] = ['w', 'c', 'v', 'b'].map((name) => tensorView(layout, flat, `nade.${name}`));
  const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
  let total = 0;
  pixels.forEach((pixel, d) => {
    let logit = b![d]!;
    for (let j = 0; j < HIDDEN; j++) {
      let a = c![j]!;
      for (let i = 0; i < d; i++) a += pixels[i]! * w![i * HIDDEN + j]!;
      logit += v![d * HIDDEN + j]! * sigmoid(a);
    }
    total += Math.log(pixel === 1 ? sigmoid(logit) : 1 - sigmoid(logit));
  });
  return total;
}

describe('NADE', () => {
  it('is its definition on every picture, and its probabilities sum to 1', () => {
    const { x, pixels } = everyPicture();
    const { reconstruction, kl } = nadeBound(new Weights(layout, tf.tensor1d(flat)), { x });
    const logp = Array.from(reconstruction.dataSync());
    expectClose(logp, pixels.map(reference), { atol: 1e-5, rtol: 1e-5 });
    expectClose([logp.reduce((sum, value) => sum + Math.exp(value), 0)], [1], {
      atol: 1e-5,
      rtol: 0,
    });
    expect(Array.from(kl.dataSync())).toEqual(pixels.map(() => 0));
  });

  it('knows of each pixel only those before it', () => {
    const weights = new Weights(layout, tf.tensor1d(flat));
    const row = [1, 0, 1, 1, 0, 1];
    const logitsOf = (pixels: number[]) =>
      nadeLogits(weights, tf.tensor2d(pixels, [1, PIXELS])).dataSync();
    const before = logitsOf(row);
    for (let d = 0; d < PIXELS; d++) {
      const after = logitsOf(row.map((pixel, i) => (i === d ? 1 - pixel : pixel)));
      expect(after.subarray(0, d + 1)).toEqual(before.subarray(0, d + 1));
      for (let later = d + 1; later < PIXELS; later++)
        expect(after[later], `pixel ${later} after a change of ${d}`).not.toBe(before[later]);
    }
  });

  it('has the gradient of its log density', () => {
    const { x } = everyPicture();
    const meanAt = (values: Float32Array) =>
      tf.tidy(() =>
        tf.mean(nadeBound(new Weights(layout, tf.tensor1d(values)), { x }).reconstruction),
      );
    const gradient = tf
      .grad((values) =>
        tf.mean(nadeBound(new Weights(layout, values as tf.Tensor1D), { x }).reconstruction),
      )(tf.tensor1d(flat))
      .dataSync();
    const step = 0.02;
    const differences = Array.from(flat, (_, i) => {
      const moved = [step, -step].map((by) => {
        const values = flat.slice();
        values[i]! += by;
        return meanAt(values).dataSync()[0]!;
      });
      return (moved[0]! - moved[1]!) / (2 * step);
    });
    expectClose(gradient, differences, { atol: 2e-4, rtol: 2e-3 });
  });
});
