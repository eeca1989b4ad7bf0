/**
 * The operations that decide speed. Each has a plain tfjs reference (`reference.ts`) that runs on every
 * backend; `kernels/` may put a fused one in its place that must give the same numbers.
 */
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';

/** How mu and log sigma come out of raw network outputs. */
export interface LatentScale {
  /** mu = latentSd * raw. */
  readonly latentSd: number;
  /** log sigma approaches this from below, smoothly. */
  readonly logSigmaMax: number;
}

/** The layers of the mixing network above the first, shared by both operations. */
export interface MixingWeights {
  /** W_i of layers 2, 3, ... [W_{i-1}, W_i] */
  readonly layers: readonly Tensor2D[];
  readonly muW: Tensor2D; // [W_L, D]
  readonly muB: Tensor; // [D]
  /** Head of log sigma, where sigma is random; else null. */
  readonly logSigmaW: Tensor2D | null; // [W_L, D]
  readonly logSigmaB: Tensor | null; // [D]
}

export interface RolloutInputs extends LatentScale {
  /** Input part of the three gates, biases included; order: reset, update, candidate. [T, B, 3H] */
  readonly gateX: Tensor3D;
  /** What enters mixing layer 1 beside h: x, noise, bias. [T, B, W_1] */
  readonly mixing1: Tensor3D;
  /** What enters mixing layers 2, 3, ... beside the layer below: noise and bias. [T, B, W_i] */
  readonly mixingAbove: readonly Tensor3D[];
  /** What enters the sigma network beside h; null where sigma is random. [T, B, W_1] */
  readonly sigma1: Tensor3D | null;
  /** Standard normal. z = mu + sigma * epsilon. [T, B, D] */
  readonly epsilon: Tensor3D;
  readonly mixingH: Tensor2D; // [H, W_1]
  readonly mixing: MixingWeights;
  readonly sigmaH: Tensor2D | null; // [H, W_1]
  readonly sigmaW: Tensor2D | null; // [W_1, D]
  readonly sigmaB: Tensor | null; // [D]
  readonly phiZW: Tensor2D; // [D, F]
  readonly phiZB: Tensor; // [F]
  readonly gateZ: Tensor2D; // [F, 3H]
  readonly gateH: Tensor2D; // [H, 3H]
  readonly gateHB: Tensor; // [3H]
}

/** The recurrence over all steps: one psi_t, one z_t and one GRU update a step. */
export interface RolloutOutputs {
  /** h_{t-1}, the past each step is given; zero at the first. [T, B, H] */
  readonly past: Tensor3D;
  readonly z: Tensor3D; // [T, B, D]
  readonly mu: Tensor3D; // [T, B, D]
  readonly logSigma: Tensor3D; // [T, B, D]
}

/**
 * What turns rows of context and K draws of noise into K psi a row. The R rows fall into G groups of R / G
 * consecutive ones, and the rows of a group share their K draws. G divides R.
 */
export interface MixingInputs extends LatentScale {
  /** What enters layer 1 beside noise: h, x, bias, formed once a row. [R, W_1] */
  readonly context: Tensor2D;
  /** Noise part of layer 1. [G, K, W_1] */
  readonly noise1: Tensor3D;
  /** Noise part and bias of layers 2, 3, ... [G, K, W_i] */
  readonly noiseAbove: readonly Tensor3D[];
  readonly mixing: MixingWeights;
  /** Deterministic log sigma; null where it is random. [R, D] */
  readonly logSigma: Tensor2D | null;
}

export interface MixtureInputs extends MixingInputs {
  readonly z: Tensor2D; // [R, D]
  /** psi_0, the draw that generated z. */
  readonly mu0: Tensor2D; // [R, D]
  readonly logSigma0: Tensor2D; // [R, D]
  /**
   * `path`: only z carries a gradient; unbiased for the bound because the rest has mean zero
   * (exchangeability of psi_0..K), and needs no backward pass through the samples. `full`: everything does;
   * for tests at small sizes.
   */
  readonly gradient: 'path' | 'full';
}

/** A GRU whose inputs are known for all steps beforehand. */
export interface RecurrenceInputs {
  /** Input part of the three gates, biases included; order: reset, update, candidate. [T, B, 3H] */
  readonly gate: Tensor3D;
  readonly gateH: Tensor2D; // [H, 3H]
  readonly gateHB: Tensor; // [3H]
  /** Whether it runs from the last step to the first. */
  readonly fromEnd: boolean;
}

export interface Ops {
  rollout(inputs: RolloutInputs): RolloutOutputs;
  /** log h_K(z) = log 1/(K+1) sum_{k=0..K} N(z; mu_k, sigma_k^2), inclusive of psi_0, nats. [R] */
  mixtureLogDensity(inputs: MixtureInputs): Tensor;
  /** The state after each step has been taken; zero before all. [T, B, H] */
  recurrence(inputs: RecurrenceInputs): Tensor3D;
}
