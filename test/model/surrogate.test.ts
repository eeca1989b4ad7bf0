import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { experimentOf, parseCommand } from '../../src/cli/flags.ts';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { exactLogDensity } from '../../src/posterior/exact.ts';
import { estimate, evaluate, range } from '../../src/train/evaluate.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { expectClose } from '../closeness.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

describe('on the linear-Gaussian generator, where the Kalman filter gives log p(x)', () => {
  it('the bound grows with K and never passes exact log p(x)', async () => {
    // A spread-out psi and a small sigma make the bound loose at K = 0, so that K matters.
    const flags = '--preset linear --sequence-length 5 --sigma-cap 0.2 --test-size 400 --steps 60';
    const experiment = experimentOf(parseCommand(flags.split(' '), { preset: ['NAME', ''] }), null);
    const dataset = fromGenerator('linear', experiment.settings);
    const trainer = new Trainer(experiment, dataset, referenceOps);
    for (let step = 0; step < 60; step++) await trainer.advance();
    const { x, steps, size } = dataset.test.batch(range(0, dataset.test.count), 0);
    const { definition, parameters } = dataset.known!;
    const exact = exactLogDensity(definition, parameters, x, steps, size);
    const sis = trainer.learners[0]!;
    let previous: Float64Array | null = null;
    for (const mixingSamples of [0, 1, 4, 16, 64]) {
      // The same z at every K: the noise of `purpose` does not depend on it.
      const evaluation = await evaluate(sis, dataset.test, { purpose: 'test', mixingSamples });
      const bound = evaluation!.bound;
      const below = estimate(exact.map((logp, i) => logp - bound[i]!));
      expect(below.mean).toBeGreaterThan(0);
      if (previous !== null) {
        const before: Float64Array = previous;
        const gain = estimate(bound.map((value, i) => value - before[i]!));
        expect(gain.mean).toBeGreaterThan(2 * gain.stderr);
      }
      previous = bound;
    }
    trainer.dispose();
  });
});

describe('importance weights p/h_K', () => {
  /** Draws of psi of a tiny implicit posterior: each noise vector of two coins is as likely as another. */
  const PSI = [
    { mu: -1.1, logSigma: -0.9 },
    { mu: 0.2, logSigma: -0.4 },
    { mu: 0.9, logSigma: -1.2 },
    { mu: 1.6, logSigma: -0.7 },
  ] as const;

  /** log h_K at every z, by the operation itself: psi comes out of one relu layer with random sigma. */
  function logMixture(z: number[], psi0: number, extras: readonly number[]): Float32Array {
    return tf.tidy(() => {
      const rows = z.length;
      // Layer 1 holds a one-hot of the draw; the heads turn it into psi.
      const oneHot = (index: number) => PSI.map((_, i) => (i === index ? 1 : 0));
      const value = referenceOps.mixtureLogDensity({
        latentSd: 1,
        logSigmaMax: 20, // far above: the bound on log sigma is then the identity
        z: tf.tensor2d(z, [rows, 1]),
        mu0: tf.fill([rows, 1], PSI[psi0]!.mu),
        logSigma0: tf.fill([rows, 1], PSI[psi0]!.logSigma),
        context: tf.zeros([rows, PSI.length]),
        noise1: tf.tensor3d(extras.flatMap(oneHot), [1, extras.length, PSI.length]),
        noiseAbove: [],
        mixing: {
          layers: [],
          muW: tf.tensor2d(PSI.map((psi) => [psi.mu])),
          muB: tf.zeros([1]),
          logSigmaW: tf.tensor2d(PSI.map((psi) => [psi.logSigma])),
          logSigmaB: tf.zeros([1]),
        },
        logSigma: null,
        gradient: 'path',
      });
      return Float32Array.from(value.dataSync());
    });
  }

  const normal = (z: number, mu: number, sd: number) =>
    Math.exp(-0.5 * ((z - mu) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
  const X = 0.7;
  const joint = (z: number) => normal(z, 0, 1) * normal(X, z, 0.5);
  const evidence = normal(X, 0, Math.sqrt(1 + 0.25));

  function* tuples(length: number): Generator<number[]> {
    if (length === 0) yield [];
    else for (const rest of tuples(length - 1)) for (const i of PSI.keys()) yield [i, ...rest];
  }

  it.each([1, 2, 3])('inclusive of psi_0, have mean p(x): by enumeration at K = %i', (K) => {
    const spacing = 0.02;
    const z = Array.from({ length: 801 }, (_, i) => -8 + i * spacing);
    let mean = 0;
    for (const [psi0, ...extras] of tuples(K + 1)) {
      const logH = logMixture(z, psi0!, extras);
      const { mu, logSigma } = PSI[psi0!]!;
      for (let i = 0; i < z.length; i++)
        mean +=
          (spacing * normal(z[i]!, mu, Math.exp(logSigma)) * joint(z[i]!)) / Math.exp(logH[i]!);
    }
    expectClose([mean / PSI.length ** (K + 1)], [evidence], { atol: 0, rtol: 2e-6 });
  });
});
