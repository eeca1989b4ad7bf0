/** Tries a reader on mutated files: a result or a refusal of the promised type, in time and in bounded memory. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { mutants } from './mutants.ts';

/** The promise of docs/reliability.md; fewer while looking for something: FUZZ_RUNS=500. */
export const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
/** Of one small input, on a machine that is busy. The slowest takes some ten milliseconds. */
const LONGEST_MS = 2000;
const MOST_MEMORY = 400e6;

export interface Trial {
  readonly name: string;
  /** Valid files, each of which is read. */
  readonly files: readonly Uint8Array<ArrayBuffer>[];
  /** Throws nothing but the errors promised. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>) => unknown;
  /** Whether an error is of the promised type. */
  readonly isRefusal: (error: unknown) => boolean;
  /** Mends checksums, so that what lies behind them is tried as well. */
  readonly sealed?: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  /** Mutations that have to be read, as a share of all; a hundredth unless a checksum finds nearly every one. */
  readonly fewestRead?: number;
}

/** Fails with the smallest input found on which a promise is broken. */
export async function survives(trial: Trial): Promise<void> {
  const { name, files, read, isRefusal, sealed, fewestRead = 0.01 } = trial;
  for (const file of files) await read(file);
  let [accepted, refused, slowest, memory] = [0, 0, 0, 0];
  const before = memoryInUse();
  const one = async (bytes: Uint8Array<ArrayBuffer>) => {
    const began = performance.now();
    try {
      await read(bytes);
      accepted++;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused++;
    }
    const took = performance.now() - began;
    if (took > LONGEST_MS) throw new Error(`it took ${took.toFixed(0)} ms`);
    slowest = Math.max(slowest, took);
    if ((accepted + refused) % 500 === 0) memory = Math.max(memory, memoryInUse() - before);
  };
  const input = fc.tuple(mutants(files), fc.boolean());
  await fc.assert(
    fc.asyncProperty(input, ([bytes, mend]) => one(mend && sealed ? sealed(bytes) : bytes)),
    { numRuns: RUNS, seed: 8, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true },
  );
  console.info(
    `${name}: ${RUNS} inputs, ${accepted} read, ${refused} refused, slowest ${slowest.toFixed(0)} ms, at most ${Math.max(0, memory / 1e6).toFixed(0)} MB, faults: 0`,
  );
  expect(accepted + refused).toBe(RUNS);
  // Mutations that all were refused at the door, or changed nothing, would show little.
  expect(accepted).toBeGreaterThanOrEqual(fewestRead * RUNS);
  expect(refused).toBeGreaterThan(RUNS / 100);
  expect(memory).toBeLessThan(MOST_MEMORY);
}

function memoryInUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
