import { expect, test } from 'vitest';
import { newModel } from '../../src/config/experiment.ts';
import type { StepStatistics } from '../../src/posterior/stepStatistics.ts';
import { DEFAULT_WATCH, type ModelPosterior, type WatchReport } from '../../src/protocol.ts';
import {
  curvesSummary,
  densitiesSummary,
  jointSummary,
  observedSummary,
  stripsSummary,
} from '../../src/ui/chartSummary.ts';

const statistics = (modes: number[], correlation: number[]) =>
  ({
    modes: Float32Array.from(modes),
    correlation: Float32Array.from(correlation),
  }) as unknown as StepStatistics; // the rest is not looked at here
const ofModel = (id: string, found: StepStatistics) =>
  ({ id, statistics: found }) as unknown as ModelPosterior; // likewise
const sisRnn = newModel('sis-rnn', []);
const vrnn = newModel('vrnn', []);
const posterior = {
  watch: { ...DEFAULT_WATCH, dimension: 0, otherDimension: 1 },
  steps: 4,
  length: 3,
  samples: 64,
  latentDimensions: 2,
  models: [
    ofModel('sis-rnn', statistics([1, 2, 3, 2], [0, 0.5, 0, 0])),
    ofModel('vrnn', statistics([1, 1, 1, 2], [0, -0.25, 0, 0])),
  ],
} as unknown as WatchReport; // likewise

test('curves: where they end and came from; points that are missing are no ends', () => {
  const curve = { name: 'VRNN', xs: [1, 500, 1000, 1200], ys: [Number.NaN, -3, -2.5, Number.NaN] };
  const exact = { name: 'exact', xs: [0, 1200], ys: [-2, -2] };
  expect(curvesSummary('Curve of the bound', [curve, exact])).toBe(
    'Curve of the bound: VRNN −2.50 at step 1,000, from −3.00 at step 500; exact −2.00.',
  );
  expect(curvesSummary('Curve of KL', [])).toBe('Curve of KL: nothing yet.');
});

test('densities: how many modes and where, of those that are read', () => {
  const xs = [-2, -1, 0, 1, 2];
  expect(
    densitiesSummary('Densities', [
      { name: 'SIS-RNN', xs, ys: [0, 1, 0, 1, 0] },
      { name: 'VRNN', xs, ys: [0, 0.5, 1, 0.5, 0] },
      { name: 'kept', xs, ys: [0, 0.5, 1, 0.5, 0], silent: true },
    ]),
  ).toBe('Densities: SIS-RNN has 2 modes, at z = −1.00 and 1.00; VRNN has one mode, at z = 0.00.');
});

test('strips: at how many steps of the data there are several modes', () => {
  expect(stripsSummary({ posterior, exact: null }, [sisRnn, vrnn])).toBe(
    'Of 3 steps SIS-RNN has several modes at 2, VRNN has several modes at 0.',
  );
});

test('joint: the correlation at the marked step, or the draws where z has one dimension', () => {
  expect(jointSummary({ posterior, exact: null, t: 1 }, [sisRnn, vrnn])).toBe(
    'The correlation of z1 and z2 at step 2 is 0.50 in SIS-RNN, −0.25 in VRNN.',
  );
  expect(
    jointSummary({ posterior: { ...posterior, latentDimensions: 1 }, exact: null, t: 1 }, [vrnn]),
  ).toBe('64 draws of z of every model at step 2, against the step before.');
});

test('what was observed: padding after the data is not looked at', () => {
  expect(observedSummary(Float32Array.of(-1, 2, 0.5, 99), 4, 3)).toBe(
    'Observed sequence: 3 steps of one value each, from −1 to 2',
  );
  expect(observedSummary(Float32Array.of(-1, 2, 0.5, 99), 2, 2)).toBe(
    'Observed sequence: 2 steps of 2 values each, from −1 to 99',
  );
});
