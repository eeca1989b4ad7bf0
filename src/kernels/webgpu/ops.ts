/**
 * The operations as fused WGSL kernels, registered with tfjs for its backend 'webgpu'. Whoever builds a
 * model sees only `Ops`.
 */
import * as tf from '@tensorflow/tfjs';
import type { SaveForGradient } from '../../model/layers.ts';
import type { MixtureInputs, Ops, RolloutInputs, RolloutOutputs } from '../../model/ops.ts';
import { referenceOps } from '../../model/reference.ts';
import { runsInSoftware } from '../backend.ts';
import { rolloutInput, rolloutSizes } from '../rolloutSizes.ts';
import { recurrence, registerRecurrence } from './gru.ts';
import { type Layout, type MixtureSizes, mixtureFits, mixtureLogDensity } from './mixture.ts';
import { setModelKernels } from './modelKernels.ts';
import { Recorder } from './recorder.ts';
import {
  groupRowsFor,
  type RolloutCall,
  rolloutBackward,
  rolloutForward,
  rolloutInputNames,
  rolloutTapeLength,
  weightsLength,
} from './rollout.ts';
import { LONGEST_SEGMENT, Segments } from './segments.ts';
import { replaceTfjsKernels } from './tfjsKernels.ts';
import type { GroupRows } from './workgroup.ts';

const MIXTURE = 'FusedMixture';
const ROLLOUT = 'FusedRollout';

export interface WebgpuOptions {
  /**
   * Steps of time a dispatch of a recurrence takes at most, so that no driver's watchdog is tripped. Default: adapted
   * to the GPU by measuring (`segments.ts`); in software, which knows no watchdog, 64.
   */
  readonly segment?: number;
  /** For what a workgroup is laid out. Default: for what the adapter is. */
  readonly layout?: Layout;
  /** Batch rows a workgroup takes through time; less where memory is short. Default 4, in software 8. */
  readonly groupRows?: GroupRows;
  /** Multiplications of a dispatch of the mixture, about. Default 2 10^10: 100 ms where a GPU makes 2 10^11 a second. */
  readonly productsPerDispatch?: number;
}

/**
 * Operations for the backend 'webgpu'. The full gradient of the mixture, and widths that fit into no
 * workgroup of the device, are the reference's.
 */
export function webgpuOps({
  segment,
  layout = runsInSoftware(new Recorder().device) ? 'software' : 'hardware',
  groupRows = layout === 'software' ? 8 : 4,
  productsPerDispatch = 2e10,
}: WebgpuOptions = {}): Ops {
  registerMixture();
  registerRollout();
  registerRecurrence();
  setOwnKernels(true);
  const segments = new Segments(segment ?? (layout === 'software' ? LONGEST_SEGMENT : null));
  return {
    rollout: (inputs) => {
      const rows = groupRowsFor(rolloutSizes(inputs), new Recorder().device, groupRows);
      return rows === null ? referenceOps.rollout(inputs) : rollout(inputs, segments, rows);
    },
    mixtureLogDensity: (inputs) =>
      inputs.gradient === 'path' && mixtureFits(mixtureSizes(inputs), layout, new Recorder().device)
        ? pathMixture(inputs, { layout, productsPerDispatch })
        : referenceOps.mixtureLogDensity(inputs),
    recurrence: (inputs) =>
      recurrence(inputs, segments, groupRows) ?? referenceOps.recurrence(inputs),
  };
}

/**
 * Whether the backend computes with the kernels of this folder, which `webgpuOps` turns on, or with tfjs's own
 * alone, which a benchmark compares them with.
 */
export function setOwnKernels(own: boolean): void {
  replaceTfjsKernels(own);
  setModelKernels(own);
}

/** tfjs passes attributes to a kernel untouched. */
interface MixtureAttributes {
  readonly inputs: MixtureInputs;
  readonly cut: Cut;
}

interface Cut {
  readonly layout: Layout;
  readonly productsPerDispatch: number;
}

function registerMixture(): void {
  if (tf.getKernel(MIXTURE, 'webgpu') !== undefined) return;
  tf.registerKernel({
    kernelName: MIXTURE,
    backendName: 'webgpu',
    kernelFunc: ({ inputs: given, backend, attrs }) => {
      const { inputs, cut } = attrs as unknown as MixtureAttributes;
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
        cut,
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
function pathMixture(inputs: MixtureInputs, cut: Cut): tf.Tensor {
  const operation = tf.customGrad((...given) => {
    const [z, save] = given as unknown as [tf.Tensor2D, SaveForGradient];
    const attributes: MixtureAttributes = { inputs, cut };
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

/** Inputs of the kernel that the forward pass fills, so that tfjs keeps and disposes them as saved inputs. */
const KEPT = ['tape', 'weights'] as const;

function registerRollout(): void {
  if (tf.getKernel(ROLLOUT, 'webgpu') !== undefined) return;
  tf.registerKernel({
    kernelName: ROLLOUT,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { tape, weights, ...given } = inputs as tf.NamedTensorInfoMap;
      const call = attrs as unknown as RolloutCall;
      const recorder = new Recorder(backend as object);
      return rolloutForward(recorder, call, given as Record<string, tf.TensorInfo>, {
        tape: tape!,
        weights: weights!,
      });
    },
  });
  tf.registerGradient({
    kernelName: ROLLOUT,
    inputsToSave: [...KEPT],
    gradFunc: (dy, saved, attrs) => {
      const call = attrs as unknown as RolloutCall;
      const [tape, weights] = saved as [tf.Tensor, tf.Tensor];
      const [past, z, mu, logSigma] = dy as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const infos = rolloutBackward(
        new Recorder(),
        call,
        { past, z, mu, logSigma },
        { tape, weights },
      );
      const gradients: Record<string, () => tf.Tensor> = {};
      for (const [name, info] of infos) {
        const gradient = tf.engine().makeTensorFromTensorInfo(info);
        gradients[name] = () => gradient;
      }
      // Noise is drawn, not learned.
      gradients['epsilon'] = () => tf.zeros([call.steps, call.size, call.latent]);
      return gradients;
    },
  });
}

function rollout(inputs: RolloutInputs, segments: Segments, groupRows: GroupRows): RolloutOutputs {
  const recorder = new Recorder();
  const [steps, size] = inputs.epsilon.shape;
  const key = JSON.stringify({ ...rolloutSizes(inputs), size, groupRows });
  return segments.run({ key, steps, size }, recorder, (segment) =>
    rolloutInSegments(recorder, inputs, segment, groupRows),
  );
}

function rolloutInSegments(
  recorder: Recorder,
  inputs: RolloutInputs,
  segment: number,
  groupRows: GroupRows,
): RolloutOutputs {
  const [steps, size] = inputs.epsilon.shape;
  const { latentSd, logSigmaMax } = inputs;
  const sizes = rolloutSizes(inputs);
  const call: RolloutCall = { ...sizes, steps, size, latentSd, logSigmaMax, segment, groupRows };
  const { perStep, weights } = rolloutInputNames(sizes);
  const tensors: Record<string, tf.Tensor> = {};
  for (const name of [...perStep, ...weights]) tensors[name] = rolloutInput(inputs, name);
  const lengths = { tape: rolloutTapeLength(call), weights: weightsLength(call) };
  const kept = KEPT.map((name) =>
    tf.engine().makeTensorFromTensorInfo(recorder.empty([lengths[name]])),
  );
  KEPT.forEach((name, i) => {
    tensors[name] = kept[i]!;
  });
  const outputs = tf
    .engine()
    .runKernel(ROLLOUT, tensors, call as unknown as tf.NamedAttrMap) as unknown as tf.Tensor3D[];
  // Where a gradient is to follow, tfjs has saved them.
  tf.dispose(kept);
  const [past, z, mu, logSigma] = outputs;
  return { past: past!, z: z!, mu: mu!, logSigma: logSigma! };
}
