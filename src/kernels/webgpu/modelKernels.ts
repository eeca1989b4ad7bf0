/** Registers with tfjs the kernels that `model/fused.ts` names, and their gradients, for its backend 'webgpu'. */
import * as tf from '@tensorflow/tfjs';
import type { AdamConstants, FusedKernel } from '../../model/fused.ts';
import {
  type DenseAttributes,
  type DenseGradientKernel,
  registerLayerGradients,
} from '../layerGradients.ts';
import { adamStep } from './adam.ts';
import { denseGradient } from './dense.ts';
import {
  bernoulli,
  bernoulliGradient,
  gaussian,
  gaussianGradient,
  insideBounds,
} from './likelihoods.ts';
import { matmul } from './matmul.ts';
import { type NoiseCall, noise } from './noise.ts';
import { Recorder } from './recorder.ts';

type Inputs = Readonly<Record<string, tf.TensorInfo>>;

const KERNELS: Readonly<
  Record<
    Exclude<FusedKernel, 'RowSums'> | DenseGradientKernel,
    (recorder: Recorder, inputs: Inputs, attributes: unknown) => tf.TensorInfo[]
  >
> = {
  Dense: dense,
  BoundedDense: dense,
  DenseGradient: denseGradients,
  BoundedDenseGradient: denseGradients,
  BernoulliLogLikelihood: (recorder, { x, logit }) => [bernoulli(recorder, x!, logit!)],
  GaussianLogDensity: (recorder, { x, mu, logSigma }) => [gaussian(recorder, x!, mu!, logSigma!)],
  AdamStep: (recorder, { parameters, gradient, moments }, attributes) =>
    adamStep(recorder, parameters!, gradient!, moments!, attributes as AdamConstants),
  Noise: (recorder, _, attributes) => [noise(recorder, attributes as NoiseCall)],
};

/** Registers them, or takes them away again. */
export function setModelKernels(present: boolean): void {
  for (const [kernelName, run] of Object.entries(KERNELS)) {
    const known = tf.getKernel(kernelName, 'webgpu') !== undefined;
    if (known && !present) tf.unregisterKernel(kernelName, 'webgpu');
    if (known || !present) continue;
    tf.registerKernel({
      kernelName,
      backendName: 'webgpu',
      kernelFunc: ({ inputs, backend, attrs }) =>
        run(new Recorder(backend as object), inputs as Record<string, tf.TensorInfo>, attrs),
    });
  }
  registerLayerGradients();
  if (tf.getGradient('BernoulliLogLikelihood') !== undefined) return;
  tf.registerGradient({
    kernelName: 'BernoulliLogLikelihood',
    inputsToSave: ['x', 'logit'],
    gradFunc: (dy, [x, logit]) => ({
      x: () => tf.mul(tf.expandDims(dy as tf.Tensor, -1), logit!),
      logit: () => made(bernoulliGradient(new Recorder(), x!, logit!, dy as tf.Tensor)),
    }),
  });
  tf.registerGradient({
    kernelName: 'GaussianLogDensity',
    inputsToSave: ['x', 'mu', 'logSigma'],
    gradFunc: (dy, [x, mu, logSigma]) =>
      thunks(gaussianGradient(new Recorder(), x!, mu!, logSigma!, dy as tf.Tensor)),
  });
}

function made(info: tf.TensorInfo): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(info);
}

/** tfjs tidies what a thunk makes beside its answer: what several share must be made before. */
function thunks(gradients: object): Record<string, () => tf.Tensor> {
  const named: Record<string, () => tf.Tensor> = {};
  for (const [name, info] of Object.entries(gradients)) {
    const gradient = made(info as tf.TensorInfo);
    named[name] = () => gradient;
  }
  return named;
}

function dense(recorder: Recorder, { a, w, bias, beside }: Inputs, attributes: unknown) {
  const { firstColumn, least, most } = attributes as DenseAttributes;
  const [m, stride] = a!.shape as [number, number];
  const [k, n] = w!.shape as [number, number];
  return [
    matmul(
      recorder,
      a!,
      w!,
      { m, n, k, transposeA: false, transposeB: false, window: { first: firstColumn, stride } },
      {
        ...(bias && { bias }),
        ...(beside && { beside }),
        ...(least !== undefined && { least, most: Math.min(most!, 3.4e38) }),
      },
    ),
  ];
}

/** As `DenseGradientKernel` describes. */
function denseGradients(recorder: Recorder, { dy, a, w, y }: Inputs, attributes: unknown) {
  const { least, most, ...rest } = attributes as DenseAttributes;
  const inside = y ? insideBounds(recorder, y, dy!, least!, most!) : dy!;
  const gradients = denseGradient(recorder, a!, w!, inside, rest);
  return [
    gradients.w,
    gradients.bias,
    ...(gradients.a === null ? [] : [gradients.a]),
    ...(y ? [inside] : []),
  ];
}
