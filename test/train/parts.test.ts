import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import type { Split } from '../../src/data/dataset.ts';
import { smallSigmaAtBirth, spreadAtBirth } from '../../src/model/birth.ts';
import { initialise, layoutOf, tensorView } from '../../src/model/layout.ts';
import type { ModelShape } from '../../src/model/shape.ts';
import { Adam } from '../../src/train/adam.ts';
import { Batches } from '../../src/train/batches.ts';
import { estimate } from '../../src/train/evaluate.ts';
import { fromSafetensors, toSafetensors } from '../../src/train/safetensors.ts';
import { expectClose } from '../closeness.ts';
import { BASE_SHAPE } from '../model/smallModel.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

describe('Adam', () => {
  /** Kingma & Ba, algorithm 1, in doubles. */
  function reference(gradients: readonly number[][], rate: number, clip: number): number[] {
    const width = gradients[0]!.length;
    const [x, m, v] = [1, 0, 0].map((value) => new Array<number>(width).fill(value));
    gradients.forEach((gradient, i) => {
      const norm = Math.hypot(...gradient);
      const factor = Math.min(1, clip / norm);
      for (let j = 0; j < width; j++) {
        const g = gradient[j]! * factor;
        m![j] = 0.9 * m![j]! + 0.1 * g;
        v![j] = 0.999 * v![j]! + 0.001 * g * g;
        const mean = m![j]! / (1 - 0.9 ** (i + 1));
        const square = v![j]! / (1 - 0.999 ** (i + 1));
        x![j]! -= (rate * mean) / (Math.sqrt(square) + 1e-8);
      }
    });
    return x!;
  }

  it.each([1e9, 2])('equals its definition, clipping at %f', (clipNorm) => {
    const gradients = [
      [3, -4, 0.01],
      [0.5, 0.1, -0.2],
      [-1, 2, 1e-4],
    ];
    const adam = new Adam(3);
    let parameters = tf.ones([3]) as tf.Tensor1D;
    const norms = gradients.map((gradient) => {
      const step = adam.update(parameters, tf.tensor1d(gradient), { learningRate: 0.1, clipNorm });
      parameters = step.parameters;
      return step.norm.dataSync()[0]!;
    });
    expectClose(parameters.dataSync(), reference(gradients, 0.1, clipNorm), {
      atol: 1e-6,
      rtol: 1e-5,
    });
    expectClose(
      norms,
      gradients.map((g) => Math.hypot(...g)),
      { atol: 0, rtol: 1e-6 },
    );
  });
});

describe('batches', () => {
  function recording(count: number): { split: Split; seen: [number[], number][] } {
    const seen: [number[], number][] = [];
    const split: Split = {
      count,
      batch: (indices, epoch) => {
        seen.push([Array.from(indices), epoch]);
        const size = indices.length;
        return { steps: 1, size, channels: 1, x: new Float32Array(size), mask: null };
      },
    };
    return { split, seen };
  }

  it('of a file visit every sequence once an epoch, in a new order each time', () => {
    const { split, seen } = recording(12);
    const batches = new Batches(split, 3);
    for (let i = 0; i < 6; i++) batches.next(4);
    const epoch = (e: number) => seen.filter(([, of]) => of === e).flatMap(([indices]) => indices);
    expect(epoch(0).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    expect(epoch(1).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    expect(epoch(0)).not.toEqual(epoch(1));
    expect(batches.epoch).toBe(2);
  });

  it('of a file smaller than a batch are the whole file', () => {
    const { split, seen } = recording(3);
    const batches = new Batches(split, 1);
    batches.next(8);
    batches.next(8);
    expect(seen.map(([indices, epoch]) => [indices.length, epoch])).toEqual([
      [3, 0],
      [3, 1],
    ]);
  });

  it('of a generator never repeat', () => {
    const { split, seen } = recording(Number.POSITIVE_INFINITY);
    const batches = new Batches(split, 1);
    batches.next(2);
    batches.next(3);
    expect(seen.flatMap(([indices]) => indices)).toEqual([0, 1, 2, 3, 4]);
    expect(batches.epoch).toBeNull();
  });
});

describe('batches of unequal lengths', () => {
  /** Lengths 1 to 97, in no order; what is asked for is recorded. */
  function uneven(count: number) {
    const stepsOf = (index: number) => 1 + ((index * 37) % 97);
    const seen: { indices: number[]; epoch: number }[] = [];
    const split: Split = {
      count,
      stepsOf,
      batch: (indices, epoch) => {
        seen.push({ indices: Array.from(indices), epoch });
        const size = indices.length;
        return { steps: 1, size, channels: 1, x: new Float32Array(size), mask: null };
      },
    };
    return { split, seen, stepsOf };
  }

  /** Share of the steps of all batches that would be padding. */
  function padding(batches: readonly number[][], stepsOf: (index: number) => number): number {
    let [present, room] = [0, 0];
    for (const batch of batches) {
      const steps = batch.map(stepsOf);
      present += steps.reduce((sum, length) => sum + length, 0);
      room += Math.max(...steps) * batch.length;
    }
    return 1 - present / room;
  }

  it.each([1000, Number.POSITIVE_INFINITY])('put like with like, of %d sequences', (count) => {
    const { split, seen, stepsOf } = uneven(count);
    const batches = new Batches(split, 3);
    for (let i = 0; i < 31; i++) batches.next(32);
    expect(seen.every(({ indices, epoch }) => indices.length === 32 && epoch === 0)).toBe(true);
    const together = seen.map(({ indices }) => indices);
    expect(padding(together, stepsOf)).toBeLessThan(0.1);
    // The batches do not come in the order of their lengths.
    const longest = together.map((batch) => Math.max(...batch.map(stepsOf)));
    expect(longest.slice(0, 16)).not.toEqual(longest.slice(0, 16).toSorted((a, b) => a - b));
    expect(new Set(together.flat()).size).toBe(31 * 32);
  });

  it('visit a file once an epoch, leave out less than a batch, and shuffle anew', () => {
    const { split, seen } = uneven(205);
    const batches = new Batches(split, 3);
    for (let i = 0; i < 40; i++) batches.next(10);
    const epoch = (e: number) =>
      seen.filter((of) => of.epoch === e).flatMap(({ indices }) => indices);
    for (const e of [0, 1]) {
      expect(epoch(e)).toHaveLength(200);
      expect(new Set(epoch(e)).size).toBe(200);
    }
    expect(epoch(0)).not.toEqual(epoch(1));
    expect(batches.epoch).toBeGreaterThan(1.9);
    expect(batches.epoch).toBeLessThanOrEqual(2);
  });

  it('are the same for the same seed, and others for another', () => {
    const first = (seed: number) => {
      const { split, seen } = uneven(300);
      const batches = new Batches(split, seed);
      for (let i = 0; i < 9; i++) batches.next(16);
      return seen.map(({ indices }) => indices.join()).join('|');
    };
    expect(first(1)).toBe(first(1));
    expect(first(1)).not.toBe(first(2));
  });

  it('may change their size in a run without a sequence coming twice', () => {
    const { split, seen } = uneven(Number.POSITIVE_INFINITY);
    const batches = new Batches(split, 1);
    for (const size of [8, 8, 5, 5, 30, 30, 1, 200, 8]) batches.next(size);
    expect(seen.map(({ indices }) => indices.length)).toEqual([8, 8, 5, 5, 30, 30, 1, 200, 8]);
    const all = seen.flatMap(({ indices }) => indices);
    expect(new Set(all).size).toBe(all.length);
  });

  it('of a file smaller than a batch are the whole file', () => {
    const { split, seen } = uneven(3);
    const batches = new Batches(split, 1);
    for (let i = 0; i < 2; i++) batches.next(8);
    expect(seen.map(({ indices, epoch }) => [indices.toSorted((a, b) => a - b), epoch])).toEqual([
      [[0, 1, 2], 0],
      [[0, 1, 2], 1],
    ]);
  });
});

describe('the initial spread', () => {
  const shape = { ...BASE_SHAPE, mixingWidths: [24, 24], injectedNoise: [12, 8], latent: 2 };
  const layout = layoutOf(shape);
  const x = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i));

  it('gives mu the asked standard deviation over the noise', () => {
    const flat = initialise(layout, 4);
    const options = { spread: 1.5, noiseKind: 'bernoulli', seed: 4 } as const;
    spreadAtBirth(shape, layout, flat, x, options);
    const once = Float32Array.from(flat);
    // Doing it again finds nothing left to do.
    spreadAtBirth(shape, layout, flat, x, options);
    expectClose(flat, once, { atol: 1e-5, rtol: 1e-4 });
    spreadAtBirth(shape, layout, flat, x, { ...options, spread: 3 });
    const [w, doubled] = [once, flat].map((of) => tensorView(layout, of, 'mixing.mu.w'));
    expectClose(
      doubled!,
      w!.map((value) => 2 * value),
      { atol: 1e-5, rtol: 1e-4 },
    );
  });

  it('leaves a model without noise alone', () => {
    const silent = { ...shape, injectedNoise: [0, 0] };
    const own = layoutOf(silent);
    const flat = initialise(own, 4);
    const before = Float32Array.from(flat);
    spreadAtBirth(silent, own, flat, x, { spread: 1, noiseKind: 'gaussian', seed: 4 });
    expect(flat).toEqual(before);
  });
});

describe('sigma at birth', () => {
  const layout = layoutOf({ ...BASE_SHAPE, latentSd: 3 });
  const biasAt = (sigmaCap: number) => {
    const flat = initialise(layout, 1);
    smallSigmaAtBirth({ ...BASE_SHAPE, latentSd: 3 }, layout, flat, sigmaCap);
    return tensorView(layout, flat, 'sigma.logSigma.b')[0]!;
  };

  it('is 0.2 latent scales where the cap would allow more', () => {
    const max = Math.log(7.389 * 3);
    const logSigma = max - Math.log1p(Math.exp(max - biasAt(7.389)));
    expectClose([Math.exp(logSigma)], [0.2 * 3], { atol: 0, rtol: 1e-6 });
  });

  it('is left alone under a low cap', () => {
    expect(biasAt(0.1)).toBe(0);
  });
});

describe('safetensors', () => {
  it('hold every tensor by name, shape and bytes, and the metadata', () => {
    const layout = layoutOf(BASE_SHAPE);
    const flat = initialise(layout, 9);
    const bytes = toSafetensors(layout, flat, { step: '12' });
    const view = new DataView(bytes.buffer);
    const headerLength = Number(view.getBigUint64(0, true));
    expect((8 + headerLength) % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
    expect(header.__metadata__).toEqual({ step: '12' });
    const { dtype, shape, data_offsets } = header['gru.h'];
    expect([dtype, shape]).toEqual(['F32', [4, 12]]);
    const [from, to] = data_offsets as [number, number];
    const data = new Float32Array(
      bytes.slice(8 + headerLength + from, 8 + headerLength + to).buffer,
    );
    expect(data).toEqual(tensorView(layout, flat, 'gru.h'));
    expect(Object.keys(header).length - 1).toBe(layout.tensors.length);
    expect(bytes.length).toBe(8 + headerLength + 4 * layout.length);
  });
});

describe('safetensors read back', () => {
  const layout = layoutOf(BASE_SHAPE);
  const flat = initialise(layout, 9);
  const bytes = toSafetensors(layout, flat, { step: '12' });

  it('are what was written', () => {
    expect(fromSafetensors(layout, bytes)).toEqual({ flat, metadata: { step: '12' } });
    // As a part of a larger buffer, and at an odd place in it.
    const inside = new Uint8Array(bytes.length + 5);
    inside.set(bytes, 3);
    expect(fromSafetensors(layout, inside.subarray(3, 3 + bytes.length)).flat).toEqual(flat);
  });

  it.each([
    ['no bytes', new Uint8Array(3), /3 bytes are no safetensors/],
    ['a cut header', bytes.subarray(0, 40), /cut off/],
    ['cut data', bytes.subarray(0, bytes.length - 6), /cut off: .* ends at byte/],
    ['another file', new TextEncoder().encode('{"a": 1}, and more of it'), /no safetensors file/],
    ['a header of something else', headed('[['), /header is not JSON/],
    [
      'bytes of another type',
      headed('{"phi_x.w":{"dtype":"F16"}}'),
      /phi_x.w is F16, expected F32/,
    ],
  ])('refuse %s', (_name, wrong, message) => {
    expect(() => fromSafetensors(layout, wrong)).toThrow(message);
  });

  it('refuse another model, naming what it has or lacks', () => {
    const read = (shape: Partial<ModelShape>) => () =>
      fromSafetensors(layoutOf({ ...BASE_SHAPE, ...shape }), bytes);
    expect(read({ hidden: 7 })).toThrow(/shape \[3,12\], expected \[3,21\]/);
    expect(read({ smoothing: true })).toThrow(/they have no backward/);
    expect(read({ injectedNoise: [3, 0] })).toThrow(/it has no mixing\.2\.noise/);
  });

  /** A file of nothing but this header. */
  function headed(header: string): Uint8Array {
    const text = new TextEncoder().encode(header);
    const file = new Uint8Array(8 + text.length);
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
    file.set(text, 8);
    return file;
  }
});

it('the standard error of a mean is that of its definition', () => {
  expectClose(Object.values(estimate(Float64Array.of(1, 2, 3, 6))), [3, Math.sqrt(14 / 3 / 4)], {
    atol: 1e-12,
    rtol: 0,
  });
  expect(estimate(Float64Array.of(1)).stderr).toBeNaN();
});
