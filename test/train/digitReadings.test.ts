import { describe, expect, it } from 'vitest';
import { digitModels } from '../../src/train/digitAnswers.ts';
import { type DigitReadingWish, digitReading } from '../../src/train/digitReadings.ts';
import { smallDigitWeights } from './digitWeights.ts';

const CHANNELS = 3;
const systems = ['sis-rnn', 'vrnn', 'rnn'] as const;
const models = digitModels({
  step: 4,
  models: systems.map((system) => smallDigitWeights(system, CHANNELS)),
});
const picture = Uint8Array.from([1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0]);
const pictures = Object.fromEntries(systems.map((id) => [id, picture]));
const wish: DigitReadingWish = { pictures, dimension: 1, seed: 3 };

function read(change: Partial<DigitReadingWish> = {}, of = models) {
  const steps = digitReading(of, { ...wish, ...change });
  for (;;) {
    const { value, done } = steps.next();
    if (done === true) return value;
  }
}

describe('a picture read along its scan', () => {
  it('has one KL a step for models with a latent; an RNN has none', () => {
    const { models: found, step, pasts } = read();
    expect([step, pasts]).toEqual([4, 4]);
    expect(found.map(({ id, kl }) => [id, kl.length])).toEqual([
      ['sis-rnn', 4],
      ['vrnn', 4],
    ]);
    for (const value of found[1]!.kl) expect(value).toBeGreaterThan(0);
  });

  it('has densities of mass 1 at every step', () => {
    const { models: found, axis } = read();
    const width = (axis.high - axis.low) / (axis.count - 1);
    for (const { density } of found)
      for (let t = 0; t < 4; t++) {
        const row = density.subarray(t * axis.count, (t + 1) * axis.count);
        const mass = row.reduce((sum, value) => sum + value, 0) * width;
        expect(Math.abs(mass - 1)).toBeLessThan(0.02);
      }
  });

  it('SIS-RNN without noise has about the KL of its one Gaussian', () => {
    const bare = smallDigitWeights('sis-rnn', CHANNELS);
    const silent = digitModels({
      step: 0,
      models: [{ ...bare, settings: { ...bare.settings, noiseAmplitude: 0 } }],
    });
    // The same model as one Gaussian: no injected noise is read, and the KL is exact.
    const single = digitModels({
      step: 0,
      models: [smallDigitWeights('sis-rnn', CHANNELS, { injectedNoise: [0, 0] })],
    });
    expect(single.models[0]!.shape.injectedNoise).toEqual([0, 0]);
    const mean = (of: typeof silent) => {
      let sum = 0;
      for (let seed = 0; seed < 150; seed++) sum += read({ seed }, of).models[0]!.kl[0]!;
      return sum / 150;
    };
    expect(mean(silent)).toBeCloseTo(mean(single), 1);
  });

  it('reads the picture each model is given', () => {
    const other = { ...pictures, vrnn: picture.map((pixel) => 1 - pixel) };
    const [same, changed] = [read().models, read({ pictures: other }).models];
    expect(changed[0]).toEqual(same[0]);
    expect(changed[1]).not.toEqual(same[1]);
  });
});
