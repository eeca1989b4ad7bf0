/** What goes wrong in the workers. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const WORKERS = {
  cannotGoOn: (why: string) => `The stored run cannot go on: ${why}`,
  noBackend: {
    webgpu: 'backend=webgpu: this machine offers no WebGPU adapter',
    wasm: 'backend=wasm: WebAssembly could not be started here',
  },
  takingBest: (why: string) => `${why}; taking the best there is`,
  noExport: (id: string) => `no model ${id} to export: it was removed`,
  stepFailed: 'a training step failed',
  noRun: (file: string) => `${file}: there is no run whose models they could be of`,
  fileRefused: (file: string, why: string) => `${file}: ${why}`,
  estimateFailed: (why: string) => `The estimate failed: ${why}`,
  noAnswer: (why: string) => `The models could not answer: ${why}`,
};

export type WorkersText = Words<typeof WORKERS>;
export const workersText = section('workers', WORKERS);
