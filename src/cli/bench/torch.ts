/** The naive step in PyTorch: `test/reference/step.py` as a child process, one for each number of threads. */
import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ModelShape } from '../../model/shape.ts';
import type { Contender } from './turns.ts';

const SCRIPT = fileURLToPath(new URL('../../../test/reference/step.py', import.meta.url));

/** The first may be a Python of a version manager, without the packages of the system's. */
export const PYTHONS = ['python3', '/usr/bin/python3'] as const;

/** One thread, and all there are. */
export function threadCounts(): readonly number[] {
  return [...new Set([1, availableParallelism()])];
}

/**
 * The step on so many threads; null where no Python among `pythons` has torch. Throws an Error where the
 * script fails or builds a model of another size than `parameters`.
 */
export async function openTorch(
  pythons: readonly string[],
  shape: ModelShape,
  sizes: { readonly steps: number; readonly size: number; readonly draws: number },
  threads: number,
  parameters: number,
): Promise<Contender | null> {
  for (const python of pythons) {
    const child = new TorchChild(python, JSON.stringify({ ...shape, ...sizes }), threads);
    const about = await child.answer();
    if (about === null) continue;
    if (about['parameters'] !== parameters) {
      child.end();
      throw new Error(`step.py has ${about['parameters']} parameters, the model ${parameters}`);
    }
    let peakBytes: number | null = null;
    return {
      path: `pytorch ${about['torch']}, ${threads} thread${threads === 1 ? '' : 's'}`,
      dispatches: null,
      get peakBytes() {
        return peakBytes;
      },
      turn: async (leastMs) => {
        child.ask(String(leastMs));
        const answer = await child.answer();
        if (answer === null) throw new Error('step.py ended before its time');
        peakBytes = Number(answer['peakBytes']);
        return Number(answer['ms']);
      },
      dispose: () => child.end(),
    };
  }
  return null;
}

class TorchChild {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(python: string, sizes: string, threads: number) {
    // Set from outside, because a BLAS with threads of its own does not heed torch.set_num_threads.
    const count = String(threads);
    const env = {
      ...process.env,
      OMP_NUM_THREADS: count,
      OPENBLAS_NUM_THREADS: count,
      MKL_NUM_THREADS: count,
      // Threads that spin while they wait made the step ten times slower where others use the machine too.
      OMP_WAIT_POLICY: 'passive',
    };
    this.#process = spawn(python, [SCRIPT, sizes], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.on('error', () => {}); // no such Python: the lines below end
    this.#process.stdin!.on('error', () => {});
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  ask(line: string): void {
    this.#process.stdin!.write(`${line}\n`);
  }

  /** The next line; null when the process has ended. */
  async answer(): Promise<Record<string, unknown> | null> {
    const { value, done } = await this.#lines.next();
    return done ? null : (JSON.parse(value) as Record<string, unknown>);
  }

  end(): void {
    this.#process.kill();
  }
}
