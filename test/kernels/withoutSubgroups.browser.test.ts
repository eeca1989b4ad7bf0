import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openBackend } from '../../src/kernels/backend.ts';
import { webgpuOps } from '../../src/kernels/webgpu/ops.ts';
import { Recorder } from '../../src/kernels/webgpu/recorder.ts';
import { sharesLoads } from '../../src/kernels/webgpu/subgroups.ts';
import { BASE_SHAPE, modelGradientTensor, smallInputs } from '../model/smallModel.ts';

const uncaptured: string[] = [];

afterEach(() => {
  expect(uncaptured.splice(0)).toEqual([]);
});

/** A device of its own, with or without the feature; the kernels of the one before are forgotten with it. */
async function open(withoutFeatures: readonly GPUFeatureName[]) {
  await openBackend('webgpu', { gpu: navigator.gpu, wasmPaths: '', withoutFeatures });
  const { device } = new Recorder();
  device.addEventListener('uncapturederror', (event) => uncaptured.push(event.error.message));
  return device;
}

let offered: boolean;
beforeAll(async () => {
  offered = sharesLoads(await open([]));
});

/** The gradient of a model whose sizes are multiples of 32, so that every product can share its loads. */
async function gradientOf(): Promise<Float32Array> {
  const shape = {
    ...BASE_SHAPE,
    hidden: 32,
    latent: 32,
    features: 32,
    mixingWidths: [32],
    injectedNoise: [32],
  };
  const inputs = smallInputs(shape, { steps: 4, size: 32, drawCount: 3, parameterSd: 0.1 });
  const gradient = modelGradientTensor(inputs, 0.6, 'path', webgpuOps());
  const values = Float32Array.from(await gradient.data());
  gradient.dispose();
  return values;
}

it('a device without subgroups gives the same bits as one with them', async ({ skip }) => {
  skip(!offered, 'this browser offers no software adapter with subgroups');
  const shared = await gradientOf();
  expect(sharesLoads(await open(['subgroups']))).toBe(false);
  expect(tf.getBackend()).toBe('webgpu');
  expect(await gradientOf()).toEqual(shared);
  expect(shared.every(Number.isFinite)).toBe(true);
});
