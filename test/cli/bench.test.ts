import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { benchCases } from '../../src/cli/bench/cases.ts';
import { flopsOfStep } from '../../src/cli/bench/flops.ts';
import { naiveBound, naiveWeights } from '../../src/cli/bench/naive.ts';
import { parseBenchOptions } from '../../src/cli/bench/options.ts';
import { exponentOf, formatScaling } from '../../src/cli/bench/scaling.ts';
import { type BenchRow, formatTable, median, withRatios } from '../../src/cli/bench/table.ts';
import { inTurns } from '../../src/cli/bench/turns.ts';
import { UsageError } from '../../src/cli/flags.ts';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import type { ModelShape } from '../../src/model/shape.ts';
import { expectClose } from '../closeness.ts';
import {
  BASE_SHAPE,
  modelBound,
  modelGradient,
  smallInputs,
  tensorsOf,
} from '../model/smallModel.ts';

describe('the naive step is the same model as src/model with a full gradient', () => {
  beforeAll(async () => {
    await openNodeBackend('cpu');
  });

  const binary: ModelShape = {
    ...BASE_SHAPE,
    observation: 'binary',
    mixingWidths: [5, 4, 6],
    injectedNoise: [3, 0, 2],
    decoderWidths: [4, 3],
  };
  const parameters = {
    observationNoise: 0.3,
    autoregression: 0.5,
    processNoise: 1,
    foldFrequency: 3,
  };
  const mirror: ModelShape = {
    ...BASE_SHAPE,
    channels: 1,
    inputMean: [0.8],
    inputSd: [0.6],
    latent: 1,
    latentSd: 1.15,
    known: { definition: GENERATOR_DEFINITIONS.mirror, parameters },
  };
  it.each([
    ['with a learned Bernoulli decoder', binary, 3],
    ['with a known generator', mirror, 2],
    ['without injected noise and extra draws', { ...binary, injectedNoise: [0, 0, 0] }, 0],
  ] as const)('%s', (_, shape, drawCount) => {
    const [steps, size] = [3, 2];
    // A group for each row: noise of its own for every draw, as in the naive step.
    const inputs = smallInputs(shape, { steps, size, drawCount, groups: steps * size });
    const beta = 0.7;
    const width = shape.injectedNoise.reduce((total, noise) => total + noise, 0);
    const noiseAt = (time: number) => {
      const injected: number[] = [];
      for (let b = 0; b < size; b++) {
        const row = time * size + b;
        injected.push(...(inputs.injected?.subarray(row * width, (row + 1) * width) ?? []));
        const [first, last] = [row * drawCount * width, (row + 1) * drawCount * width];
        injected.push(...(inputs.draws?.subarray(first, last) ?? []));
      }
      const { latent } = shape;
      const epsilon = inputs.epsilon.slice(time * size * latent, (time + 1) * size * latent);
      return {
        epsilon: tf.tensor2d(epsilon, [size, latent]),
        injected: width === 0 ? null : tf.tensor2d(injected, [size * (drawCount + 1), width]),
      };
    };
    tf.tidy(() => {
      const weights = naiveWeights(inputs.layout, Float32Array.from(inputs.parameters));
      const x = tf.tensor3d(inputs.x, [steps, size, shape.channels]);
      const { sigmaCap } = inputs;
      const bound = () => naiveBound(shape, weights, { sigmaCap, x, draws: drawCount, noiseAt });
      const expected = modelBound(inputs, tensorsOf(inputs), 'full');
      const close = { atol: 1e-5, rtol: 1e-5 };
      expectClose(bound().reconstruction.dataSync(), expected.reconstruction.dataSync(), close);
      expectClose(bound().kl.dataSync(), expected.kl.dataSync(), close);

      const { grads } = tf.engine().gradients(
        () => {
          const { reconstruction, kl } = bound();
          return tf.mean(tf.sub(reconstruction, tf.mul(kl, beta)));
        },
        [...weights.values()],
        undefined,
        true,
      );
      const gradient = modelGradient(inputs, beta, 'full');
      const joined = [...naiveWeights(inputs.layout, gradient).values()];
      (grads as (tf.Tensor | null)[]).forEach((grad, i) => {
        const wanted = joined[i]!.dataSync();
        expectClose(grad?.dataSync() ?? new Float32Array(wanted.length), wanted, {
          atol: 1e-5,
          rtol: 1e-4,
        });
      });
    });
  });
});

describe('the table', () => {
  const row = (path: string, msMedian: number, name = 'paper-28') => ({
    case: name,
    path,
    T: 28,
    B: 64,
    K: 10,
    dispatches: null,
    msMedian,
    peakBytes: 3_400_000,
  });

  it('takes the median of an odd and of an even number of turns', () => {
    expect(median([9, 1, 4])).toBe(4);
    expect(median([9, 1, 4, 10])).toBe(6.5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('compares each path with the first', () => {
    const rows = withRatios([row('naive', 600), row('simd', 50), row('slow', 1200)]);
    expect(rows.map(({ ratioToReference }) => ratioToReference)).toEqual([1, 12, 0.5]);
    expect(new Set(rows.map(({ reference }) => reference))).toEqual(new Set(['naive']));
  });

  it('aligns its columns and keeps cases apart', () => {
    const rows: BenchRow[] = [
      ...withRatios([row('wasm naive', 1234.5), { ...row('webgpu', 99.95), dispatches: 120 }]),
      ...withRatios([{ ...row('wasm naive', 10, 'mirror'), peakBytes: null }]),
    ];
    expect(formatTable(rows).split('\n')).toEqual([
      'case      path         T   B   K  dispatches     ms  peak MB  times as fast',
      'paper-28  wasm naive  28  64  10           -   1235        3           1.00',
      'paper-28  webgpu      28  64  10         120  100.0        3          12.35',
      '',
      'mirror    wasm naive  28  64  10           -   10.0        -           1.00',
    ]);
  });
});

describe('on a real GPU', () => {
  it('the table also says what share of the ceiling was reached', () => {
    const row = { case: 'paper-28', path: 'webgpu', T: 28, B: 64, K: 10, dispatches: 100 };
    const rates = { teraflops: 1.25, shareOfCeiling: 0.3125 };
    const [made] = withRatios([{ ...row, msMedian: 2, peakBytes: null, ...rates }]);
    const [heading, line] = formatTable([made!]).split('\n');
    expect(heading!.trimEnd().endsWith('TFLOP/s  of ceiling')).toBe(true);
    expect(line!.trimEnd().endsWith('1.250      31.3 %')).toBe(true);
  });

  it('operations are counted by matrix, row and draw', () => {
    // One matrix of the mixing network's second layer, 5 x 4, and its head, 4 x 2, for each draw.
    const perDraw = 2 * (5 * 4 + 4 * 2);
    const shape = { ...BASE_SHAPE, mixingWidths: [5, 4], injectedNoise: [3, 2] };
    const [none, one, three] = [0, 1, 3].map((draws) => flopsOfStep(shape, 7, draws));
    expect(three! - one!).toBe(2 * 7 * perDraw);
    // The first draw also asks for the past's part of layer 1, 4 x 5.
    expect(one! - none!).toBe(7 * (perDraw + 2 * 4 * 5));
    expect(flopsOfStep(shape, 14, 2)).toBe(2 * flopsOfStep(shape, 7, 2));
  });
});

describe('turns', () => {
  it('alternate between the contenders', async () => {
    const order: string[] = [];
    const contender = (path: string, ms: number) => ({
      path,
      dispatches: null,
      peakBytes: null,
      turn: async () => {
        order.push(path);
        return ms;
      },
      dispose: () => {},
    });
    const times = await inTurns([contender('a', 1), contender('b', 2)], 3, 0);
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(times).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
  });
});

describe('the flags of the benchmark', () => {
  it('have defaults', () => {
    const { json, long, webgpu, repeats, cases, paths } = parseBenchOptions([]);
    expect({ json, long, webgpu, repeats, cases }).toEqual({
      json: false,
      long: false,
      webgpu: false,
      repeats: null,
      cases: null,
    });
    expect(paths).toEqual(['naive', 'reference', 'fused', 'pytorch']);
  });

  it('are read in either form', () => {
    const options = parseBenchOptions(['--json', '--repeats=3', '--paths', 'naive, fused']);
    expect(options).toMatchObject({ json: true, repeats: 3, paths: ['naive', 'fused'] });
    expect(parseBenchOptions(['--python', '/opt/python']).pythons).toEqual(['/opt/python']);
  });

  it.each([
    [['--repeats', '0'], '--repeats 0'],
    [['--repeats', 'many'], '--repeats many'],
    [['--paths', 'naive,fast'], '--paths fast: there are naive, reference, fused, pytorch'],
    [['--fast'], '--fast'],
    [['paper-28'], 'paper-28'],
  ])('are refused by name: %j', (args, message) => {
    expect(() => parseBenchOptions(args)).toThrow(UsageError);
    expect(() => parseBenchOptions(args)).toThrow(message);
  });
});

describe('the cases', () => {
  it('are the paper size and the default preset, and longer sequences when asked', () => {
    const brief = (long: boolean) =>
      benchCases(long).map(({ name, batch, draws }) => [name, batch.steps, batch.size, draws]);
    const usual = [
      ['paper-28', 28, 64, 10],
      ['mirror', 20, 64, 10],
    ];
    expect(brief(false)).toEqual(usual);
    expect(brief(true)).toEqual([
      ...usual,
      ['paper-196', 196, 16, 10],
      ['paper-784', 784, 4, 10],
      ['paper-full', 784, 8, 100],
    ]);
  });
});

describe('the scaling of a step', () => {
  const powers = (exponent: number) => [1, 2, 8].map((n) => ({ n, ms: 3 * n ** exponent }));

  it('has the exponent of a power law, whatever stands at zero', () => {
    expect(exponentOf(powers(1.7))).toBeCloseTo(1.7, 12);
    expect(exponentOf([{ n: 0, ms: 1 }, ...powers(0.5)])).toBeCloseTo(0.5, 12);
    // Slopes 1 and 0 about the middle of three points: one half.
    const bent = [1, Math.E, Math.E ** 2].map((n, i) => ({ n, ms: Math.exp([0, 1, 1][i]!) }));
    expect(exponentOf(bent)).toBeCloseTo(0.5, 12);
  });

  it('is a table with a row a size', () => {
    const scaling = { axis: 'T', points: powers(1), exponent: 1, lastExponent: 1 };
    expect(formatScaling([scaling]).split('\n').at(-1)).toBe(
      '| T | 1: 3.0, 2: 6.0, 8: 24.0 | 1.00 | 1.00 |',
    );
  });
});
