import { describe, expect, it } from 'vitest';
import type { SeenStep } from '../../src/model/sequel.ts';
import { penModels } from '../../src/train/penAnswers.ts';
import { klAlong, pointReading } from '../../src/train/penReadings.ts';
import { smallPenWeights } from './penWeights.ts';

const scale = { unit: 0.01, speed: 0.5, slowing: 0, aspect: 3, steps: 20 };
const units = { offset: [0.1, 0.1, 0], scale: [0.6, 0.6, 1] };
const ink = {
  strokes: [{ x: [0, 40, 80, 120, 160], y: [0, -30, 10, -30, 0] }],
  sampled: true,
};
const wish = { ink, lifted: false, seed: 4 };

const models = penModels({
  step: 3,
  scale,
  units,
  models: (['sis-rnn', 'vrnn', 'rnn'] as const).map((system) => smallPenWeights(system)),
});

function along(seed = 4) {
  const steps = klAlong(models, { ...wish, seed });
  for (;;) {
    const { value, done } = steps.next();
    if (done === true) return value;
  }
}

describe('KL along the ink', () => {
  it('is one number a step, 0 without latent, above 0 for the one Gaussian of a VRNN', () => {
    const { models: found, step } = along();
    expect(step).toBe(3);
    expect(found.map(({ kl }) => kl.length)).toEqual([4, 4, 4]);
    expect([...found[2]!.kl]).toEqual([0, 0, 0, 0]);
    for (const value of found[1]!.kl) expect(value).toBeGreaterThan(0);
  });

  it('of SIS-RNN whose psi are all one is estimated at the KL of that Gaussian', () => {
    const bare = smallPenWeights('sis-rnn');
    const silent = penModels({
      ...models,
      models: [{ ...bare, settings: { ...bare.settings, noiseAmplitude: 0 } }],
    });
    // 16 draws of z a step leave noise, so that a mean over seeds is compared.
    const estimates = Array.from({ length: 200 }, (_, seed) => {
      const steps = klAlong(silent, { ...wish, seed });
      let next = steps.next();
      while (next.done !== true) next = steps.next();
      return next.value.models[0]!.kl[0]!;
    });
    const mean = estimates.reduce((sum, value) => sum + value, 0) / estimates.length;
    const squares = estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const stderr = Math.sqrt(squares) / estimates.length;
    const first = [(0.4 - 0.1) / 0.6, (0.3 - 0.1) / 0.6, 0];
    const noise = () => ({ epsilon: [0, 0], injected: [0, 0, 0, 0, 0] });
    const seen = silent.sequels[0]!.walk(first, noise).next().value as SeenStep;
    const [q, p] = [seen.psi([0, 0, 0, 0, 0]), seen.prior()];
    const exact = q.mu.reduce((sum, mu, d) => {
      const ratio = Math.exp(q.logSigma[d]! - p.logSigma[d]!);
      const gap = (mu - p.mu[d]!) / Math.exp(p.logSigma[d]!);
      return sum + 0.5 * (ratio ** 2 + gap ** 2 - 1) - Math.log(ratio);
    }, 0);
    expect(exact).toBeGreaterThan(0);
    expect(Math.abs(mean - exact)).toBeLessThan(4 * stderr);
  });

  it('is the same for the same seed', () => {
    expect(along()).toEqual(along());
  });
});

describe('the reading at a step', () => {
  const read = pointReading(models, { ...wish, at: 2, dimension: 1 })!;

  it('has densities of z that integrate to one, and none for an RNN', () => {
    const width = (read.axis.high - read.axis.low) / (read.axis.count - 1);
    for (const { posterior, prior } of read.models.slice(0, 2))
      for (const density of [posterior!, prior!])
        expect(density.reduce((sum, value) => sum + value, 0) * width).toBeCloseTo(1, 1);
    expect(read.models[2]).toMatchObject({ posterior: null, prior: null });
  });

  it('stands at its point of the ink, and nearly all of where the pen may go next around it', () => {
    expect(read.box.left + read.box.width / 2).toBeCloseTo(120, 3);
    expect(read.box.top + read.box.height / 2).toBeCloseTo(-30, 3);
    const cell = (read.box.width / read.cells) ** 2;
    for (const { next } of read.models) {
      expect(next).toHaveLength(read.cells ** 2);
      const inside = next.reduce((sum, density) => sum + density, 0) * cell;
      // 2.5 standard deviations of each Gaussian lie in the box, on each axis.
      expect(inside).toBeGreaterThan(0.97);
      expect(inside).toBeLessThan(1.005);
    }
  });

  it('is null beyond the ink', () => {
    expect(pointReading(models, { ...wish, at: 4, dimension: 0 })).toBeNull();
    expect(pointReading(models, { ...wish, at: -1, dimension: 0 })).toBeNull();
  });
});
