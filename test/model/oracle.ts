/**
 * The surrogate bound in plain TypeScript and doubles, one sequence and one number at a time, written from
 * the equations and sharing no code with `src/model`: what tfjs is checked against.
 */
import { NUMBERS } from '../../src/generators/arithmetic.ts';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import type { Layout } from '../../src/model/layout.ts';
import type { ModelShape } from '../../src/model/shape.ts';
import { penRowLogDensity } from './penOracle.ts';

export interface OracleInputs {
  readonly shape: ModelShape;
  readonly layout: Layout;
  /** [P] */
  readonly parameters: Float64Array;
  readonly sigmaCap: number;
  readonly steps: number;
  readonly size: number;
  readonly x: Float32Array; // [T, B, X]
  readonly mask: Float32Array | null; // [T, B]
  readonly epsilon: Float32Array; // [T, B, D]
  readonly injected: Float32Array | null; // [T, B, sum E]
  readonly draws: Float32Array | null; // [G, K, sum E]
  readonly drawCount: number;
  /** G: the rows t B + b fall into this many groups of consecutive ones. */
  readonly groups: number;
}

export type Vector = number[];

/** Sums over steps of each sequence, nats: log p(x|z) and log h_K - log p(z). */
export function oracleBound(inputs: OracleInputs): { reconstruction: Vector; kl: Vector } {
  const sequences = Array.from({ length: inputs.size }, (_, b) => sequenceBound(inputs, b));
  return {
    reconstruction: sequences.map((sequence) => sequence.reconstruction),
    kl: sequences.map((sequence) => sequence.kl),
  };
}

function sequenceBound(inputs: OracleInputs, b: number): { reconstruction: number; kl: number } {
  const { shape, steps, size } = inputs;
  const { channels, latent, hidden } = shape;
  const present = (t: number) => inputs.mask?.[t * size + b] ?? 1;
  const xs = Array.from({ length: steps }, (_, t) =>
    Array.from(inputs.x.subarray((t * size + b) * channels, (t * size + b + 1) * channels)),
  );
  const features = xs.map((x) =>
    relu(
      affine(
        inputs,
        [['phi_x.w', x.map((value, i) => (value - shape.inputMean[i]!) / shape.inputSd[i]!)]],
        'phi_x.b',
      ),
    ),
  );
  const future: Vector[] = [];
  let g: Vector = new Array(hidden).fill(0);
  if (shape.smoothing)
    for (let t = steps - 1; t >= 0; t--) {
      g = gru(inputs, 'backward', [['x', features[t]!]], g).map((value) => value * present(t));
      future[t] = g;
    }
  let h: Vector = new Array(hidden).fill(0);
  let previous: Vector | null = null;
  let reconstruction = 0;
  let kl = 0;
  for (let t = 0; t < steps; t++) {
    const x = xs[t]!;
    let z: Vector | null = null;
    if (latent > 0) {
      const row = t * size + b;
      const context: [string, Vector][] = [
        ['h', h],
        ['x', features[t]!],
      ];
      if (shape.smoothing) context.push(['g', future[t]!]);
      const noise = total(shape.injectedNoise);
      const own = Array.from(inputs.injected?.subarray(row * noise, (row + 1) * noise) ?? []);
      const psi0 = psi(inputs, context, own);
      const epsilon = inputs.epsilon.subarray(row * latent, (row + 1) * latent);
      z = psi0.mu.map((mu, d) => mu + Math.exp(psi0.logSigma[d]!) * epsilon[d]!);
      const all = [psi0];
      for (let k = 0; k < inputs.drawCount; k++) {
        const draw = Math.floor((row * inputs.groups) / (steps * size)) * inputs.drawCount + k;
        const extra = Array.from(inputs.draws?.subarray(draw * noise, (draw + 1) * noise) ?? []);
        all.push(psi(inputs, context, extra));
      }
      const densities = all.map(({ mu, logSigma }) => logNormal(z!, mu, logSigma));
      const top = Math.max(...densities);
      const logH =
        top + Math.log(densities.reduce((s, d) => s + Math.exp(d - top), 0) / densities.length);
      kl += present(t) * (logH - logPrior(inputs, h, previous, z, t));
    }
    reconstruction += present(t) * logLikelihood(inputs, x, h, z);
    const entering: [string, Vector][] = [['x', features[t]!]];
    if (z !== null) entering.push(['z', phiZ(inputs, z)]);
    h = gru(inputs, 'gru', entering, h);
    previous = z;
  }
  return { reconstruction, kl };
}

export function psi(inputs: OracleInputs, context: [string, Vector][], noise: Vector) {
  const { shape, sigmaCap } = inputs;
  let u: Vector = [];
  let first = 0;
  shape.mixingWidths.forEach((_, i) => {
    const width = shape.injectedNoise[i]!;
    const entering: [string, Vector][] =
      i === 0
        ? context.map(([name, value]) => [`mixing.1.${name}`, value])
        : [[`mixing.${i + 1}.w`, u]];
    if (width > 0) entering.push([`mixing.${i + 1}.noise`, noise.slice(first, first + width)]);
    first += width;
    u = relu(affine(inputs, entering, `mixing.${i + 1}.b`));
  });
  const mu = affine(inputs, [['mixing.mu.w', u]], 'mixing.mu.b').map((m) => m * shape.latentSd);
  const raw = shape.randomSigma
    ? affine(inputs, [['mixing.logSigma.w', u]], 'mixing.logSigma.b')
    : affine(
        inputs,
        [
          [
            'sigma.logSigma.w',
            relu(
              affine(
                inputs,
                context.map(([name, value]) => [`sigma.1.${name}`, value]),
                'sigma.1.b',
              ),
            ),
          ],
        ],
        'sigma.logSigma.b',
      );
  const cap = Math.log(sigmaCap * shape.latentSd);
  const logSigma = raw.map((r) => Math.max(-5, cap - Math.log1p(Math.exp(cap - r))));
  return { mu, logSigma };
}

function phiZ(inputs: OracleInputs, z: Vector): Vector {
  const scaled = z.map((value) => value / inputs.shape.latentSd);
  return relu(affine(inputs, [['phi_z.w', scaled]], 'phi_z.b'));
}

function logPrior(
  inputs: OracleInputs,
  h: Vector,
  previous: Vector | null,
  z: Vector,
  t: number,
): number {
  const { known, priorWidths } = inputs.shape;
  if (known) {
    const { definition, parameters } = known;
    const mean = previous
      ? definition.transition(NUMBERS, parameters, previous, t + 1)
      : z.map(() => 0);
    const sd = previous ? definition.transitionSd(parameters) : definition.initialSd(parameters);
    return logNormal(
      z,
      mean,
      z.map(() => Math.log(sd)),
    );
  }
  const top = stack(inputs, 'prior', [['h', h]], priorWidths.length);
  return logNormal(
    z,
    affine(inputs, [['prior.mu.w', top]], 'prior.mu.b'),
    affine(inputs, [['prior.logSigma.w', top]], 'prior.logSigma.b').map(clamp),
  );
}

function logLikelihood(inputs: OracleInputs, x: Vector, h: Vector, z: Vector | null): number {
  const { known, observation, pen, decoderWidths, inputMean, inputSd } = inputs.shape;
  if (known) {
    const given = known.definition.observation(NUMBERS, known.parameters, z!);
    if (given.kind === 'gaussian') return logNormal(x, [given.mean], [given.logSd]);
    let logFactorial = 0;
    for (let n = 2; n <= x[0]!; n++) logFactorial += Math.log(n);
    return x[0]! * given.logRate - Math.exp(given.logRate) - logFactorial;
  }
  const entering: [string, Vector][] = [['h', h]];
  if (z !== null) entering.push(['z', phiZ(inputs, z)]);
  const top = stack(inputs, 'decoder', entering, decoderWidths.length);
  if (pen)
    return penRowLogDensity(x, affine(inputs, [['decoder.pen.w', top]], 'decoder.pen.b'), pen);
  if (observation === 'binary') {
    const logits = affine(inputs, [['decoder.logit.w', top]], 'decoder.logit.b');
    return logits.reduce((s, l, i) => s + x[i]! * l - Math.log1p(Math.exp(l)), 0);
  }
  return logNormal(
    x,
    affine(inputs, [['decoder.mu.w', top]], 'decoder.mu.b').map(
      (m, i) => m * inputSd[i]! + inputMean[i]!,
    ),
    affine(inputs, [['decoder.logSigma.w', top]], 'decoder.logSigma.b').map(
      (s, i) => clamp(s) + Math.log(inputSd[i]!),
    ),
  );
}

function stack(
  inputs: OracleInputs,
  name: string,
  entering: [string, Vector][],
  depth: number,
): Vector {
  let u = relu(
    affine(
      inputs,
      entering.map(([input, value]) => [`${name}.1.${input}`, value]),
      `${name}.1.b`,
    ),
  );
  for (let i = 2; i <= depth; i++)
    u = relu(affine(inputs, [[`${name}.${i}.w`, u]], `${name}.${i}.b`));
  return u;
}

export function gru(
  inputs: OracleInputs,
  name: string,
  entering: [string, Vector][],
  h: Vector,
): Vector {
  const width = h.length;
  const fromInput = affine(
    inputs,
    entering.map(([input, value]) => [`${name}.${input}`, value]),
    `${name}.bx`,
  );
  const fromPast = affine(inputs, [[`${name}.h`, h]], `${name}.bh`);
  return h.map((old, i) => {
    const reset = sigmoid(fromInput[i]! + fromPast[i]!);
    const update = sigmoid(fromInput[width + i]! + fromPast[width + i]!);
    const candidate = Math.tanh(fromInput[2 * width + i]! + reset * fromPast[2 * width + i]!);
    return (1 - update) * candidate + update * old;
  });
}

/** Sum of the named matrices times their vectors, plus the named bias. */
export function affine(inputs: OracleInputs, terms: [string, Vector][], bias: string): Vector {
  const out = Array.from(tensor(inputs, bias));
  for (const [name, vector] of terms) {
    const weights = tensor(inputs, name);
    for (let i = 0; i < vector.length; i++)
      for (let j = 0; j < out.length; j++) out[j]! += vector[i]! * weights[i * out.length + j]!;
  }
  return out;
}

export function tensor({ layout, parameters }: OracleInputs, name: string): Float64Array {
  const found = layout.tensors.find((candidate) => candidate.name === name);
  if (found === undefined) throw new RangeError(`no tensor ${name}`);
  return parameters.subarray(found.offset, found.offset + found.length);
}

export function logNormal(x: Vector, mean: readonly number[], logSd: readonly number[]): number {
  return x.reduce((s, value, d) => {
    const scaled = (value - mean[d]!) / Math.exp(logSd[d]!);
    return s - 0.5 * scaled * scaled - logSd[d]! - 0.5 * Math.log(2 * Math.PI);
  }, 0);
}

export const relu = (values: Vector) => values.map((value) => Math.max(0, value));
export const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
const clamp = (value: number) => Math.min(2, Math.max(-5, value));
const total = (values: readonly number[]) => values.reduce((s, v) => s + v, 0);

/** The definition under a name, for shapes made by hand in tests. */
export function knownModel(
  name: keyof typeof GENERATOR_DEFINITIONS,
): NonNullable<ModelShape['known']> {
  return {
    definition: GENERATOR_DEFINITIONS[name],
    parameters: {
      observationNoise: 0.4,
      autoregression: 0.6,
      processNoise: 0.8,
      foldFrequency: 2.5,
    },
  };
}
