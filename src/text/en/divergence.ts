/** Of models whose training has gone wrong for good. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const DIVERGENCE = {
  /** `symptom` and `cause` are of the two groups below. */
  diverged: (model: string, step: number, symptom: string, cause: string, restored: number) =>
    `${model} diverged at step ${step}: ${symptom}. Likely cause: ${cause}. It is stopped at its last good weights, those of step ${restored}.`,
  stopped: (model: string) =>
    `${model} was stopped because it diverged, and stands at its last good weights.`,
  symptoms: {
    bound: 'the bound was not finite',
    kl: 'the KL term was not finite',
    gradient: 'the gradient was not finite',
    fallen: (bound: string) => `the bound had fallen to ${bound} nats`,
  },
  causes: {
    learningRate: (rate: string) =>
      `the learning rate of ${rate}, by about which each step moves every weight, is large`,
    sigma: (percent: number) =>
      `${percent} % of the sigmas of z stand at their lower bound, where small moves cost much`,
    gradient: (usual: string, largest: string, steps: number, clip: string) =>
      `the norm of the gradient rose from ${usual} to ${largest} within ${steps} steps (clipped at ${clip})`,
    unknown: (rate: string) =>
      `no cause stands out; a smaller learning rate (now ${rate}) is the first thing to try`,
  },
};

export type DivergenceText = Words<typeof DIVERGENCE>;
export const divergenceText = section('divergence', DIVERGENCE);
