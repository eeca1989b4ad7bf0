/**
 * Kalman filter and Rauch-Tung-Striebel smoother of the one-dimensional linear-Gaussian state space
 * z_1 ~ N(0, initialSd^2), z_t = a z_{t-1} + q e, x_t = z_t + r e'.
 */

export interface LinearGaussian {
  readonly initialSd: number;
  /** a */
  readonly autoregression: number;
  /** q, standard deviation */
  readonly processNoise: number;
  /** r, standard deviation */
  readonly observationNoise: number;
}

/** Means and variances of z_t, each [T]. */
export interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

export interface KalmanResult {
  /** log p(x_1..x_T), nats */
  readonly logDensity: number;
  /** z_t given x_1..x_{t-1} */
  readonly predicted: Moments;
  /** z_t given x_1..x_t */
  readonly filtered: Moments;
}

const moments = (steps: number): Moments => ({
  mean: new Float64Array(steps),
  variance: new Float64Array(steps),
});

/** Filters one sequence. `x` [T] */
export function kalmanFilter(model: LinearGaussian, x: ArrayLike<number>): KalmanResult {
  const { autoregression: a, processNoise, observationNoise } = model;
  const steps = x.length;
  const predicted = moments(steps);
  const filtered = moments(steps);
  let mean = 0;
  let variance = model.initialSd ** 2;
  let logDensity = 0;
  for (let t = 0; t < steps; t++) {
    if (t > 0) {
      mean = a * mean;
      variance = a * a * variance + processNoise ** 2;
    }
    predicted.mean[t] = mean;
    predicted.variance[t] = variance;
    const innovation = x[t]! - mean;
    const total = variance + observationNoise ** 2;
    logDensity -= 0.5 * (Math.log(2 * Math.PI * total) + (innovation * innovation) / total);
    const gain = variance / total;
    mean += gain * innovation;
    variance *= 1 - gain;
    filtered.mean[t] = mean;
    filtered.variance[t] = variance;
  }
  return { logDensity, predicted, filtered };
}

/** z_t given the whole sequence. */
export function rtsSmoother(model: LinearGaussian, { predicted, filtered }: KalmanResult): Moments {
  const steps = filtered.mean.length;
  const smoothed = moments(steps);
  for (let t = steps - 1; t >= 0; t--) {
    smoothed.mean[t] = filtered.mean[t]!;
    smoothed.variance[t] = filtered.variance[t]!;
    if (t === steps - 1) continue;
    const gain = (model.autoregression * filtered.variance[t]!) / predicted.variance[t + 1]!;
    smoothed.mean[t]! += gain * (smoothed.mean[t + 1]! - predicted.mean[t + 1]!);
    smoothed.variance[t]! += gain * gain * (smoothed.variance[t + 1]! - predicted.variance[t + 1]!);
  }
  return smoothed;
}
