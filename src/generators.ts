/**
 * The known generative models, each written once over an abstract arithmetic, so that the same lines are
 * sampled as numbers, integrated on grids and differentiated as tensors. All are of one form:
 *
 *   z_1 ~ N(0, initialSd^2),  z_t | z_{t-1} ~ N(transition(z_{t-1}, t), transitionSd^2),
 *   x_t | z_t ~ N(mean(z_t), exp(logSd(z_t))^2) or Poisson(exp(logRate(z_t)))      x has one channel
 *
 * Definitions and parameters: MODEL notes in docs/generators.md. Kitagawa's growth model: Gordon, Salmond,
 * Smith 1993; stochastic volatility: Taylor 1986.
 */

/** What a definition may do with a value, whether number or tensor. */
export interface Arithmetic<V> {
  constant(value: number): V;
  add(a: V, b: V): V;
  subtract(a: V, b: V): V;
  multiply(a: V, b: V): V;
  divide(a: V, b: V): V;
  abs(a: V): V;
  sin(a: V): V;
  cos(a: V): V;
  exp(a: V): V;
  log(a: V): V;
  sqrt(a: V): V;
}

/** The settings a generator reads. */
export interface GeneratorParameters {
  readonly observationNoise: number;
  readonly autoregression: number;
  readonly processNoise: number;
  readonly foldFrequency: number;
}

export interface Gaussian<V> {
  readonly mean: V;
  readonly logSd: V;
}

export interface Poisson<V> {
  readonly logRate: V;
}

/** The distribution of x given z. */
export type Emission<V> =
  | ({ readonly kind: 'gaussian' } & Gaussian<V>)
  | ({ readonly kind: 'poisson' } & Poisson<V>);

export interface Generator {
  /** The formula, for captions. */
  readonly formula: string;
  readonly latentDimensions: 1 | 2;
  /** Which of the parameters it reads: the others are no controls of it. */
  readonly parameters: readonly (keyof GeneratorParameters)[];
  /** z_t does not depend on z_{t-1}. */
  readonly independent: boolean;
  initialSd(p: GeneratorParameters): number;
  transitionSd(p: GeneratorParameters): number;
  /** Mean of each dimension of z_t; `time` is t = 1, 2, ... Not called for the first step. */
  transition<V>(
    a: Arithmetic<V>,
    p: GeneratorParameters,
    previous: readonly V[],
    time: V,
  ): readonly V[];
  observation<V>(a: Arithmetic<V>, p: GeneratorParameters, z: readonly V[]): Emission<V>;
  /** Typical sizes, for the networks' inputs and outputs: marginal sd of z; mean and sd of x. */
  scales(p: GeneratorParameters): {
    readonly latentSd: number;
    readonly observedMean: number;
    readonly observedSd: number;
  };
  /** |z| beyond which the posterior has no mass worth counting, and whether mean(z) has a kink at 0. */
  grid(p: GeneratorParameters): { readonly reach: number; readonly kink: boolean };
}

const stationarySd = (p: GeneratorParameters) =>
  p.processNoise / Math.sqrt(1 - p.autoregression * p.autoregression);

const standardNormal = {
  independent: true,
  initialSd: () => 1,
  transitionSd: () => 1,
} as const;

const autoregressive = {
  independent: false,
  initialSd: stationarySd,
  transitionSd: (p: GeneratorParameters) => p.processNoise,
  transition<V>(a: Arithmetic<V>, p: GeneratorParameters, previous: readonly V[]): readonly V[] {
    return [a.multiply(a.constant(p.autoregression), previous[0]!)];
  },
} as const;

const SIX_SD = 6;

/** N(mean, r^2), r the observation noise. */
const withNoise = <V>(a: Arithmetic<V>, p: GeneratorParameters, mean: V): Emission<V> => ({
  kind: 'gaussian',
  mean,
  logSd: a.constant(Math.log(p.observationNoise)),
});

const mirrorObservation = <V>(a: Arithmetic<V>, p: GeneratorParameters, z: readonly V[]) =>
  withNoise(a, p, a.abs(z[0]!));

const mirrorScales = (p: GeneratorParameters, latentSd: number) => ({
  latentSd,
  observedMean: latentSd * Math.sqrt(2 / Math.PI),
  observedSd: Math.hypot(latentSd * Math.sqrt(1 - 2 / Math.PI), p.observationNoise),
});

export const GENERATOR_DEFINITIONS = {
  mirror: {
    formula: 'x = |z| + r e, z′ = a z + q e',
    latentDimensions: 1,
    parameters: ['observationNoise', 'autoregression', 'processNoise'],
    ...autoregressive,
    observation: mirrorObservation,
    scales: (p) => mirrorScales(p, stationarySd(p)),
    grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: true }),
  },
  'mirror-iid': {
    formula: 'x = |z| + r e, z ~ N(0, 1)',
    latentDimensions: 1,
    parameters: ['observationNoise'],
    ...standardNormal,
    transition: (a) => [a.constant(0)],
    observation: mirrorObservation,
    scales: (p) => mirrorScales(p, 1),
    grid: () => ({ reach: SIX_SD, kink: true }),
  },
  folds: {
    formula: 'x = sin(f z) + r e, z ~ N(0, 1)',
    latentDimensions: 1,
    parameters: ['observationNoise', 'foldFrequency'],
    ...standardNormal,
    transition: (a) => [a.constant(0)],
    observation: (a, p, z) =>
      withNoise(a, p, a.sin(a.multiply(a.constant(p.foldFrequency), z[0]!))),
    scales: (p) => ({
      latentSd: 1,
      observedMean: 0,
      observedSd: Math.hypot(Math.SQRT1_2, p.observationNoise),
    }),
    grid: () => ({ reach: SIX_SD, kink: false }),
  },
  sum: {
    formula: 'x = z₁ + z₂ + r e, z ~ N(0, I)',
    latentDimensions: 2,
    parameters: ['observationNoise'],
    ...standardNormal,
    transition: (a) => [a.constant(0), a.constant(0)],
    observation: (a, p, z) => withNoise(a, p, a.add(z[0]!, z[1]!)),
    scales: (p) => ({
      latentSd: 1,
      observedMean: 0,
      observedSd: Math.hypot(Math.SQRT2, p.observationNoise),
    }),
    grid: () => ({ reach: SIX_SD, kink: false }),
  },
  ring: {
    formula: 'x = |z| + r e, z ~ N(0, I) in the plane',
    latentDimensions: 2,
    parameters: ['observationNoise'],
    ...standardNormal,
    transition: (a) => [a.constant(0), a.constant(0)],
    observation: (a, p, z) =>
      withNoise(a, p, a.sqrt(a.add(a.multiply(z[0]!, z[0]!), a.multiply(z[1]!, z[1]!)))),
    // |z| has the Rayleigh distribution.
    scales: (p) => ({
      latentSd: 1,
      observedMean: Math.sqrt(Math.PI / 2),
      observedSd: Math.hypot(Math.sqrt(2 - Math.PI / 2), p.observationNoise),
    }),
    grid: () => ({ reach: SIX_SD, kink: true }),
  },
  growth: {
    formula: 'x = z²/20 + r e, z′ = z/2 + 25z/(1+z²) + 8cos(1.2t) + q e',
    latentDimensions: 1,
    parameters: ['observationNoise', 'processNoise'],
    independent: false,
    initialSd: (p) => p.processNoise,
    transitionSd: (p) => p.processNoise,
    transition: (a, _p, previous, time) => {
      const z = previous[0]!;
      const pull = a.divide(a.multiply(a.constant(25), z), a.add(a.constant(1), a.multiply(z, z)));
      const season = a.multiply(a.constant(8), a.cos(a.multiply(a.constant(1.2), time)));
      return [a.add(a.add(a.multiply(a.constant(0.5), z), pull), season)];
    },
    observation: (a, p, z) =>
      withNoise(a, p, a.multiply(a.constant(1 / 20), a.multiply(z[0]!, z[0]!))),
    scales: () => ({ latentSd: 10, observedMean: 5, observedSd: 6 }),
    // |z'| <= |z|/2 + 12.5 + 8 + noise, so |z| settles under 41 plus a few sd.
    grid: (p) => ({ reach: 41 + SIX_SD * p.processNoise, kink: false }),
  },
  volatility: {
    formula: 'x = r exp(z/2) e, z′ = a z + q e',
    latentDimensions: 1,
    parameters: ['observationNoise', 'autoregression', 'processNoise'],
    ...autoregressive,
    observation: (a, p, z) => ({
      kind: 'gaussian',
      mean: a.constant(0),
      logSd: a.add(a.constant(Math.log(p.observationNoise)), a.multiply(a.constant(0.5), z[0]!)),
    }),
    scales: (p) => ({
      latentSd: stationarySd(p),
      observedMean: 0,
      observedSd: p.observationNoise * Math.exp(stationarySd(p) ** 2 / 4),
    }),
    grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: false }),
  },
  counts: {
    formula: 'x ~ Poisson(exp z), z′ = a z + q e',
    latentDimensions: 1,
    parameters: ['autoregression', 'processNoise'],
    ...autoregressive,
    observation: (_a, _p, z) => ({ kind: 'poisson', logRate: z[0]! }),
    // exp z is log-normal, and x varies around it by its mean.
    scales: (p) => {
      const variance = stationarySd(p) ** 2;
      const mean = Math.exp(variance / 2);
      const observedSd = Math.sqrt(mean + mean ** 2 * Math.expm1(variance));
      return { latentSd: stationarySd(p), observedMean: mean, observedSd };
    },
    grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: false }),
  },
  linear: {
    formula: 'x = z + r e, z′ = a z + q e',
    latentDimensions: 1,
    parameters: ['observationNoise', 'autoregression', 'processNoise'],
    ...autoregressive,
    observation: (a, p, z) => withNoise(a, p, z[0]!),
    scales: (p) => ({
      latentSd: stationarySd(p),
      observedMean: 0,
      observedSd: Math.hypot(stationarySd(p), p.observationNoise),
    }),
    grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: false }),
  },
} as const satisfies Record<string, Generator>;

/** The arithmetic of numbers; that of tensors stands in `model/known.ts`. */
export const NUMBERS: Arithmetic<number> = {
  constant: (value) => value,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
};

/** log N(x; mean, exp(logSd)^2), in nats. */
export function gaussianLogDensity<V>(a: Arithmetic<V>, x: V, { mean, logSd }: Gaussian<V>): V {
  const scaled = a.divide(a.subtract(x, mean), a.exp(logSd));
  const half = a.multiply(a.constant(-0.5), a.multiply(scaled, scaled));
  return a.subtract(a.subtract(half, logSd), a.constant(0.5 * Math.log(2 * Math.PI)));
}

/** log p(x | z), nats. */
export function logLikelihood<V>(a: Arithmetic<V>, x: V, given: Emission<V>): V {
  if (given.kind === 'gaussian') return gaussianLogDensity(a, x, given);
  const { logRate } = given;
  return a.subtract(a.subtract(a.multiply(x, logRate), a.exp(logRate)), logFactorial(a, x));
}

/** A sequence of a generator. */
export interface Walk {
  /** [T] */
  readonly x: Float32Array;
  /** What made x. [T, D] */
  readonly z: Float32Array;
}

/**
 * The sequence that standard normals make.
 *
 * @param noise of z, then of x [T, D + 1]
 * @param uniform in (0, 1) for the count of step t; asked only where x is a count
 */
export function walk(
  definition: Generator,
  parameters: GeneratorParameters,
  noise: Float32Array,
  uniform: (t: number) => number,
): Walk {
  const { latentDimensions } = definition;
  const width = latentDimensions + 1;
  const steps = noise.length / width;
  const x = new Float32Array(steps);
  const z = new Float32Array(steps * latentDimensions);
  let previous: readonly number[] = [];
  for (let t = 0; t < steps; t++) {
    const at = t * width;
    const mean = t === 0 ? null : definition.transition(NUMBERS, parameters, previous, t + 1);
    const sd = t === 0 ? definition.initialSd(parameters) : definition.transitionSd(parameters);
    const latent = Array.from(
      { length: latentDimensions },
      (_, d) => (mean?.[d] ?? 0) + sd * noise[at + d]!,
    );
    const given = definition.observation(NUMBERS, parameters, latent);
    x[t] = drawObservation(given, noise[at + latentDimensions]!, () => uniform(t));
    z.set(latent, t * latentDimensions);
    previous = latent;
  }
  return { x, z };
}

const SHIFT = 8;

/**
 * log x!, by Stirling's series at x + 8 and down again by eight logarithms: 3e-12 off at x = 0 and less above.
 */
export function logFactorial<V>(a: Arithmetic<V>, x: V): V {
  const plus = (n: number) => a.add(x, a.constant(n));
  const far = plus(SHIFT);
  const inverse = a.divide(a.constant(1), far);
  const square = a.multiply(inverse, inverse);
  // 1/(12 n) - 1/(360 n^3) + 1/(1260 n^5) - 1/(1680 n^7) + 1/(1188 n^9)
  const series = [-1 / 1680, 1 / 1260, -1 / 360, 1 / 12].reduce(
    (sum, coefficient) => a.add(a.multiply(sum, square), a.constant(coefficient)),
    a.constant(1 / 1188),
  );
  const halfLog2Pi = a.constant(0.5 * Math.log(2 * Math.PI));
  let sum = a.multiply(plus(SHIFT + 0.5), a.log(far));
  sum = a.add(a.subtract(sum, far), a.add(halfLog2Pi, a.multiply(series, inverse)));
  for (let n = 1; n <= SHIFT; n++) sum = a.subtract(sum, a.log(plus(n)));
  return sum;
}

/** A Poisson rate above this is drawn from a normal: its skewness is kept, its probabilities are 1e-3 off. */
const LARGEST_INVERTED_RATE = 500;

/** A draw of x: made of a standard normal, or, a count, of a uniform by inversion. */
export function drawObservation(
  given: Emission<number>,
  normal: number,
  uniform: () => number,
): number {
  if (given.kind === 'gaussian') return given.mean + Math.exp(given.logSd) * normal;
  const rate = Math.exp(given.logRate);
  if (rate > LARGEST_INVERTED_RATE) {
    const quantile = rate + Math.sqrt(rate) * normal + (normal * normal - 1) / 6;
    return Math.max(0, Math.round(quantile));
  }
  const level = uniform();
  let count = 0;
  let share = Math.exp(-rate);
  for (let below = share; below < level; below += share) {
    count++;
    share *= rate / count;
    if (share === 0) break; // rounding left the sum below 1
  }
  return count;
}
