/** The flags of `npm run bench`. */
import { parseArgs } from 'node:util';
import { UsageError } from '../flags.ts';
import { PYTHONS } from './torch.ts';

/** naive: `naive.ts`. reference: `model/reference.ts`. fused: `kernels/simd` or `kernels/webgpu`. */
export const BENCH_PATHS = ['naive', 'reference', 'fused', 'pytorch'] as const;
export type BenchPath = (typeof BENCH_PATHS)[number];

export interface BenchOptions {
  readonly json: boolean;
  readonly long: boolean;
  readonly scaling: boolean;
  readonly webgpu: boolean;
  readonly help: boolean;
  /** Null: the default of the backend. */
  readonly repeats: number | null;
  /** Names of cases; null for all. */
  readonly cases: readonly string[] | null;
  readonly paths: readonly BenchPath[];
  readonly pythons: readonly string[];
}

export const BENCH_HELP = `npm run bench -- [--json] [--long] [--webgpu] [--repeats N] [--cases LIST] [--paths LIST]

Times one training step on every path, the paths of a case in turns within one run.

  --json         the last line is the table as JSON
  --long         sequences of 196 and 784 steps too, and the paper's size on 8 sequences (minutes)
  --scaling      instead: how a step grows with T, B, K and H on WebAssembly (docs/scale.md)
  --webgpu       WebGPU in Node too (minutes on a software adapter)
  --repeats N    turns of each path; default 3, on WebGPU 1
  --cases LIST   only these: paper-28, mirror, paper-196, paper-784, paper-full (the paper's K, fused alone)
  --paths LIST   only these: ${BENCH_PATHS.join(', ')}; the first of a case is what the others are compared with
  --python PATH  a Python with torch; default ${PYTHONS.join(', then ')}
  --help         this text`;

/** Throws a UsageError that names what it did not understand. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const values = parsed(args);
  const { json, long, scaling, webgpu, help, repeats, cases, paths, python } = values;
  const count = repeats === undefined ? null : Number(repeats);
  if (count !== null && !(Number.isInteger(count) && count >= 1))
    throw new UsageError(`--repeats ${repeats}: a whole number from 1 on`);
  const named = list(paths)?.map((name) => {
    const known = BENCH_PATHS.find((path) => path === name);
    if (known === undefined)
      throw new UsageError(`--paths ${name}: there are ${BENCH_PATHS.join(', ')}`);
    return known;
  });
  return {
    json,
    long,
    scaling,
    webgpu,
    help,
    repeats: count,
    cases: list(cases),
    paths: named ?? BENCH_PATHS,
    pythons: python === undefined ? PYTHONS : [python],
  };
}

function parsed(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: flag,
        long: flag,
        scaling: flag,
        webgpu: flag,
        help: flag,
        repeats: text,
        cases: text,
        paths: text,
        python: text,
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function list(text: string | undefined): string[] | null {
  return text?.split(',').map((part) => part.trim()) ?? null;
}
