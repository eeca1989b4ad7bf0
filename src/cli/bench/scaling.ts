/** How the CPU time of a training step grows with T, B, K and H: each alone, from the same middle, and the exponent fitted. */
import { simdOps } from '../../kernels/simd/ops.ts';
import { toTensors } from '../../train/evaluate.ts';
import { simdModule } from '../nodeBackend.ts';
import { type CaseSizes, paperCase } from './cases.ts';
import { openLocal } from './local.ts';
import { median } from './table.ts';
import { type Contender, inTurns } from './turns.ts';

const MIDDLE: CaseSizes = { steps: 28, size: 16, draws: 10, hidden: 64, channels: 28 };

export const AXES = {
  T: ['steps', [7, 14, 28, 56, 112]],
  B: ['size', [4, 8, 16, 32, 64]],
  K: ['draws', [0, 10, 25, 50, 100, 200]],
  H: ['hidden', [16, 32, 64, 128, 256]],
} as const satisfies Record<string, readonly [keyof CaseSizes, readonly number[]]>;

export interface Scaling {
  readonly axis: string;
  readonly points: readonly { readonly n: number; readonly ms: number }[];
  /** Of the power law through all points but n = 0. */
  readonly exponent: number;
  /** Between the last two. */
  readonly lastExponent: number;
}

/** On WebAssembly with the SIMD operations, the sizes of an axis in turns of one step. */
export async function measureScaling(
  rounds: number,
  tell: (text: string) => void,
): Promise<Scaling[]> {
  const found: Scaling[] = [];
  for (const [axis, [key, sizes]] of Object.entries(AXES)) {
    tell(`${axis}: warming up`);
    const contenders: Contender[] = [];
    for (const n of sizes) {
      const benchCase = paperCase(`${axis} = ${n}`, { ...MIDDLE, [key]: n });
      const tensors = toTensors(benchCase.batch);
      const makeOps = async () => simdOps(await simdModule());
      contenders.push(await openLocal(`${axis} = ${n}`, benchCase, tensors, makeOps));
      tell('.');
    }
    tell(' measuring\n');
    const times = await inTurns(contenders.map(inCpuTime), rounds, 0);
    for (const contender of contenders) contender.dispose();
    const points = sizes.map((n, i) => ({ n, ms: median(times[i]!) }));
    found.push({
      axis,
      points,
      exponent: exponentOf(points),
      lastExponent: exponentOf(points.slice(-2)),
    });
  }
  return found;
}

/** Other processes on the cores lengthen a step, and hardly the time it works. */
function inCpuTime(contender: Contender): Contender {
  return {
    ...contender,
    async turn() {
      const before = process.cpuUsage();
      await contender.turn(0);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    },
  };
}

/** Slope of log ms over log n, by least squares; points at n = 0 have no logarithm and are left out. */
export function exponentOf(points: Scaling['points']): number {
  const logs = points.filter(({ n }) => n > 0).map(({ n, ms }) => [Math.log(n), Math.log(ms)]);
  const mean = (column: 0 | 1) => logs.reduce((sum, log) => sum + log[column]!, 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const [xy, xx] = logs.reduce(
    ([products, squares], [x, y]) => [
      products! + (x! - meanX) * (y! - meanY),
      squares! + (x! - meanX) ** 2,
    ],
    [0, 0],
  );
  return xy! / xx!;
}

export function formatScaling(scalings: readonly Scaling[]): string {
  const lines = scalings.map(({ axis, points, exponent, lastExponent }) => {
    const cells = points.map(({ n, ms }) => `${n}: ${ms.toFixed(1)}`).join(', ');
    return `| ${axis} | ${cells} | ${exponent.toFixed(2)} | ${lastExponent.toFixed(2)} |`;
  });
  const { steps, size, draws, hidden } = MIDDLE;
  return [
    `CPU ms of a step where all but one size stay at T = ${steps}, B = ${size}, K = ${draws}, H = ${hidden}`,
    '| size | ms | exponent | between the last two |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
