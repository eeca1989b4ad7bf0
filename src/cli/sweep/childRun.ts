/** One run in a process of its own: `npm run train`, told and stopped over a channel. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STOP, type Told } from '../parent.ts';
import { EXPERIMENT_FILE, finishedResult } from './runFolder.ts';

/** How every run of a sweep is made. */
export interface RunManner {
  /** What --data names. */
  readonly data: string | undefined;
  readonly backend: string;
  /** Seconds between checkpoints. */
  readonly checkpointEvery: string | undefined;
}

export type Ending =
  | { readonly kind: 'finished'; readonly result: Readonly<Record<string, unknown>> }
  /** It has saved what it had, and goes on when it is started again. */
  | { readonly kind: 'stopped' }
  /** `lasting`: it would fail again, because what it was asked cannot be done. */
  | { readonly kind: 'failed'; readonly error: string; readonly lasting: boolean };

export interface ChildRun {
  readonly ended: Promise<Ending>;
  /** Asks it to save and end. */
  stop(): void;
  /** Ends it at once: its last checkpoint stays. */
  kill(): void;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const MAX_ERROR_TEXT = 8000;
/** Exit status of a command that a person has to mend. */
const USAGE = 2;

/** Begins the run whose experiment stands in `folder`, or goes on with it. */
export function startRun(
  folder: string,
  { data, backend, checkpointEvery }: RunManner,
  heard: (told: Told) => void,
): ChildRun {
  const flags = [
    ['--experiment', join(resolve(folder), EXPERIMENT_FILE)],
    ['--out', resolve(folder)],
    ['--backend', backend],
    ...(data === undefined ? [] : [['--data', resolve(data)]]),
    ...(checkpointEvery === undefined ? [] : [['--checkpoint-every', checkpointEvery]]),
  ].flat();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'src/cli/train.ts'), ...flags],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C is for whoever started it to hand on.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  let text = '';
  child.stderr!.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-MAX_ERROR_TEXT);
  });
  child.on('message', (told) => heard(told as Told));
  let stopping = false;
  const ended = new Promise<Ending>((settle) => {
    child.on('error', ({ message }) =>
      settle({ kind: 'failed', error: `it could not be started: ${message}`, lasting: true }),
    );
    child.on('close', (code, signal) => {
      const result = finishedResult(folder);
      if (result !== null) settle({ kind: 'finished', result });
      else if (stopping || code === 0) settle({ kind: 'stopped' });
      else
        settle({
          kind: 'failed',
          error: signal === null ? errorLine(text, code) : `it was ended by ${signal}`,
          lasting: code === USAGE,
        });
    });
  });
  return {
    ended,
    stop() {
      stopping = true;
      if (child.connected) child.send(STOP, () => {});
    },
    kill() {
      stopping = true;
      child.kill('SIGKILL');
    },
  };
}

/** The line of stderr that says what went wrong. */
export function errorLine(text: string, code: number | null): string {
  const lines = text.split('\n').filter((line) => /\S/.test(line));
  const named = lines.findLast((line) => /^(Uncaught )?\w*Error\b.*:/.test(line));
  const last = lines.findLast((line) => !/^\s|^Node\.js v/.test(line));
  return named ?? last ?? `it ended with status ${code}`;
}
