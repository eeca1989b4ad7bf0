import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { SequenceModel } from '../../src/model/model.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { type LatentNoise, Sequel } from '../../src/model/sequel.ts';
import { type ModelShape, sum } from '../../src/model/shape.ts';
import { expectClose } from '../closeness.ts';
import { penRowLogDensity } from './penOracle.ts';
import { BASE_SHAPE, smallInputs, tensorsOf } from './smallModel.ts';

const PEN: ModelShape = {
  ...BASE_SHAPE,
  channels: 3,
  inputMean: [0, 0.1, 0],
  inputSd: [1, 1.2, 1],
  observation: 'pen',
  pen: { components: 3, correlated: true },
};

beforeAll(async () => {
  await openNodeBackend('wasm');
});

describe.each<readonly [string, ModelShape]>([
  ['SIS-RNN', PEN],
  [
    'SIS-RNN with random sigma that sees the whole prefix',
    { ...PEN, randomSigma: true, smoothing: true },
  ],
  ['VRNN', { ...PEN, injectedNoise: [0, 0] }],
  ['RNN without correlation', { ...PEN, latent: 0, pen: { components: 2, correlated: false } }],
])('the sequel of an %s', (_name, shape) => {
  // The last sequence ends one step early, so that its past at the last step is what follows its prefix.
  const [steps, size] = [5, 3];
  const inputs = smallInputs(shape, { steps, size, masked: true });
  const b = size - 1;
  const of = (values: Float32Array, width: number, t: number) => {
    const row = t * size + b;
    return values.subarray(row * width, (row + 1) * width);
  };
  const noiseAt = (t: number): LatentNoise => ({
    epsilon: of(inputs.epsilon, shape.latent, t),
    injected: inputs.injected ? of(inputs.injected, sum(shape.injectedNoise), t) : [],
  });
  const prefix = Array.from({ length: steps - 1 }, (_, t) => [...of(inputs.x, 3, t)]).flat();
  const flat = Float32Array.from(inputs.parameters);
  const sequel = new Sequel(shape, inputs.layout, flat, inputs.sigmaCap);

  /** The past of the last step, the prior there, and log p of the last step's x given the prior's z. */
  function byTensors(epsilon: ArrayLike<number>) {
    return tf.tidy(() => {
      const model = new SequenceModel(shape, tensorsOf(inputs), referenceOps, inputs.sigmaCap);
      const x = tf.tensor3d(inputs.x, [steps, size, 3]);
      const mask = tf.tensor2d(inputs.mask!, [steps, size]);
      const encoded = model.encode(x, mask);
      const noise = sum(shape.injectedNoise);
      const rolled =
        shape.latent === 0
          ? null
          : model.rollout(encoded, {
              epsilon: tf.tensor3d(inputs.epsilon, [steps, size, shape.latent]),
              injected: inputs.injected && tf.tensor3d(inputs.injected, [steps, size, noise]),
            });
      const past = rolled?.past ?? model.deterministicPasts(encoded);
      let z: tf.Tensor3D | null = null;
      if (rolled) {
        const { mu, logSigma } = model.prior(rolled);
        const drawn = tf.tensor3d(Array.from(epsilon), [1, 1, shape.latent]);
        z = tf.add<tf.Tensor3D>(mu, tf.mul(tf.exp(logSigma), drawn));
      }
      const likelihood = model.logLikelihood(x, past, z);
      const at = (tensor: tf.Tensor3D) =>
        Array.from(tf.slice(tensor, [steps - 1, b, 0], [1, 1, -1]).dataSync());
      return {
        h: at(past),
        z: z ? at(z) : [],
        likelihood: tf.slice(likelihood, [steps - 1, b], [1, 1]).dataSync()[0]!,
      };
    });
  }

  it('is the model of tensors: the past, the prior and the decoder', () => {
    const epsilon = [0.7, -1.1];
    const expected = byTensors(epsilon);
    const h = sequel.after(prefix, noiseAt);
    expectClose(h, expected.h, { atol: 1e-5, rtol: 1e-5 });
    const pen = { component: 0.4, pen: 0.6, first: 0.3, second: -0.2 };
    const next = sequel.step(h, { epsilon, injected: [] }, pen, { pen: 1, z: 1 });
    expectClose(next.z, expected.z, { atol: 1e-5, rtol: 1e-5 });
    const x = [...of(inputs.x, 3, steps - 1)];
    const density = penRowLogDensity(x, Array.from(next.raw), shape.pen!);
    expectClose([density], [expected.likelihood], { atol: 1e-5, rtol: 1e-5 });
  });

  it('goes on as it would had its own steps been written', () => {
    const h = sequel.after(prefix, noiseAt);
    const pen = { component: 0.4, pen: 0.6, first: 0.3, second: -0.2 };
    const next = sequel.step(h, { epsilon: [0.2, 0.1], injected: [] }, pen, { pen: 1, z: 1 });
    if (shape.latent > 0) {
      // Without a latent the prefix alone decides; with one h depends on the z that was drawn.
      expect(Array.from(next.h)).not.toEqual(Array.from(h));
      return;
    }
    const written = sequel.after([...prefix, ...next.x], noiseAt);
    expectClose(next.h, written, { atol: 1e-12, rtol: 1e-12 });
  });

  it('at temperature 0 takes the mean of z, whatever its noise', () => {
    const h = sequel.after([], noiseAt);
    expect(Array.from(h)).toEqual(new Array(shape.hidden).fill(0));
    const pen = { component: 0.9, pen: 0.1, first: 2, second: 2 };
    const [one, other] = [1, -3].map((value) =>
      sequel.step(h, { epsilon: [value, value], injected: [] }, pen, { pen: 0, z: 0 }),
    );
    expect(one).toEqual(other);
  });
});

it('a model of other data has none', () => {
  const shape: ModelShape = { ...BASE_SHAPE, observation: 'real' };
  const inputs = smallInputs(shape);
  const flat = Float32Array.from(inputs.parameters);
  expect(() => new Sequel(shape, inputs.layout, flat, 1)).toThrow(
    'only a model of pen steps or of binary ones',
  );
});

it.each([2, 0])(
  'of binary steps, with %i latent dimensions, its logits are those of the tensors',
  (latent) => {
    const shape: ModelShape = { ...BASE_SHAPE, observation: 'binary', latent };
    const [steps, size] = [4, 1];
    const inputs = smallInputs(shape, { steps, size });
    const sequel = new Sequel(
      shape,
      inputs.layout,
      Float32Array.from(inputs.parameters),
      inputs.sigmaCap,
    );
    const x = inputs.x.map((value) => (value > 0 ? 1 : 0));
    const at = (values: Float32Array, width: number, t: number) =>
      values.subarray(t * width, (t + 1) * width);
    const noiseAt = (t: number): LatentNoise => ({
      epsilon: at(inputs.epsilon, latent, t),
      injected: inputs.injected ? at(inputs.injected, sum(shape.injectedNoise), t) : [],
    });
    const last = sequel.after(x.subarray(0, (steps - 1) * shape.channels), noiseAt);
    const expected = tf.tidy(() => {
      const model = new SequenceModel(shape, tensorsOf(inputs), referenceOps, inputs.sigmaCap);
      const batch = tf.tensor3d(x, [steps, size, shape.channels]);
      const encoded = model.encode(batch, null);
      const rolled =
        latent === 0
          ? null
          : model.rollout(encoded, {
              epsilon: tf.tensor3d(inputs.epsilon, [steps, size, latent]),
              injected:
                inputs.injected &&
                tf.tensor3d(inputs.injected, [steps, size, sum(shape.injectedNoise)]),
            });
      const past = rolled?.past ?? model.deterministicPasts(encoded);
      const likelihood = model.logLikelihood(batch, past, rolled?.z ?? null);
      return {
        past: Array.from(tf.slice(past, [steps - 1, 0, 0]).dataSync()),
        z: rolled ? Array.from(tf.slice(rolled.z, [steps - 1, 0, 0]).dataSync()) : [],
        likelihood: likelihood.dataSync()[steps - 1]!,
      };
    });
    expectClose(last, expected.past, { atol: 1e-5, rtol: 1e-5 });
    const logits = sequel.decoded(last, Float64Array.from(expected.z));
    const row = at(x, shape.channels, steps - 1);
    const density = logits.reduce(
      (total, l, c) => total + row[c]! * l - Math.log1p(Math.exp(l)),
      0,
    );
    expectClose([density], [expected.likelihood], { atol: 1e-5, rtol: 1e-5 });
  },
);
