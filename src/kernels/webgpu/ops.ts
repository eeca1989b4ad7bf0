/**
 * The two operations as fused WGSL kernels, registered with tfjs for its backend 'webgpu'. Whoever builds a
 * model sees only `Ops`.
 */
import * as tf from '@tensorflow/tfjs';
import type { MixtureInputs, Ops } from '../../model/ops.ts';
import { referenceOps } from '../../model/reference.ts';
import { type MixtureSizes, mixtureFits, mixtureLogDensity } from './mixture.ts';
import { Recorder } from './recorder.ts';

const MIXTURE = 'FusedMixture';

/**
 * Operations for the backend 'webgpu'. The full gradient of the mixture, and widths that fit into no
 * workgroup of the device, are the reference's.
 */
export function webgpuOps(): Ops {
  registerMixture();
  return {
    rollout: referenceOps.rollout,
    mixtureLogDensity: (inputs) =>
      inputs.gradient === 'path' && mixtureFits(mixtureSizes(inputs), new Recorder().device)
        ? pathMixture(inputs)
        : referenceOps.mixtureLogDensity(inputs),
  };
}

/** tfjs passes attributes to a kernel untouched. */
interface MixtureAttributes {
  readonly inputs: MixtureInputs;
}

function registerMixture(): void {
  if (tf.getKernel(MIXTURE, 'webgpu') !== undefined) return;
  tf.registerKernel({
    kernelName: MIXTURE,
    backendName: 'webgpu',
    kernelFunc: ({ inputs: given, backend, attrs }) => {
      const { inputs } = attrs as unknown as MixtureAttributes;
      const { mixing } = inputs;
      const { logDensity, slope } = mixtureLogDensity(
        new Recorder(backend as object),
        mixtureSizes(inputs),
        {
          ...inputs,
          z: given['z']!,
          noise: [inputs.noise1, ...inputs.noiseAbove],
          layers: mixing.layers,
          muW: mixing.muW,
          muB: mixing.muB,
          logSigmaW: mixing.logSigmaW,
          logSigmaB: mixing.logSigmaB,
        },
        inputs,
      );
      return [logDensity, slope];
    },
  });
}

function mixtureSizes({ mixing, context, logSigma }: MixtureInputs): MixtureSizes {
  return {
    latent: mixing.muW.shape[1],
    widths: [context.shape[1], ...mixing.layers.map((layer) => layer.shape[1])],
    randomSigma: logSigma === null,
  };
}

/** Only z is an input of the operation: the path gradient reaches nothing else. */
function pathMixture(inputs: MixtureInputs): tf.Tensor {
  const operation = tf.customGrad((...given) => {
    const [z, save] = given as unknown as [tf.Tensor2D, (tensors: tf.Tensor[]) => void];
    const attributes: MixtureAttributes = { inputs };
    const [logDensity, slope] = tf
      .engine()
      .runKernel(MIXTURE, { z }, attributes as unknown as tf.NamedAttrMap) as unknown as [
      tf.Tensor,
      tf.Tensor2D,
    ];
    save([slope]);
    return {
      value: logDensity,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(tf.expandDims(dy, 1), saved[0]!),
    };
  });
  return operation(inputs.z);
}
