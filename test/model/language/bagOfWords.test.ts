import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../../src/cli/nodeBackend.ts';
import { opsFor } from '../../../src/kernels/ops.ts';
import { SentenceModel } from '../../../src/model/language/sentenceModel.ts';
import type { Ops } from '../../../src/model/ops.ts';
import { referenceOps } from '../../../src/model/reference.ts';
import { slopesOf } from '../../../src/train/slopes.ts';
import { expectClose } from '../../closeness.ts';
import { affine, type OracleInputs, tensor } from '../oracle.ts';
import { wordsOf } from './oracle.ts';
import { sentenceShape, sentenceWeights, smallSentences } from './smallSentences.ts';

const STEP = 1e-5;
const Z = [0.4, -1.2, 0.9, 0.1, -0.3, 1.7];

/** log p of the words of each sentence, drawn one by one from the same softmax, in doubles. */
function oracle(inputs: OracleInputs): number[] {
  const { tied, vocabulary, width } = inputs.shape.sentence!;
  const [table, bias] = [
    tensor(inputs, tied ? 'embedding' : 'output.w'),
    tensor(inputs, 'bag.words'),
  ];
  return Array.from({ length: inputs.size }, (_, b) => {
    const state = affine(inputs, [['bag.w', Z.slice(2 * b, 2 * b + 2)]], 'bag.b');
    const logits = Array.from({ length: vocabulary }, (_, v) =>
      state.reduce((sum, value, i) => sum + value * table[v * width + i]!, bias[v]!),
    );
    const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return wordsOf(inputs, b).reduce((sum, word) => sum + logits[word]! - total, 0);
  });
}

describe.each(['cpu', 'wasm'] as const)('the bag of words, %s', (backend) => {
  let ops: Ops;
  beforeAll(async () => {
    await openNodeBackend(backend);
    ops = backend === 'wasm' ? await opsFor(backend, simdModule) : referenceOps;
  });

  it.each([true, false])('and its gradient are those of plain arithmetic (tied: %s)', (tied) => {
    // Padding is another word than any: it must not count.
    const inputs = smallSentences(sentenceShape({ tied, bag: true }), 0, 5);
    const { x, mask, steps, size } = inputs;
    tf.tidy(() => {
      const weights = sentenceWeights(inputs);
      const told = () =>
        new SentenceModel(inputs.shape, weights, ops, 1).bagLogLikelihood(
          tf.tensor3d(x, [steps, size, 1]),
          tf.tensor2d(mask!, [steps, size]),
          tf.tensor3d(Z, [1, size, 2]),
        );
      expectClose(told().dataSync(), oracle(inputs), { atol: 1e-5, rtol: 1e-5 });
      const slopes = slopesOf(() => tf.sum(told()), weights.tensors);
      inputs.layout.tensors.forEach(({ offset, length }, i) => {
        const differences = Float64Array.from({ length }, (_, j) => {
          const [up, down] = [STEP, -STEP].map((by) => {
            const parameters = Float64Array.from(inputs.parameters);
            parameters[offset + j]! += by;
            return oracle({ ...inputs, parameters }).reduce((sum, value) => sum + value, 0);
          });
          return (up! - down!) / (2 * STEP);
        });
        const found = slopes[i]?.dataSync() ?? new Float32Array(length);
        expectClose(found, differences, { atol: 1e-4, rtol: 1e-4 });
      });
    });
  });
});
