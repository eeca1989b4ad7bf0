/** Integration by Gauss and Legendre's five-point rule on panels: a second way to what the grids compute. */
import { NUMBERS } from '../../src/generators/arithmetic.ts';
import { drawObservation, logLikelihood } from '../../src/generators/emission.ts';
import type {
  Generator as Definition,
  GeneratorParameters,
} from '../../src/generators/generator.ts';
import { fillNormal, fillUniform, stream } from '../../src/rng.ts';

export interface Nodes {
  readonly at: number[];
  readonly weight: number[];
}

const INNER = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3;
const OUTER = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3;
const INNER_WEIGHT = (322 + 13 * Math.sqrt(70)) / 900;
const OUTER_WEIGHT = (322 - 13 * Math.sqrt(70)) / 900;
const RULE = [
  [-OUTER, OUTER_WEIGHT],
  [-INNER, INNER_WEIGHT],
  [0, 128 / 225],
  [INNER, INNER_WEIGHT],
  [OUTER, OUTER_WEIGHT],
] as const;

/** On [-reach, reach]; 0 is a border between panels. */
export function panels(reach: number, width: number): Nodes {
  const half = Math.ceil(reach / width);
  const at: number[] = [];
  const weight: number[] = [];
  for (let panel = -half; panel < half; panel++) {
    for (const [point, share] of RULE) {
      at.push((panel + 0.5 + point / 2) * width);
      weight.push((share * width) / 2);
    }
  }
  return { at, weight };
}

export const normalDensity = (x: number, mean: number, sd: number) =>
  Math.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));

export const likelihood = (d: Definition, p: GeneratorParameters, x: number, z: number) =>
  Math.exp(logLikelihood(NUMBERS, x, d.observation(NUMBERS, p, [z])));

/** p(x_{t+1}..x_T | z_t = z), t counted from 1, by recursion from the end. */
export function lookAhead(
  d: Definition,
  p: GeneratorParameters,
  x: readonly number[],
  t: number,
  z: number,
  { at, weight }: Nodes,
): number {
  if (t === x.length) return 1;
  let later = at.map(() => 1);
  for (let s = x.length; s > t; s--) {
    const here = later.map((value, j) => value * likelihood(d, p, x[s - 1]!, at[j]!) * weight[j]!);
    if (s === t + 1) return expectation(d, p, z, s, at, here);
    later = at.map((from) => expectation(d, p, from, s, at, here));
  }
  throw new RangeError(`no step ${t}`);
}

function expectation(
  d: Definition,
  p: GeneratorParameters,
  from: number,
  time: number,
  at: readonly number[],
  values: readonly number[],
): number {
  const mean = d.transition(NUMBERS, p, [from], time)[0]!;
  const sd = d.transitionSd(p);
  let sum = 0;
  for (const [j, value] of values.entries()) sum += value * normalDensity(at[j]!, mean, sd);
  return sum;
}

/** log p(x) of one sequence. */
export function logDensityFromTheEnd(
  d: Definition,
  p: GeneratorParameters,
  x: readonly number[],
  nodes: Nodes,
): number {
  const { at, weight } = nodes;
  let later = at.map(() => 1);
  for (let s = x.length; s > 1; s--) {
    const here = later.map((value, j) => value * likelihood(d, p, x[s - 1]!, at[j]!) * weight[j]!);
    later = at.map((from) => expectation(d, p, from, s, at, here));
  }
  let sum = 0;
  for (const [j, z] of at.entries()) {
    const prior = normalDensity(z, 0, d.initialSd(p));
    sum += weight[j]! * prior * likelihood(d, p, x[0]!, z) * later[j]!;
  }
  return Math.log(sum);
}

/** Sequences of a one-dimensional generator, drawn here and not by data/: [T, B], time first. */
export function drawSequences(
  d: Definition,
  p: GeneratorParameters,
  steps: number,
  size: number,
  seed = 5,
): Float32Array {
  const noise = fillNormal(new Float32Array(steps * size * 2), stream(seed, 'test'), 2);
  const uniforms = fillUniform(new Float32Array(steps * size), stream(seed, 'test'), 1, {
    step: 1,
  });
  const x = new Float32Array(steps * size);
  for (let b = 0; b < size; b++) {
    let z = 0;
    for (let t = 1; t <= steps; t++) {
      const i = (t - 1) * size + b;
      const fresh = t === 1 || d.independent;
      z = fresh
        ? d.initialSd(p) * noise[2 * i]!
        : d.transition(NUMBERS, p, [z], t)[0]! + d.transitionSd(p) * noise[2 * i]!;
      const given = d.observation(NUMBERS, p, [z]);
      x[i] = drawObservation(given, noise[2 * i + 1]!, () => uniforms[i]!);
    }
  }
  return x;
}
