import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../../src/cli/nodeBackend.ts';
import { opsFor } from '../../../src/kernels/ops.ts';
import { SentenceModel } from '../../../src/model/language/sentenceModel.ts';
import { layoutOf, tensorView } from '../../../src/model/layout.ts';
import type { Ops } from '../../../src/model/ops.ts';
import { type SentenceShape, sum } from '../../../src/model/shape.ts';
import { Weights } from '../../../src/model/weights.ts';
import { perplexity } from '../../../src/train/perplexity.ts';
import { expectClose } from '../../closeness.ts';
import { sentenceShape } from './smallSentences.ts';

interface Golden {
  readonly vocabulary: number;
  readonly width: number;
  readonly latent: number;
  readonly heads: number;
  readonly layers: number;
  readonly tokens: readonly (readonly number[])[]; // [B, T]
  readonly lengths: readonly number[];
  readonly cases: readonly {
    readonly decoder: SentenceShape['decoder'];
    readonly tied: boolean;
    readonly layout: readonly (readonly [name: string, shape: readonly number[]])[];
    readonly z: readonly number[][];
    readonly logProbability: readonly number[][]; // [B, T]
    readonly gradient: readonly number[];
    readonly gradientOfZ: readonly number[][];
    readonly perplexity: number;
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../reference/sentence.json', import.meta.url), 'utf8'),
) as Golden;

/** `value` of sentence.py. */
const parameterAt = (i: number) => 0.6 * Math.sin(1 + 2.3 * i + 0.37 * i * i);

describe.each(['cpu', 'wasm'] as const)('decoders against PyTorch, %s', (backend) => {
  let ops: Ops;
  beforeAll(async () => {
    await openNodeBackend(backend);
    ops = await opsFor(backend, simdModule);
  });

  it.each(golden.cases)('$decoder, embeddings tied: $tied', (expected) => {
    const { vocabulary, width, heads, layers, tokens, lengths, latent } = golden;
    const { decoder, tied } = expected;
    const [size, steps] = [tokens.length, tokens[0]!.length];
    const shape = sentenceShape(
      { vocabulary, width, heads, layers, decoder, tied, positions: steps + 1 },
      { latent },
    );
    const layout = layoutOf(shape);
    const flat = new Float32Array(layout.length);
    let used = 0;
    for (const [name, extent] of expected.layout) {
      expect(layout.tensors.find((tensor) => tensor.name === name)?.shape).toEqual(extent);
      const view = tensorView(layout, flat, name);
      for (let i = 0; i < view.length; i++) view[i] = parameterAt(used++);
    }
    // What the decoder does not read: encoder and posterior.
    const read = new Set(expected.layout.map(([name]) => name));
    for (const { name } of layout.tensors)
      if (!read.has(name)) expect(name).toMatch(/^(encoder|mixing|sigma)\./);
    const inTime = Float32Array.from(
      { length: steps * size },
      (_, i) => tokens[i % size]![Math.floor(i / size)]!,
    );
    const present = Float32Array.from({ length: steps * size }, (_, i) =>
      Math.floor(i / size) < lengths[i % size]! ? 1 : 0,
    );
    tf.tidy(() => {
      const weights = new Weights(layout, tf.tensor1d(flat));
      const z = tf.tensor3d([expected.z.map((row) => [...row])]);
      const x = tf.tensor3d(inTime, [steps, size, 1]);
      const mask = tf.tensor2d(present, [steps, size]);
      const logProbability = () =>
        new SentenceModel(shape, weights, ops, 1).logLikelihood(x, null, z);
      const found = tf.transpose(logProbability());
      expectClose(found.dataSync(), expected.logProbability.flat(), { atol: 1e-5, rtol: 1e-5 });
      const total = (tf.mul(logProbability(), mask) as tf.Tensor).dataSync<'float32'>();
      expectClose([perplexity(total, sum(lengths))], [expected.perplexity], {
        atol: 0,
        rtol: 1e-5,
      });
      const names = layout.tensors.map(({ name }) => name);
      const { grads } = tf
        .engine()
        .gradients(
          () => tf.sum(tf.mul(logProbability(), mask)),
          [...weights.tensors, z],
          undefined,
          true,
        );
      const ofNamed = expected.layout.flatMap(([name]) =>
        Array.from(grads[names.indexOf(name)]!.dataSync()),
      );
      expectClose(ofNamed, expected.gradient, { atol: 1e-4, rtol: 1e-4 });
      expectClose(grads.at(-1)!.dataSync(), expected.gradientOfZ.flat(), {
        atol: 1e-4,
        rtol: 1e-4,
      });
    });
  });
});
