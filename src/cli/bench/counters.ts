/**
 * What one step takes beside time: dispatches and bytes on the WebGPU device, of tfjs's kernels and ours alike;
 * bytes of tensors elsewhere.
 */
import * as tf from '@tensorflow/tfjs';

export interface GpuCount {
  readonly dispatches: number;
  /** Largest sum of buffers in use at any dispatch, bytes. */
  readonly peakBytes: number;
}

/** Counts during one step. The current tfjs backend must be 'webgpu'. */
export async function countGpu(step: () => Promise<void>): Promise<GpuCount> {
  const pass = GPUComputePassEncoder.prototype;
  const original = pass.dispatchWorkgroups;
  let dispatches = 0;
  let peakBytes = 0;
  pass.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...counts) {
    dispatches++;
    peakBytes = Math.max(peakBytes, bytesInGpu());
    original.apply(this, counts);
  };
  try {
    await step();
  } finally {
    pass.dispatchWorkgroups = original;
  }
  return { dispatches, peakBytes };
}

/** Bytes of buffers in use, without those that wait in the pool of tfjs to be used again. */
export function bytesInGpu(): number {
  return (tf.memory() as { readonly numBytesInGPU?: number }).numBytesInGPU ?? 0;
}

/**
 * Largest sum of all tensors at any time during `body`, bytes. Not `tf.profile`: it keeps a record of every
 * kernel, and those of 200 time steps are more than it can take the maximum of.
 */
export function peakOfTensors(body: () => void): number {
  const engine = tf.engine();
  const original = engine.trackTensor;
  let peakBytes = 0;
  engine.trackTensor = (...args) => {
    original.apply(engine, args);
    peakBytes = Math.max(peakBytes, tf.memory().numBytes);
  };
  try {
    body();
  } finally {
    engine.trackTensor = original;
  }
  return peakBytes;
}
