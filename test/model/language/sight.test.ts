import { describe, expect, it } from 'vitest';
import { sightAtBirth } from '../../../src/model/language/sight.ts';
import { initialise, layoutOf, tensorView } from '../../../src/model/layout.ts';
import { fillCoins, fillUniform, stream } from '../../../src/rng.ts';
import { expectClose } from '../../closeness.ts';
import { affine, gru, type OracleInputs, psi, relu } from '../oracle.ts';
import { sentenceShape, smallSentences } from './smallSentences.ts';

const SIZE = 40;
const STEPS = 6;
const shape = sentenceShape(
  { vocabulary: 30, width: 8 },
  { hidden: 12, mixingWidths: [24, 20], injectedNoise: [6, 4], latent: 3 },
);
const gaussian = { ...shape, injectedNoise: [0, 0] };

/** Sentences of 3 to 6 words, all with the same end. */
const mask = Float32Array.from({ length: STEPS * SIZE }, (_, i) =>
  Math.floor(i / SIZE) < 3 + ((i % SIZE) % 4) ? 1 : 0,
);
const levels = fillUniform(new Float32Array(STEPS * SIZE), stream(5, 'words'), 1);
const x = levels.map((level, i) => (mask[i + SIZE] === 1 ? 2 + Math.floor(28 * level) : 0));
const sentences = { steps: STEPS, size: SIZE, x, mask };

function born(of: typeof shape, gain: number): OracleInputs {
  const layout = layoutOf(of);
  const flat = initialise(layout, 4);
  sightAtBirth(of, layout, flat, sentences, { gain, noiseKind: 'bernoulli', seed: 4 });
  return { ...smallSentences(of, 0), layout, parameters: Float64Array.from(flat), ...sentences };
}

/** The last state of the encoder of sentence `b`. */
function lastState(inputs: OracleInputs, b: number): number[] {
  const width = inputs.shape.sentence!.width;
  const table = inputs.layout.tensors.find(({ name }) => name === 'embedding')!.offset;
  let h: number[] = new Array(inputs.shape.hidden).fill(0);
  for (let t = 0; t < STEPS && mask[t * SIZE + b] === 1; t++) {
    const from = table + x[t * SIZE + b]! * width;
    const word = Array.from(inputs.parameters.subarray(from, from + width));
    h = gru(inputs, 'encoder', [['x', word]], h);
  }
  return h;
}

/** Mean and standard deviation of each column. */
function moments(rows: readonly number[][]): { mean: number[]; sd: number[] } {
  const mean = rows[0]!.map((_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length);
  const sd = mean.map((m, d) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[d]! - m) ** 2, 0) / rows.length),
  );
  return { mean, sd };
}

const states = (inputs: OracleInputs) =>
  Array.from({ length: SIZE }, (_, b) => lastState(inputs, b));

/** mu of every sentence, with the noise given. */
function mus(inputs: OracleInputs, noise: (b: number) => number[]): number[][] {
  return states(inputs).map((h, b) => psi(inputs, [['x', h]], noise(b)).mu);
}

describe('sight at birth', () => {
  it.each([
    ['SIS-RNN', shape],
    ['a Gaussian', gaussian],
  ])('gives mu of %s the mean and standard deviation of the prior over sentences', (_, of) => {
    const width = of.injectedNoise.reduce((sum, n) => sum + n, 0);
    const coins = fillCoins(
      new Float32Array(SIZE * width),
      stream(4, 'init/sight'),
      Math.max(1, width),
    );
    const noise = (b: number) => Array.from(coins.subarray(b * width, (b + 1) * width));
    const { mean, sd } = moments(mus(born(of, 2), noise));
    expectClose(mean, [0, 0, 0], { atol: 1e-5, rtol: 0 });
    expectClose(sd, [1, 1, 1], { atol: 1e-5, rtol: 0 });
  });

  it.each(['mixing', 'sigma'])(
    'tells the network %s as much of each state, whatever its size',
    (name) => {
      // What a layer is told is linear in the states: that of the default birth, once they are made alike.
      const [plain, sighted] = [born(gaussian, 0), born(gaussian, 3)];
      const own = states(sighted);
      const { mean, sd } = moments(own);
      own.forEach((h, b) => {
        const alike = h.map((value, i) => (3 * (value - mean[i]!)) / sd[i]!);
        const expected = affine(plain, [[`${name}.1.x`, alike]], `${name}.1.b`);
        const found = affine(sighted, [[`${name}.1.x`, own[b]!]], `${name}.1.b`);
        expectClose(found, expected, { atol: 1e-4, rtol: 1e-4 });
        expect(relu(found)).not.toEqual(found);
      });
    },
  );

  it('is next to none at the default birth', () => {
    const silent = () => [];
    const spread = moments(mus(born(gaussian, 0), silent)).sd;
    expect(Math.max(...spread)).toBeLessThan(0.05);
  });

  it('of gain 0 changes nothing, nor of a model without latent', () => {
    const layout = layoutOf(shape);
    expect(Float32Array.from(born(shape, 0).parameters)).toEqual(initialise(layout, 4));
    const mute = { ...shape, latent: 0 };
    const flat = initialise(layoutOf(mute), 4);
    sightAtBirth(mute, layoutOf(mute), flat, sentences, {
      gain: 2,
      noiseKind: 'gaussian',
      seed: 4,
    });
    expect(flat).toEqual(initialise(layoutOf(mute), 4));
  });

  it.each([
    ['SIS-RNN', shape],
    ['a Gaussian', gaussian],
  ])('where all sentences are the same makes no difference of rounding: %s', (_, of) => {
    const layout = layoutOf(of);
    const flat = initialise(layout, 4);
    const before = Float32Array.from(flat);
    const same = Float32Array.from({ length: STEPS * SIZE }, (_, i) => 2 + Math.floor(i / SIZE));
    const all = { steps: STEPS, size: SIZE, x: same, mask: null };
    sightAtBirth(of, layout, flat, all, { gain: 2, noiseKind: 'bernoulli', seed: 4 });
    for (const name of ['mixing.1.x', 'sigma.1.x', ...(of === gaussian ? ['mixing.mu.w'] : [])])
      expect(tensorView(layout, flat, name)).toEqual(tensorView(layout, before, name));
  });
});
