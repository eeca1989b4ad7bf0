/**
 * The Gaussian nearest to the posterior of `ring` in KL( q || posterior ). It may be turned about the origin, so its
 * mean is put on the first axis; there its own axes are those of the plane by symmetry, and the best Gaussian without
 * correlation (mean-field) is the best of all.
 *
 *   KL = -1 - log s1 s2 + m2 / 2 + log(r sqrt(2 pi)) + (x^2 - 2 x E|z| + m2) / (2 r^2) + log p(x),
 *   m2 = E|z|^2 = rho^2 + s1^2 + s2^2,   z ~ N((rho, 0), diag(s1^2, s2^2))
 */
import { GENERATOR_DEFINITIONS } from '../generators/definitions.ts';
import type { GeneratorParameters } from '../generators/generator.ts';
import { planeLogDensity } from './plane.ts';

export interface RingFit {
  /** Distance of the mean from the origin. */
  readonly radius: number;
  /** Standard deviation along the radius, and across. */
  readonly along: number;
  readonly across: number;
  /** KL( q || posterior ), nats */
  readonly kl: number;
}

/** The Gaussian of least KL to p(z | x); descents from a short and a long piece of the ring, and from all of it. */
export function bestRingGaussian(parameters: GeneratorParameters, x: number): RingFit {
  const r = parameters.observationNoise;
  const evidence = planeLogDensity(GENERATOR_DEFINITIONS.ring, parameters, x);
  const narrow = r / Math.hypot(1, r);
  const radius = Math.max(narrow, x / (1 + r * r));
  const starts = [
    [radius, narrow, Math.sqrt(narrow * radius)],
    [0.7 * radius, 1.5 * narrow, 0.7 * radius],
    [0.1 * radius, 0.6 * radius, 0.6 * radius],
  ] as const;
  return starts
    .map(([rho, s1, s2]) =>
      descend(at(rho, Math.log(s1), Math.log(s2), r, x, evidence), r, x, evidence),
    )
    .reduce((a, b) => (b.kl < a.kl ? b : a));
}

interface Evaluated extends RingFit {
  /** Derivatives of the KL by the radius and by the logarithms of the two sd. */
  readonly gradient: readonly [number, number, number];
}

function at(
  radius: number,
  logAlong: number,
  logAcross: number,
  r: number,
  x: number,
  evidence: number,
): Evaluated {
  const [along, across] = [Math.exp(logAlong), Math.exp(logAcross)];
  const [length, byRadius, byAlong, byAcross] = meanLength(radius, along, across);
  const square = radius ** 2 + along ** 2 + across ** 2;
  const tight = 1 + 1 / r ** 2;
  const kl =
    -1 -
    logAlong -
    logAcross +
    0.5 * square +
    Math.log(r * Math.sqrt(2 * Math.PI)) +
    (x * x - 2 * x * length + square) / (2 * r * r) +
    evidence;
  const pull = x / (r * r);
  return {
    radius,
    along,
    across,
    kl,
    gradient: [
      tight * radius - pull * byRadius,
      -1 + along * (tight * along - pull * byAlong),
      -1 + across * (tight * across - pull * byAcross),
    ],
  };
}

/** Steps by the inverse Fisher information (s^2, 1/2, 1/2), halved until they descend. */
function descend(start: Evaluated, r: number, x: number, evidence: number): Evaluated {
  let here = start;
  for (let n = 0; n < MOST_STEPS; n++) {
    const [byRadius, byAlong, byAcross] = here.gradient;
    const after = (step: number) =>
      at(
        here.radius - clamp(step * here.along * byRadius, 2) * here.along,
        Math.log(here.along) - clamp(0.5 * step * byAlong, 1),
        Math.log(here.across) - clamp(0.5 * step * byAcross, 1),
        r,
        x,
        evidence,
      );
    let step = 1;
    let next = after(step);
    while (!(next.kl < here.kl) && step > 1e-4) {
      step /= 2;
      next = after(step);
    }
    if (!(next.kl < here.kl)) return here;
    const gained = here.kl - next.kl;
    here = next;
    if (gained < 1e-9) return here;
  }
  return here;
}

const MOST_STEPS = 200;
const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));

/**
 * E|z| and its derivatives by rho, s1 and s2, from |z| = sqrt(2 / pi) integral_0^inf (1 - exp(-u^2 |z|^2 / 2)) / u^2 du:
 * the expectation is taken inside, and u = e^v makes the integrand smooth and quick to die out on both sides.
 */
function meanLength(
  radius: number,
  along: number,
  across: number,
): [length: number, byRadius: number, byAlong: number, byAcross: number] {
  const size = Math.hypot(radius, along, across);
  const [a2, b2, m2] = [along ** 2, across ** 2, radius ** 2];
  let [length, byRadius, byAlong, byAcross] = [0, 0, 0, 0];
  const last = Math.ceil((TAIL + Math.log(size / Math.min(along, across))) / STEP);
  const grow = Math.exp(STEP);
  let u = Math.exp(-TAIL) / size;
  // On the endless row of nodes below the first, 1 - exp(...) is u^2 |z|^2 / 2: a geometric series.
  const below = u / Math.expm1(STEP);
  for (let n = -TAIL / STEP; n <= last; n++) {
    const u2 = u * u;
    const a = 1 + u2 * a2;
    const b = 1 + u2 * b2;
    const mean = Math.exp((-0.5 * u2 * m2) / a) / Math.sqrt(a * b);
    length += (1 - mean) / u;
    byRadius += (u * mean) / a;
    byAlong += u * mean * (1 / a - (u2 * m2) / (a * a));
    byAcross += (u * mean) / b;
    u *= grow;
  }
  // On those above the last it is 1; `u` has passed to the first of them.
  const above = grow / Math.expm1(STEP) / u;
  const scale = Math.sqrt(2 / Math.PI) * STEP;
  return [
    scale * (length + 0.5 * size ** 2 * below + above),
    scale * radius * (byRadius + below),
    scale * along * (byAlong + below),
    scale * across * (byAcross + below),
  ];
}

const STEP = 0.25;
/** The integral runs from exp(-6) / |z| to exp(6) / the smaller sd. */
const TAIL = 6;
