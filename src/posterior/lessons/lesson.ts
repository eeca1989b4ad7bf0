/** What the figures of the essay ask for, and the answers: each in pieces, the last one whole. */

import { GENERATOR_DEFINITIONS } from '../../generators/definitions.ts';
import type { Generator as Definition, GeneratorParameters } from '../../generators/generator.ts';
import type { Axis } from '../axis.ts';
import { type GapEstimate, gaussianGap } from '../gaussianGap.ts';
import { type BoundCurve, boundCurve } from './boundCurve.ts';
import { type Chains, walkChains } from './chain.ts';
import { type DrawnMixture, drawnMixture } from './drawnMixture.ts';
import { type Explanations, explanations, heldOutSequence, type KnownName } from './heldOut.ts';
import { type OneGaussian, oneGaussian } from './oneGaussian.ts';
import { type BranchLosses, branchLosses, twoBranches } from './twoBranches.ts';

export type { GeneratorParameters } from '../../generators/generator.ts';
export type { KnownName } from './heldOut.ts';

interface Known {
  readonly name: KnownName;
  readonly parameters: GeneratorParameters;
}

interface Sequence extends Known {
  readonly steps: number;
  /** Of the run whose first held-out sequence it is. */
  readonly seed: number;
  /** Of z. */
  readonly axis: Axis;
}

export interface LessonWishes {
  readonly explanations: Sequence;
  readonly oneGaussian: Known & { readonly x: number; readonly axis: Axis };
  readonly drawnMixture: {
    readonly parameters: GeneratorParameters;
    readonly x: number;
    readonly sigma: number;
    /** Draws of psi; 0: no noise, so that psi is a point. */
    readonly draws: number;
    readonly axis: Axis;
  };
  readonly bound: {
    readonly parameters: GeneratorParameters;
    readonly x: number;
    readonly sigma: number;
    readonly largestK: number;
    readonly draws: number;
  };
  readonly chain: Sequence & { readonly pasts: number };
  readonly losses: { readonly generators: readonly Known[] };
}

export interface LessonAnswers {
  readonly explanations: Explanations & { readonly x: Float32Array };
  readonly oneGaussian: OneGaussian;
  readonly drawnMixture: DrawnMixture;
  readonly bound: BoundCurve & BranchLosses & { readonly gaussian: number };
  readonly chain: Chains & { readonly x: Float32Array };
  readonly losses: { readonly known: readonly (GapEstimate & { readonly name: KnownName })[] };
}

export type LessonKind = keyof LessonWishes;

type Teachers = {
  readonly [K in LessonKind]: (wish: LessonWishes[K]) => Generator<LessonAnswers[K], void>;
};

/** Every draw of a figure comes from this seed. */
const SEED = 1;

/** Each `next()` takes a few milliseconds, `losses` up to 200 and the exact posterior of a sequence some 20. */
export const TEACHERS: Teachers = {
  *explanations({ name, parameters, steps, seed, axis }) {
    const { x } = heldOutSequence(name, parameters, steps, seed);
    yield { x, ...explanations(name, parameters, x, axis) };
  },
  *oneGaussian({ name, parameters, x, axis }) {
    yield oneGaussian(name, parameters, x, axis);
  },
  *drawnMixture({ parameters, x, sigma, draws, axis }) {
    yield drawnMixture(parameters, x, sigma, draws, SEED, axis);
  },
  *bound({ parameters, x, sigma, largestK, draws }) {
    const losses = branchLosses(parameters, x, sigma);
    const gaussian = oneGaussian('mirror-iid', parameters, x, NARROW).fit.kl;
    const branches = twoBranches(x, parameters.observationNoise);
    for (const curve of boundCurve(branches, sigma, largestK, draws, SEED))
      yield { ...curve, ...losses, gaussian };
  },
  *chain({ name, parameters, steps, seed, axis, pasts }) {
    const { x } = heldOutSequence(name, parameters, steps, seed);
    for (const chains of walkChains(name, parameters, x, pasts, SEED, axis)) yield { ...chains, x };
  },
  *losses({ generators }) {
    const known: (GapEstimate & { readonly name: KnownName })[] = [];
    for (const { name, parameters } of generators) {
      const definition: Definition = GENERATOR_DEFINITIONS[name];
      known.push({ name, ...gaussianGap(definition, parameters) });
      yield { known: [...known] };
    }
  },
};

/** Where the density is not wanted. */
const NARROW: Axis = { low: -1, high: 1, count: 2 };
