import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../../src/cli/nodeBackend.ts';
import { opsFor } from '../../../src/kernels/ops.ts';
import { embed, rowSums } from '../../../src/model/language/embedding.ts';
import { wordLogProbability } from '../../../src/model/language/wordSoftmax.ts';
import { fillNormal, stream } from '../../../src/rng.ts';
import { expectClose } from '../../closeness.ts';

const random = (name: string, ...shape: number[]) => {
  const values = new Float32Array(shape.reduce((product, n) => product * n, 1));
  return tf.tensor(fillNormal(values, stream(3, name), 1), shape);
};

/** R, V and E. */
const SIZES = [
  [1, 2, 1],
  [7, 31, 5],
  [65, 7, 31],
  [31, 65, 1],
] as const;

describe.each(['cpu', 'wasm'] as const)('words, %s', (backend) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
    await opsFor(backend, simdModule);
  });

  const idsOf = (rows: number, vocabulary: number) =>
    Float32Array.from({ length: rows }, (_, r) => (r * r + 3 * r) % vocabulary);

  it.each(SIZES)('%i rows of %i words, %i wide: sums of rows by word', (rows, count, width) => {
    tf.tidy(() => {
      const values = random('rows', rows, width) as tf.Tensor2D;
      const ids = idsOf(rows, count);
      const given = values.dataSync();
      const expected = new Float64Array(count * width);
      ids.forEach((id, r) => {
        for (let i = 0; i < width; i++) expected[id * width + i]! += given[r * width + i]!;
      });
      const found = rowSums(values, tf.tensor1d(ids), count);
      expect(found.shape).toEqual([count, width]);
      expectClose(found.dataSync(), expected, { atol: 1e-5, rtol: 1e-5 });
    });
  });

  it.each(SIZES)('%i rows of %i words, %i wide: embeddings', (rows, count, width) => {
    tf.tidy(() => {
      const table = random('table', count, width) as tf.Tensor2D;
      const ids = idsOf(rows, count);
      const found = embed(table, tf.tensor1d(ids)).arraySync();
      const all = table.arraySync();
      found.forEach((row, r) => {
        expect(row).toEqual(all[ids[r]!]);
      });
    });
  });

  it.each(SIZES)(
    '%i rows of %i words, %i wide: log p in chunks and whole',
    (rows, count, width) => {
      tf.tidy(() => {
        const h = random('h', rows, width) as tf.Tensor2D;
        const w = random('w', count, width) as tf.Tensor2D;
        const b = random('b', count) as tf.Tensor1D;
        const dy = random('dy', rows);
        const ids = idsOf(rows, count);
        const plain = tf.oneHot(tf.tensor1d(Int32Array.from(ids), 'int32'), count);
        const ways = [
          (...given: tf.Tensor[]) =>
            tf.sum(
              tf.mul(
                plain,
                tf.logSoftmax(
                  tf.add(tf.matMul(given[0]!, tf.transpose(given[1]!)), given[2]!) as tf.Tensor2D,
                ),
              ),
              1,
            ),
          ...[2 ** 22, 3 * count, 1].map(
            (chunk) =>
              (...given: tf.Tensor[]) =>
                wordLogProbability(
                  given[0] as tf.Tensor2D,
                  given[1] as tf.Tensor2D,
                  given[2] as tf.Tensor1D,
                  tf.tensor1d(ids),
                  chunk,
                ),
          ),
        ];
        const results = ways.map((way) => {
          const gradients = tf.grads((...given) => tf.sum(tf.mul(way(...given), dy)))([h, w, b]);
          return [way(h, w, b), ...gradients].flatMap((tensor) => [...tensor.dataSync()]);
        });
        for (const result of results.slice(1))
          expectClose(result, results[0]!, { atol: 2e-5, rtol: 2e-5 });
      });
    },
  );
});
