import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../../src/cli/nodeBackend.ts';
import { opsFor } from '../../../src/kernels/ops.ts';
import { SentenceModel } from '../../../src/model/language/sentenceModel.ts';
import type { Ops } from '../../../src/model/ops.ts';
import { referenceOps } from '../../../src/model/reference.ts';
import type { ModelShape } from '../../../src/model/shape.ts';
import { fillCoins, stream } from '../../../src/rng.ts';
import { expectClose } from '../../closeness.ts';
import type { OracleInputs } from '../oracle.ts';
import { logProbability, sentenceOracle, wordsOf } from './oracle.ts';
import {
  gradientByDifferences,
  paddedWords,
  SENTENCE,
  sentenceBound,
  sentenceGradient,
  sentenceShape,
  sentenceWeights,
  smallSentences,
} from './smallSentences.ts';

const CASES: readonly (readonly [name: string, shape: ModelShape, drawCount: number])[] = [
  ['SIS-RNN with a transformer', sentenceShape(), 3],
  ['random sigma, untied', sentenceShape({ tied: false }, { randomSigma: true }), 2],
  ['Gaussian posterior', sentenceShape({ heads: 1, layers: 1 }, { injectedNoise: [0, 0] }), 0],
  ['LSTM decoder', sentenceShape({ decoder: 'lstm' }), 3],
  ['GRU decoder', sentenceShape({ decoder: 'gru', layers: 1 }), 3],
  ['transformer without latent', sentenceShape({}, { latent: 0 }), 0],
  ['LSTM without latent', sentenceShape({ decoder: 'lstm', layers: 1 }, { latent: 0 }), 0],
];

describe.each(['cpu', 'wasm'] as const)('sentences, %s', (backend) => {
  let ops: Ops;
  beforeAll(async () => {
    await openNodeBackend(backend);
    ops = backend === 'wasm' ? await opsFor(backend, simdModule) : referenceOps;
  });

  it.each(CASES)('%s: the bound is that of plain arithmetic', (_, shape, drawCount) => {
    const inputs = smallSentences(shape, drawCount);
    const expected = sentenceOracle(inputs);
    tf.tidy(() => {
      const { reconstruction, kl } = sentenceBound(inputs, sentenceWeights(inputs), ops);
      expectClose(reconstruction.dataSync(), expected.reconstruction, { atol: 1e-5, rtol: 1e-5 });
      expectClose(kl.dataSync(), expected.kl, { atol: 1e-5, rtol: 1e-5 });
    });
  });

  it.each(CASES)('%s: its gradient is that of finite differences', (_, shape, drawCount) => {
    const inputs = smallSentences(shape, drawCount);
    const gradient = tf.tidy(() => sentenceGradient(inputs, ops).dataSync());
    expectClose(gradient, gradientByDifferences(inputs), { atol: 1e-4, rtol: 1e-4 });
  });

  it.each(CASES)('%s: what stands in the padding changes nothing', (_, shape, drawCount) => {
    const [zeros, words] = [0, 5].map((padding) => {
      const inputs = smallSentences(shape, drawCount, padding);
      return tf.tidy(() => {
        const { reconstruction, kl } = sentenceBound(inputs, sentenceWeights(inputs), ops);
        return {
          bound: [...reconstruction.dataSync(), ...kl.dataSync()],
          gradient: sentenceGradient(inputs, ops).dataSync(),
        };
      });
    });
    expect(words!.bound).toEqual(zeros!.bound);
    // Its sums are taken in another order.
    expectClose(words!.gradient, zeros!.gradient, { atol: 1e-6, rtol: 1e-6 });
  });

  it.each(['transformer', 'lstm', 'gru'] as const)(
    '%s: a later word changes no probability before it, and every later one',
    (decoder) => {
      const inputs = smallSentences(sentenceShape({ decoder }));
      const { size, steps } = inputs;
      const { x } = paddedWords(0);
      const changed = Float32Array.from(x);
      changed[2 * size] = 4; // the third word of the first sentence
      const [before, after] = [x, changed].map((words) => likelihood(inputs, ops, words));
      for (let t = 0; t < steps; t++) {
        if (t < 2) expect(after![t * size]).toBe(before![t * size]);
        else expect(after![t * size]).not.toBe(before![t * size]);
        for (let b = 1; b < size; b++) expect(after![t * size + b]).toBe(before![t * size + b]);
      }
    },
  );

  it('z reaches every word', () => {
    const inputs = smallSentences(sentenceShape());
    const z = (value: number) => tf.fill([1, inputs.size, 2], value) as tf.Tensor3D;
    const { x } = paddedWords(0);
    const one = likelihood(inputs, ops, x, z(0.5));
    const other = likelihood(inputs, ops, x, z(-0.5));
    one.forEach((value, i) => {
      expect(other[i]).not.toBe(value);
    });
  });

  it.each(['transformer', 'gru'] as const)(
    '%s: the next word has the probability it has in the sentence',
    (decoder) => {
      const inputs = smallSentences(sentenceShape({ decoder }));
      const { size, steps, shape } = inputs;
      const { x } = paddedWords(0);
      const whole = likelihood(inputs, ops, x);
      for (let t = 0; t < steps; t++)
        tf.tidy(() => {
          const model = new SentenceModel(shape, sentenceWeights(inputs), ops, 1);
          const soFar = tf.tensor3d(x.subarray(0, t * size), [t, size, 1]);
          const next = model.nextWord(soFar, zOf(inputs)).arraySync();
          const own = next.map((row, b) => row[x[t * size + b]!]!);
          expectClose(own, whole.subarray(t * size, (t + 1) * size), { atol: 1e-5, rtol: 1e-5 });
        });
    },
  );

  it('the decoder hears <unk> for an unheard word, and says the word all the same', () => {
    const inputs = smallSentences(sentenceShape());
    const { size } = inputs;
    const { x } = paddedWords(0);
    const unheard = new Float32Array(x.length);
    unheard[size] = 1; // the second word of the first sentence
    const heard = Float32Array.from(x);
    heard[size] = 1; // <unk>
    const dropped = likelihood(inputs, ops, x, undefined, unheard);
    const replaced = likelihood(inputs, ops, heard);
    const plain = likelihood(inputs, ops, x);
    expect(dropped[size]).toBe(plain[size]);
    expect(dropped[2 * size]).toBe(replaced[2 * size]);
    expect(dropped[2 * size]).not.toBe(plain[2 * size]);
  });

  it.each([2, 0])(
    'units that go missing, with %d dimensions of z, do so as in plain arithmetic',
    (latent) => {
      const inputs = smallSentences(sentenceShape({}, { latent }), 0);
      const { size, steps } = inputs;
      const { layers, width } = SENTENCE;
      const shape: [number, number, number, number] = [2 * layers + 1, size, steps + 1, width];
      const values = fillCoins(
        new Float32Array(tf.util.sizeFromShape(shape)),
        stream(5, 'kept'),
        1,
      );
      const z = latent === 0 ? null : zOf(inputs);
      const { x, mask } = paddedWords(0);
      const found = tf.tidy(() => {
        const kept = tf.mul<tf.Tensor4D>(tf.tensor4d(values, shape), 2);
        return likelihood(inputs, ops, x, z, null, kept);
      });
      for (let b = 0; b < size; b++) {
        const expected = logProbability(
          inputs,
          wordsOf(inputs, b),
          z &&
            Array.from(
              zOf(inputs)
                .dataSync()
                .subarray(b * latent, (b + 1) * latent),
            ),
          (table, place) => {
            const from = ((table * size + b) * (steps + 1) + place) * width;
            return Array.from(values.subarray(from, from + width), (value) => 2 * value);
          },
        );
        const own = found.reduce((sum, v, i) => sum + (i % size === b ? mask[i]! * v : 0), 0);
        expectClose([own], [expected], { atol: 1e-5, rtol: 1e-5 });
      }
    },
  );

  it('refuses a sentence longer than its positions', () => {
    const inputs = smallSentences(sentenceShape({ positions: 5 }));
    expect(() => likelihood(inputs, ops, paddedWords(0).x)).toThrow(
      '5 words: this decoder was built for 4 at most',
    );
  });
});

function zOf({ size, shape }: OracleInputs): tf.Tensor3D {
  const values = Float32Array.from({ length: size * shape.latent }, (_, i) => Math.sin(i + 1));
  return tf.tensor3d(values, [1, size, shape.latent]);
}

/** log p of each word. [T, B] */
function likelihood(
  inputs: OracleInputs,
  ops: Ops,
  x: Float32Array,
  z: tf.Tensor3D | null = zOf(inputs),
  unheard: Float32Array | null = null,
  kept: tf.Tensor4D | null = null,
): Float32Array {
  const { shape, steps, size } = inputs;
  return tf.tidy(() => {
    const model = new SentenceModel(shape, sentenceWeights(inputs), ops, 1);
    const words = tf.tensor3d(x, [steps, size, 1]);
    const denied = { unheard: unheard && tf.tensor2d(unheard, [steps, size]), kept };
    return model.logLikelihood(words, null, z, denied).dataSync<'float32'>();
  });
}
