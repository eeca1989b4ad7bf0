/**
 * The operations on the CPU: rollout, mixture and recurrence as WebAssembly SIMD routines, registered with tfjs as
 * kernels of the backends whose data lie in the machine's memory. Whoever builds a model sees only `Ops`.
 */
import * as tf from '@tensorflow/tfjs';
import type { SaveForGradient } from '../../model/layers.ts';
import type { MixtureInputs, Ops, RolloutInputs, RolloutOutputs } from '../../model/ops.ts';
import { referenceOps } from '../../model/reference.ts';
import { rolloutInput, rolloutSizes } from '../rolloutSizes.ts';
import { Heap } from './heap.ts';
import { LinearMemory } from './memory.ts';
import { type MixtureArrays, type MixtureShape, mixtureLogDensity } from './mixture.ts';
import { loadModelKernels } from './modelKernels.ts';
import { recurrence, registerRecurrence } from './recurrence.ts';
import { Rollout, type RolloutShape, rolloutInputs } from './rollout.ts';

const ROLLOUT = 'SimdRollout';

/**
 * Operations for the backends 'wasm' and 'cpu'. The full gradient of the mixture is the reference's.
 * @param module the compiled `linear.wasm`
 */
export async function simdOps(module: WebAssembly.Module): Promise<Ops> {
  registerRollout();
  registerRecurrence();
  await loadModelKernels(module);
  // Others work between a rollout and its gradient, so it has a memory of its own.
  const forRollout = await LinearMemory.load(module);
  const forMixture = await LinearMemory.load(module);
  const forRecurrence = await LinearMemory.load(module);
  return {
    rollout: (inputs) => rollout(forRollout, inputs),
    mixtureLogDensity: (inputs) =>
      inputs.gradient === 'full'
        ? referenceOps.mixtureLogDensity(inputs)
        : pathMixture(forMixture, inputs),
    recurrence: (inputs) => recurrence(forRecurrence, inputs),
  };
}

/** What passes between the forward and the backward kernel beside tensors. */
interface RolloutAttributes {
  readonly memory: LinearMemory;
  readonly shape: RolloutShape;
  /** Left by the forward pass for the backward one. */
  forward: Rollout | null;
}

function registerRollout(): void {
  if (tf.getGradient(ROLLOUT) !== undefined) return;
  for (const backendName of ['wasm', 'cpu'])
    tf.registerKernel({
      kernelName: ROLLOUT,
      backendName,
      kernelFunc: ({ inputs, backend, attrs }) => {
        const attributes = attrs as unknown as RolloutAttributes;
        const { memory, shape } = attributes;
        const heap = new Heap(backend);
        const run = runRollout(attributes, Object.values(inputs) as tf.TensorInfo[], heap);
        attributes.forward = run;
        return run.outputs().map(({ at, count }, i) => {
          const width = i === 0 ? shape.hidden : shape.latent;
          return heap.tensor(memory.view(at, count), [shape.steps, shape.size, width]);
        });
      },
    });
  tf.registerGradient({
    kernelName: ROLLOUT,
    saveAllInputs: true,
    gradFunc: (dy, saved, attrs) => {
      const attributes = attrs as unknown as RolloutAttributes;
      const { memory, forward } = attributes;
      if (forward === null) throw new Error('the gradient of a rollout that was not run');
      const heap = new Heap(tf.backend());
      // Another operation may have used the memory since: then the forward pass is made again.
      const kept = forward.generation === memory.generation;
      const run = kept ? forward : runRollout(attributes, saved, heap);
      const [dPast, dZ, dMu, dLogSigma] = (dy as tf.Tensor[]).map((tensor) => heap.floats(tensor));
      const named: Record<string, () => tf.Tensor> = {};
      run.backward(dPast!, dZ!, dMu!, dLogSigma!).forEach(({ at, count }, i) => {
        const info = heap.tensor(memory.view(at, count), saved[i]!.shape);
        const gradient = tf.engine().makeTensorFromTensorInfo(info);
        named[i] = () => gradient;
      });
      // Noise is drawn, not learned.
      const epsilon = saved.at(-1)!;
      named[saved.length - 1] = () => tf.zeros(epsilon.shape);
      return named;
    },
  });
}

/** Inputs in the order of `rolloutInputs`, epsilon last. */
function runRollout(
  { memory, shape }: RolloutAttributes,
  inputs: readonly tf.TensorInfo[],
  heap: Heap,
): Rollout {
  const arrays = inputs.map((input) => heap.floats(input));
  return new Rollout(memory, shape, arrays.slice(0, -1), arrays.at(-1)!);
}

function rollout(memory: LinearMemory, inputs: RolloutInputs): RolloutOutputs {
  const [steps, size] = inputs.epsilon.shape;
  const { latentSd, logSigmaMax } = inputs;
  const shape: RolloutShape = { ...rolloutSizes(inputs), steps, size, latentSd, logSigmaMax };
  const tensors = rolloutInputs(shape).map(([name]) => rolloutInput(inputs, name));
  const given = [...tensors, inputs.epsilon];
  const attributes: RolloutAttributes = { memory, shape, forward: null };
  // tfjs types inputs and attributes as records of its own kinds; it passes both on untouched.
  const outputs = tf
    .engine()
    .runKernel(
      ROLLOUT,
      given as unknown as tf.NamedTensorMap,
      attributes as unknown as tf.NamedAttrMap,
    ) as unknown as tf.Tensor3D[];
  const [past, z, mu, logSigma] = outputs;
  return { past: past!, z: z!, mu: mu!, logSigma: logSigma! };
}

function pathMixture(memory: LinearMemory, inputs: MixtureInputs): tf.Tensor {
  const operation = tf.customGrad((...given) => {
    const [z, save] = given as unknown as [tf.Tensor2D, SaveForGradient];
    const { mixing } = inputs;
    const shape: MixtureShape = {
      rows: z.shape[0],
      groups: inputs.noise1.shape[0],
      draws: inputs.noise1.shape[1],
      latent: z.shape[1],
      widths: [inputs.context.shape[1], ...mixing.layers.map((layer) => layer.shape[1])],
      randomSigma: inputs.logSigma === null,
      latentSd: inputs.latentSd,
      logSigmaMax: inputs.logSigmaMax,
    };
    const heap = new Heap(tf.backend());
    const values = (tensor: tf.Tensor) => heap.floats(tensor);
    const arrays: MixtureArrays = {
      z: values(z),
      mu0: values(inputs.mu0),
      logSigma0: values(inputs.logSigma0),
      context: values(inputs.context),
      noise1: values(inputs.noise1),
      noiseAbove: inputs.noiseAbove.map(values),
      layers: mixing.layers.map(values),
      muW: values(mixing.muW),
      muB: values(mixing.muB),
      logSigma: inputs.logSigma && values(inputs.logSigma),
      logSigmaW: mixing.logSigmaW && values(mixing.logSigmaW),
      logSigmaB: mixing.logSigmaB && values(mixing.logSigmaB),
    };
    const { logDensity, slope } = mixtureLogDensity(memory, shape, arrays);
    const made = (values: Float32Array, shape: number[]) =>
      tf.engine().makeTensorFromTensorInfo(heap.tensor(values, shape));
    save([made(slope, [shape.rows, shape.latent])]);
    return {
      value: made(logDensity, [shape.rows]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(tf.expandDims(dy, 1), saved[0]!),
    };
  });
  return operation(inputs.z);
}
