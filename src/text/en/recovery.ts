/** Of faults: of the worker that trains and its device, and of what goes on after them. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

const RECOVERY = {
  backends: { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'plain JavaScript' },
  faults: {
    'device-lost': 'The GPU was lost',
    'out-of-memory': 'The GPU has no more memory',
    'device-error': 'The GPU refused a command',
    trap: 'The WebAssembly code stopped',
    error: 'A training step failed',
    silent: 'The training worker gave no sign of life',
    crashed: 'The training worker failed',
  },
  noScript: 'its script could not be loaded',
  noLessonScript: 'the script of its worker could not be loaded',
  digitsFailed: (why: string) =>
    `The worker that draws digits failed: ${why}. Reload the page to start it again.`,
  penFailed: (why: string) =>
    `The worker that completes drawings failed: ${why}. Reload the page to start it again.`,
  backendRefused: (written: string, known: string) =>
    `backend = ${written} was refused: it takes one of ${known}. auto was used.`,
  silent: (seconds: number) => `no word of it for ${seconds} s`,
  /** `backend` is null where none is known, `again` are steps that are made again. */
  continues: (
    fault: string,
    why: string,
    backend: string | null,
    from: string,
    again: { readonly steps: number; readonly written: string },
  ) => {
    const on = backend === null ? '' : ` on ${backend}`;
    const made =
      again.steps > 0
        ? `; ${again.written} step${again.steps === 1 ? ' is' : 's are'} made again`
        : '';
    return `${fault} (${why}). The run continues${on} from step ${from}${made}.`;
  },
  readingFailed: (file: string) =>
    `${file} was being read when the worker failed: choose it again.`,
  halt: (fault: string, why: string, times: number, stands: string) =>
    `${fault} (${why}), for the ${ORDINALS[times - 1] ?? `${times}th`} time in a row. ${stands}`,
  noCheckpoint: 'The run has no checkpoint yet and would begin again.',
  nothingLost: (step: string) => `Nothing up to step ${step} is lost.`,
  tryAgain: 'Try again',
  slower: 'Halve the learning rate and go on',
  slowerTitle: (model: string, rate: number) =>
    `${model} alone, at ${rate}, from its last good weights`,
  remove: (model: string) => `Remove ${model}`,
};

export type RecoveryText = Words<typeof RECOVERY>;
export const recoveryText = section('recovery', RECOVERY);
