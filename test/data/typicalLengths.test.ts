import { expect, test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { typicalLengths } from '../../src/data/typicalLengths.ts';

test('the training sequences nearest to the mean length stand for all', () => {
  const { settings } = presetNamed('handwriting')!.experiment;
  const dataset = datasetFrom({ ...settings, testSize: 300 }, null);
  // A part with an end, so that its mean is known.
  const part = { ...dataset, train: dataset.test };
  const lengths = Array.from({ length: 300 }, (_, i) => dataset.test.stepsOf!(i));
  const mean = lengths.reduce((sum, steps) => sum + steps, 0) / 300;
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeGreaterThan(10);
  const { train } = typicalLengths(part, 20);
  expect(train.count).toBe(20);
  for (let i = 0; i < 20; i++) expect(Math.abs(train.stepsOf!(i) - mean)).toBeLessThan(5);
  const { mask } = train.batch([3, 7], 0);
  const steps = mask!.reduce((sum, present) => sum + present, 0);
  expect(steps).toBe(train.stepsOf!(3) + train.stepsOf!(7));
  // Without an end, and without lengths.
  expect(typicalLengths(dataset, 5).train.count).toBe(5);
  const mirror = datasetFrom(presetNamed('mirror')!.experiment.settings, null);
  expect(typicalLengths(mirror, 5)).toBe(mirror);
});
