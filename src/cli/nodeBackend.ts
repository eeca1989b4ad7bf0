/** The backend in Node: tfjs's WebAssembly from its package, WebGPU from the package `webgpu` (Dawn). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { type BackendName, type OpenedBackend, openBackend } from '../kernels/backend.ts';
import { UsageError } from './flags.ts';

const BACKEND_NAMES = ['auto', 'wasm', 'cpu', 'webgpu'] as const;

/** What --backend names; `auto` where it was not given. */
export function backendNamed(name = 'auto'): (typeof BACKEND_NAMES)[number] {
  const found = BACKEND_NAMES.find((candidate) => candidate === name);
  if (found === undefined)
    throw new UsageError(`--backend ${name}: there are ${BACKEND_NAMES.join(', ')}`);
  return found;
}

export async function openNodeBackend(choice: BackendName | 'auto'): Promise<OpenedBackend> {
  const require = createRequire(import.meta.url);
  const wasm = dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep;
  const gpu = choice === 'webgpu' ? await dawn() : undefined;
  return openBackend(choice, { gpu, wasmPaths: wasm });
}

/** The compiled arithmetic of the CPU operations; `npm` scripts build it before they start. */
export function simdModule(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(readFileSync(new URL('../kernels/simd/linear.wasm', import.meta.url)));
}

async function dawn(): Promise<GPU> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu = create([]) as GPU;
  // tfjs reads navigator.gpu when its backend is first imported.
  const navigator: object = globalThis.navigator ?? {};
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}
