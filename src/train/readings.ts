/** What the steps of one model measured since it was last read, kept on the backend, and how long they took. */
import * as tf from '@tensorflow/tfjs';
import type { StepFigures } from './divergence.ts';
import { WakingTime } from './wakingTime.ts';

/** Means over the steps since the last reading; nats per sequence. */
export interface Reading {
  readonly steps: number;
  readonly bound: number;
  readonly kl: number;
  /** Global norm of the gradient before clipping. */
  readonly gradientNorm: number;
  readonly msPerStep: number;
}

export interface ReadingsState {
  /** Sums since the last reading, over how many steps, and how long they took. */
  readonly metrics: Float32Array; // [3]
  readonly measured: number;
  readonly elapsedMs: number;
}

export class Readings {
  /** Sums of bound, KL and gradient norm since the last reading, and what they were before the last step. [3] */
  #sums: tf.Tensor1D = tf.zeros([3]);
  #settled: ArrayLike<number> = [0, 0, 0];
  #steps = 0;
  #elapsedMs = 0;
  /** Of the step that has not been settled. */
  #steppingMs = 0;
  readonly #waking = new WakingTime();

  /** Adds a step: bound and KL [2], norm [1], which stay the caller's, and how long it took to be handed over. */
  add(measured: tf.Tensor1D, norm: tf.Tensor1D, tookMs: number): void {
    const sums = tf.tidy(() => tf.add<tf.Tensor1D>(this.#sums, tf.concat([measured, norm])));
    this.#sums.dispose();
    this.#sums = sums;
    this.#steps++;
    this.#steppingMs += tookMs;
  }

  /** Waits until the backend has finished the steps so far; the figures of those since the last time. */
  async settle(): Promise<Omit<StepFigures, 'step'>> {
    const began = performance.now();
    const before = this.#settled;
    const sums = await this.#sums.data();
    this.#settled = sums;
    this.#elapsedMs += this.#waking.take(this.#steppingMs + performance.now() - began);
    this.#steppingMs = 0;
    const [bound, kl, gradientNorm] = sums.map((sum, i) => sum - before[i]!);
    return { bound: bound!, kl: kl!, gradientNorm: gradientNorm! };
  }

  /** Means since the last reading, which they end; null when no step was made. */
  async read(): Promise<Reading | null> {
    const steps = this.#steps;
    if (steps === 0) return null;
    const msPerStep = (this.#elapsedMs + this.#steppingMs) / steps;
    const [bound, kl, gradientNorm] = await this.#sums.data();
    this.clear();
    return {
      steps,
      bound: bound! / steps,
      kl: kl! / steps,
      gradientNorm: gradientNorm! / steps,
      msPerStep,
    };
  }

  /** As if nothing had been measured since the last reading. */
  clear(): void {
    this.#sums.dispose();
    this.#sums = tf.zeros([3]);
    this.#settled = [0, 0, 0];
    this.#steps = 0;
    this.#elapsedMs = 0;
    this.#steppingMs = 0;
  }

  /** A copy of all that changes. */
  async state(): Promise<ReadingsState> {
    const metrics = Float32Array.from(await this.#sums.data());
    return { metrics, measured: this.#steps, elapsedMs: this.#elapsedMs };
  }

  restore({ metrics, measured, elapsedMs }: ReadingsState): void {
    this.clear();
    this.#sums.dispose();
    this.#sums = tf.tensor1d(metrics);
    this.#settled = metrics;
    this.#steps = measured;
    this.#elapsedMs = elapsedMs;
  }

  dispose(): void {
    this.#sums.dispose();
  }
}
