/** The density of a pen step in doubles, from the textbook form of the bivariate normal: what tfjs is checked against. */
import type { PenMixture } from '../../src/model/penMixture.ts';

/** log p(x | row of raw outputs), nats. x = (dx, dy, e) */
export function penRowLogDensity(
  x: readonly number[],
  raw: readonly number[],
  { components, correlated }: PenMixture,
): number {
  const column = (block: number, j: number) => raw[block * components + j]!;
  const [dx, dy, e] = x as [number, number, number];
  let weights = 0;
  let density = 0;
  const top = Math.max(...raw.slice(0, components));
  const logs: number[] = [];
  for (let j = 0; j < components; j++) {
    const sd1 = Math.max(1e-3, Math.exp(column(3, j)));
    const sd2 = Math.max(1e-3, Math.exp(column(4, j)));
    const rho = correlated ? Math.tanh(Math.min(4, Math.max(-4, column(5, j)))) : 0;
    const u = (dx - column(1, j)) / sd1;
    const v = (dy - column(2, j)) / sd2;
    const quadratic = (u * u + v * v - 2 * rho * u * v) / (1 - rho * rho);
    weights += Math.exp(column(0, j) - top);
    logs.push(
      column(0, j) -
        top -
        Math.log(2 * Math.PI * sd1 * sd2) -
        0.5 * Math.log(1 - rho * rho) -
        0.5 * quadratic,
    );
  }
  const best = Math.max(...logs);
  for (const log of logs) density += Math.exp(log - best);
  const logit = raw.at(-1)!;
  const coin = e * logit - (Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))));
  return best + Math.log(density) - Math.log(weights) + coin;
}
