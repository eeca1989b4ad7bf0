/**
 * Which queue a run waits in. Numbers agree to the last bit between machines of the same build, on the same backend and the
 * same files: all three are in the queue's name, so that no worker of another kind ever sees the run.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Experiment } from '../../config/experiment.ts';
import { sourcesAt } from '../dataFiles.ts';
import { backendNamed } from '../nodeBackend.ts';

const source = fileURLToPath(new URL('../../', import.meta.url));
/** The rooms that numbers come from. */
const ROOMS = [
  'config',
  'data',
  'generators',
  'kernels',
  'model',
  'posterior',
  'train',
  'rng.ts',
  'cli/testFigures.ts',
];
const MARK_LETTERS = 10;

export interface QueueKind {
  /** `sis-rnn-BUILD-BACKEND`, and a mark of the files where there are any. */
  readonly name: string;
  /** The build alone, for people. */
  readonly build: string;
  /** The backend that runs are to be made on. */
  readonly backend: string;
}

export async function queueKind(
  backend: string | undefined,
  data: string | undefined,
): Promise<QueueKind> {
  const choice = backendNamed(backend);
  // In Node there is no WebGPU unless it is asked for.
  const named = choice === 'auto' ? 'wasm' : choice;
  const build = buildMark();
  const parts = ['sis-rnn', build, named, ...(data === undefined ? [] : [await dataMark(data)])];
  return { name: parts.join('-'), build, backend: named };
}

/** The same experiment is the same job, whoever asks for it. */
export function jobId(experiment: Experiment): string {
  return `run-${createHash('sha256').update(JSON.stringify(experiment)).digest('hex').slice(0, 32)}`;
}

function buildMark(): string {
  const files = ROOMS.flatMap((room) =>
    room.endsWith('.ts')
      ? [room]
      : readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .map((name) => `${room}/${name.replaceAll('\\', '/')}`),
  ).sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(file).update(readFileSync(join(source, file), 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex').slice(0, MARK_LETTERS);
}

/** Of names and bytes: descriptions of data name files. */
async function dataMark(path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, open } of sourcesAt(path)) {
    hash.update(`${name}\n`);
    for await (const bytes of open()) hash.update(bytes);
  }
  return hash.digest('hex').slice(0, MARK_LETTERS);
}
