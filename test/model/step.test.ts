import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { range, toTensors } from '../../src/train/evaluate.ts';
import { noiseStreams, passNoise } from '../../src/train/noise.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { expectClose } from '../closeness.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

// Growth's prior depends on the time, so that a wrong one shows.
describe.each(['known', 'learned'] as const)('step by step, %s generator', (generator) => {
  it.each(['deterministic', 'random'] as const)('is the rollout, %s sigma', async (sigma) => {
    const { experiment } = presetNamed('growth')!;
    const settings: Settings = {
      ...experiment.settings,
      generator,
      sigma,
      sequenceLength: 5,
      hidden: 6,
      features: 5,
      mixingWidths: [7, 6],
      injectedNoise: [5, 3],
      latent: generator === 'known' ? 1 : 3,
    };
    const data = fromGenerator('growth', settings);
    const trainer = new Trainer({ ...experiment, settings }, data, referenceOps);
    const [learner] = trainer.learners;
    const [STEPS, SIZE] = [5, 4];
    const [whole, pieces] = learner!.withModel((model) => {
      const { x } = toTensors(data.test.batch(range(0, SIZE), 0));
      const streams = noiseStreams(1, 'step');
      const noise = passNoise(learner!.shape, settings, streams, STEPS, SIZE, {})!;
      const encoded = model.encode(x, null);
      const rolled = model.rollout(encoded, noise);
      const at = <T extends tf.Tensor | null>(t: number, tensor: T) =>
        tensor && (tf.slice(tensor, t, 1) as unknown as T);
      let h = tf.zeros([SIZE, settings.hidden]) as tf.Tensor2D;
      let z: tf.Tensor2D | null = null;
      const found: tf.Tensor[] = [];
      for (let t = 0; t < STEPS; t++) {
        const { drawn, next } = model.step(
          {
            gateX: at(t, encoded.gateX),
            mixing1: at(t, encoded.mixing1),
            sigma1: at(t, encoded.sigma1),
          },
          { epsilon: at(t, noise.epsilon), injected: at(t, noise.injected) },
          h,
        );
        const before = z === null ? undefined : { steps: t, z };
        const prior = tf.expandDims(model.priorLogDensity(drawn, before), 2);
        found.push(
          tf.concat([drawn.past, drawn.z, drawn.mu, drawn.logSigma, prior as tf.Tensor3D], 2),
        );
        h = next;
        z = tf.squeeze(drawn.z, [0]) as tf.Tensor2D;
      }
      const prior = tf.expandDims(model.priorLogDensity(rolled), 2) as tf.Tensor3D;
      const { past, mu, logSigma } = rolled;
      return [tf.concat([past, rolled.z, mu, logSigma, prior], 2), tf.concat(found)];
    });
    expect(pieces!.shape).toEqual(whole!.shape);
    expectClose(await pieces!.data(), await whole!.data(), { atol: 1e-5, rtol: 1e-5 });
  });
});
