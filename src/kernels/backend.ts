/**
 * Opens the tfjs backend a run computes on: WebGPU on a hardware adapter, else WebAssembly SIMD, else plain
 * JavaScript. A software WebGPU adapter is slower than WebAssembly and taken only when WebGPU is asked for.
 * The GPU device is made here, not by tfjs, so that its limits and its loss are ours to handle.
 */
import * as tf from '@tensorflow/tfjs';
import { replaceWasmKernels } from './wasmKernels.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** A named backend that cannot be had; the message says why, for people. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}

/** What differs between a browser and Node. */
export interface Surroundings {
  readonly gpu: GPU | undefined;
  /** Folder of the tfjs .wasm files, or the address of each. */
  readonly wasmPaths: string | Readonly<Record<string, string>>;
  /** Optional features of a GPU to do without, for tests of what stands in for them. */
  readonly withoutFeatures?: readonly GPUFeatureName[];
}

export interface OpenedBackend {
  readonly backend: BackendName;
  /** Adapter or instruction set, for people. */
  readonly detail: string;
  /** Resolves if ever the device is lost or refuses a command; null where there is no device. */
  readonly fault: Promise<DeviceFault> | null;
}

/** What ended the life of a GPU's device, or made what it computes worthless: tfjs hears of neither. */
export interface DeviceFault {
  readonly kind: 'device-lost' | 'out-of-memory' | 'device-error';
  readonly message: string;
}

/**
 * Makes the backend current. `auto` takes the best there is; a named one is taken or refused.
 * Throws a BackendError when a named backend cannot be had.
 */
export async function openBackend(
  choice: BackendName | 'auto',
  surroundings: Surroundings,
): Promise<OpenedBackend> {
  switch (choice) {
    case 'webgpu': {
      const opened = await openWebGpu(surroundings.gpu, 'any', surroundings.withoutFeatures);
      if (opened === null)
        throw new BackendError('backend=webgpu: this machine offers no WebGPU adapter');
      return opened;
    }
    case 'wasm': {
      const opened = await openWasm(surroundings.wasmPaths);
      if (opened === null)
        throw new BackendError('backend=wasm: WebAssembly could not be started here');
      return opened;
    }
    case 'cpu':
      return openCpu();
    case 'auto':
      return (
        (await openWebGpu(surroundings.gpu, 'hardware')) ??
        (await openWasm(surroundings.wasmPaths)) ??
        (await openCpu())
      );
    default:
      return choice satisfies never;
  }
}

/** Features a device is asked for where its adapter has them. */
const OPTIONAL_FEATURES: readonly GPUFeatureName[] = ['subgroups'];

async function openWebGpu(
  gpu: GPU | undefined,
  accepted: 'hardware' | 'any',
  withoutFeatures: readonly GPUFeatureName[] = [],
): Promise<OpenedBackend | null> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const software = isSoftware(adapter.info);
  if (software && accepted === 'hardware') return null;
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredFeatures: OPTIONAL_FEATURES.filter(
      (feature) => adapter.features.has(feature) && !withoutFeatures.includes(feature),
    ),
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
  // Imported late: whoever has no GPU does not load it, and Node must define navigator.gpu first.
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  if (!(await tf.setBackend('webgpu'))) return null;
  const { description, device: model, architecture, vendor } = adapter.info;
  const name = description || model || [vendor, architecture].filter(Boolean).join(' ');
  const detail = `${name || 'adapter'}${software ? ' (software)' : ''}`;
  return { backend: 'webgpu', detail, fault: faultOf(device) };
}

/** A watchdog's reset and a driver's crash are losses; a command refused is told to nobody else. */
function faultOf(device: GPUDevice): Promise<DeviceFault> {
  return new Promise((resolve) => {
    device.lost.then(({ reason, message }) =>
      resolve({ kind: 'device-lost', message: firstLine(message) || reason || 'no reason given' }),
    );
    device.addEventListener('uncapturederror', ({ error }) => {
      const outOfMemory = error.constructor.name === 'GPUOutOfMemoryError';
      const kind = outOfMemory ? 'out-of-memory' : 'device-error';
      resolve({ kind, message: firstLine(error.message) || 'no reason given' });
    });
  });
}

const MOST_LETTERS = 160;

/** Without a full stop. Browsers append dumps of what was called. */
function firstLine(message: string): string {
  const [line = ''] = message.trim().split('\n');
  return line.slice(0, MOST_LETTERS).replace(/\.$/, '');
}

/** Whether the device is a processor that plays a GPU, for which other layouts are quick. */
export function runsInSoftware({ adapterInfo }: GPUDevice): boolean {
  return adapterInfo !== undefined && isSoftware(adapterInfo);
}

function isSoftware({ isFallbackAdapter, architecture, description, device }: GPUAdapterInfo) {
  const named = `${architecture} ${description} ${device}`.toLowerCase();
  return isFallbackAdapter === true || /swiftshader|llvmpipe|software/.test(named);
}

async function openWasm(paths: Surroundings['wasmPaths']): Promise<OpenedBackend | null> {
  try {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(typeof paths === 'string' ? paths : { ...paths });
    // One thread: the matrices of a step are small, and one thread adds in one order.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!(await tf.setBackend('wasm'))) return null;
    replaceWasmKernels();
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return { backend: 'wasm', detail: simd ? 'SIMD' : 'no SIMD', fault: null };
  } catch (error) {
    // No WebAssembly here, or its file could not be fetched: the plain backend still works.
    console.warn('WebAssembly could not be started:', error);
    return null;
  }
}

async function openCpu(): Promise<OpenedBackend> {
  await tf.setBackend('cpu');
  return { backend: 'cpu', detail: 'plain JavaScript', fault: null };
}
