import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { openBackend } from '../../../src/kernels/backend.ts';
import { webgpuOps } from '../../../src/kernels/webgpu/ops.ts';
import { expectClose } from '../../closeness.ts';
import { sentenceOracle } from './oracle.ts';
import {
  gradientByDifferences,
  sentenceBound,
  sentenceGradient,
  sentenceShape,
  sentenceWeights,
  smallSentences,
} from './smallSentences.ts';

beforeAll(async () => {
  await openBackend('webgpu', { gpu: navigator.gpu, wasmPaths: '' });
});

it.each(['transformer', 'lstm', 'gru'] as const)(
  'sentences with a decoder %s on WebGPU: bound and gradient are those of doubles',
  async (decoder) => {
    expect(tf.getBackend()).toBe('webgpu');
    const inputs = smallSentences(sentenceShape({ decoder }));
    const ops = webgpuOps();
    // 'path' takes the fused mixture; the full gradient takes the one op by op.
    const bound = tf.tidy(() => {
      const { reconstruction, kl } = sentenceBound(inputs, sentenceWeights(inputs), ops, 'path');
      return tf.stack([reconstruction, kl]);
    });
    const gradient = sentenceGradient(inputs, ops);
    const { reconstruction, kl } = sentenceOracle(inputs);
    expectClose(await bound.data(), [...reconstruction, ...kl], { atol: 1e-4, rtol: 1e-4 });
    expectClose(await gradient.data(), gradientByDifferences(inputs), { atol: 5e-4, rtol: 5e-4 });
    tf.dispose([bound, gradient]);
  },
);
