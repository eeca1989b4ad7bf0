/**
 * What one step takes beside time: dispatches and bytes on the WebGPU device, of tfjs's kernels and ours alike;
 * bytes of tensors elsewhere.
 */
import * as tf from '@tensorflow/tfjs';
import { Recorder } from '../../kernels/webgpu/recorder.ts';

export interface GpuCount {
  readonly dispatches: number;
  /** Largest sum of buffers in use at any dispatch, bytes. */
  readonly peakBytes: number;
}

/**
 * Counts during one step. The current tfjs backend must be 'webgpu'. Throws an Error where the device refused
 * a command: all that was recorded with it is then dropped, and the step would be quick because it does nothing.
 */
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
  const { device } = new Recorder();
  device.pushErrorScope('validation');
  try {
    await step();
  } finally {
    pass.dispatchWorkgroups = original;
  }
  const refused = await device.popErrorScope();
  if (refused) throw new Error(`the GPU refused a command: ${refused.message}`);
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
