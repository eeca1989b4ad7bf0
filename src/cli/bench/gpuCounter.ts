/** Counts dispatches on the WebGPU device and watches the bytes in use, of tfjs's kernels and ours alike. */
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
