/** Paths that run in this process, on the current tfjs backend. */
import * as tf from '@tensorflow/tfjs';
import { held } from '../../kernels/simd/memory.ts';
import { setModelKernels } from '../../kernels/simd/modelKernels.ts';
import { setOwnKernels } from '../../kernels/webgpu/ops.ts';
import type { Ops } from '../../model/ops.ts';
import { referenceOps } from '../../model/reference.ts';
import { type BatchTensors, Learner } from '../../train/learner.ts';
import type { BenchCase } from './cases.ts';
import { bytesInGpu, countGpu, peakOfTensors } from './counters.ts';
import { NaiveLearner } from './naive.ts';
import { type Contender, turnOf } from './turns.ts';

/** A joint step of all models of a case, with operations as `makeOps` gives them; null for the naive step. */
export async function openLocal(
  path: string,
  { models, data, batch }: BenchCase,
  tensors: BatchTensors,
  makeOps: (() => Promise<Ops>) | null,
): Promise<Contender> {
  const heldBefore = held.bytes;
  const bytesBefore = tf.memory().numBytes;
  const gpuBefore = bytesInGpu();
  const ops = await makeOps?.();
  const learners = models.map(({ spec, settings }) =>
    ops ? new Learner(spec, settings, data, batch, ops) : new NaiveLearner(spec, settings, data),
  );
  let steps = 0;
  const launch = (learner: (typeof learners)[number]) => learner.step(tensors, steps);
  const step = async () => {
    steps++;
    for (const learner of learners) {
      launch(learner);
      await learner.settle();
    }
  };
  const onGpu = tf.getBackend() === 'webgpu';
  const setKernels = onGpu ? setOwnKernels : setModelKernels;
  // tfjs's kernels are replaced for whoever uses the backend: paths take turns with their own.
  const own = ops !== undefined && ops !== referenceOps;
  const turn = (leastMs: number) => {
    setKernels(own);
    return turnOf(step, leastMs);
  };
  const dispose = () => {
    for (const learner of learners) learner.dispose();
  };
  setKernels(own);
  if (onGpu) {
    // The first step also compiles the shaders.
    const { dispatches, peakBytes } = await countGpu(step);
    return { path, dispatches, peakBytes: peakBytes - gpuBefore, turn, dispose };
  }
  steps++;
  const tensorBytes = peakOfTensors(() => learners.forEach(launch)) - bytesBefore;
  const peakBytes = tensorBytes + held.bytes - heldBefore;
  await step();
  return { path, dispatches: null, peakBytes, turn, dispose };
}
