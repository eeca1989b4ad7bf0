/**
 * The one door to the private parts of tfjs's WebGPU backend (4.22.0, pinned exactly; tfjs is frozen
 * upstream). A kernel of ours must be recorded into the backend's own command encoder, and tfjs 4.22 offers
 * no public way to do so. What is used, and why:
 *
 * - `uploadToGPU`, `tensorMap`: a tensor may still lie on the CPU; its buffer exists only after an upload.
 * - `commandEncoder`, `computePassEncoder` with `ensureCommandEncoderReady`, `endComputePassEncoder`: an own
 *   encoder submitted before tfjs's would read inputs that are not yet computed, without an error.
 * - `commandQueueOwnedIds`: keeps a tensor's buffer out of the pool until the commands that use it are
 *   submitted.
 * - `dispatchCountInPass`, `submitQueue`: so that our dispatches count towards tfjs's deferred submit.
 * - `makeUniforms`: one buffer for every dispatch, given back to the pool after the submit. Rewriting one
 *   buffer between two recorded dispatches would show both the last value.
 *
 * Delete this file when tfjs can record a program given as WGSL with several outputs.
 */
import * as tf from '@tensorflow/tfjs';
import { SUBGROUPS_WGSL } from './subgroups.ts';

/** What tfjs's declarations hide; the names are those of `WebGPUBackend` in tfjs-backend-webgpu 4.22.0. */
interface WebGpuBackend {
  readonly device: GPUDevice;
  readonly tensorMap: {
    get(dataId: object): { readonly dtype: string; readonly resource?: unknown };
  };
  readonly commandQueueOwnedIds: WeakSet<object>;
  readonly commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  uploadToGPU(dataId: object): void;
  makeUniforms(fields: { type: 'uint32' | 'float32'; data: number[] }[]): GPUBindingResource;
  makeTensorInfo(shape: number[], dtype: 'float32'): tf.TensorInfo;
  disposeData(dataId: object): boolean;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** A compute shader. Its bindings are the tensors, in order, and after them the uniforms `UNIFORMS_WGSL`. */
export interface Program {
  /** Everything the source depends on: programs with equal keys share a pipeline. */
  readonly key: string;
  /** Made only when the key is new to the device. The entry point is `main`. */
  readonly source: () => string;
  /** Whether the source asks for the feature `subgroups`. */
  readonly subgroups?: boolean;
  /** How each tensor is bound; `storage` may be written. */
  readonly access: readonly ('read-only-storage' | 'storage')[];
}

/** A tensor bound whole, or from one float on; `first` is then a multiple of 64. */
export type Bound = tf.TensorInfo | { readonly of: tf.TensorInfo; readonly first: number };

/** Up to eight integers and four floats. */
export interface Uniforms {
  readonly integers: readonly number[];
  readonly floats: readonly number[];
}

/** The struct uniforms arrive in: `i` and `j` hold the integers, `f` the floats. */
export const UNIFORMS_WGSL = 'struct Uniforms { i: vec4<u32>, j: vec4<u32>, f: vec4<f32> }';

/** Declares the bindings of a program; `types` are the WGSL element types of the tensors. */
export function bindingsWgsl(
  access: Program['access'],
  tensors: readonly (readonly [name: string, elementType: string])[],
): string {
  const lines = tensors.map(([name, type], i) => {
    const mode = access[i] === 'storage' ? 'read_write' : 'read';
    return `@group(0) @binding(${i}) var<storage, ${mode}> ${name}: array<${type}>;`;
  });
  lines.push(`@group(0) @binding(${tensors.length}) var<uniform> uniforms: Uniforms;`);
  return `${UNIFORMS_WGSL}\n${lines.join('\n')}`;
}

interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** Pipelines live and die with their device. */
const pipelines = new WeakMap<GPUDevice, Map<string, Pipeline>>();

/** Dispatches recorded since the page was loaded, for measurements: `tf.profile` does not see ours. */
export const recorded = { dispatches: 0, copies: 0 };

/** Records dispatches and copies among those of tfjs, in the order they are called. */
export class Recorder {
  readonly #backend: WebGpuBackend;

  /** The current tfjs backend must be 'webgpu'. */
  constructor(backend: object = tf.backend()) {
    this.#backend = backend as WebGpuBackend;
  }

  get device(): GPUDevice {
    return this.#backend.device;
  }

  /** A tensor on the GPU whose content is whatever the buffer held before; at least one element. */
  empty(shape: readonly number[]): tf.TensorInfo {
    const info = this.#backend.makeTensorInfo([...shape], 'float32');
    this.#backend.uploadToGPU(info.dataId);
    return info;
  }

  /** Whether the tensor has a buffer already, rather than values on the CPU that wait to be uploaded. */
  isOnGpu(tensor: tf.TensorInfo): boolean {
    return this.#backend.tensorMap.get(tensor.dataId).resource != null;
  }

  /** Whether what is stored is float32: a cast from bool is free, and leaves int32 in the buffer. */
  holdsFloats(tensor: tf.TensorInfo): boolean {
    return this.#backend.tensorMap.get(tensor.dataId).dtype === 'float32';
  }

  dispose(info: tf.TensorInfo): void {
    this.#backend.disposeData(info.dataId);
  }

  /** Throws a TypeError where the buffer holds something else than float32. */
  #buffer(tensor: tf.TensorInfo): GPUBuffer {
    this.#backend.uploadToGPU(tensor.dataId);
    const { dtype, resource } = this.#backend.tensorMap.get(tensor.dataId);
    if (dtype !== 'float32') throw new TypeError(`expected a buffer of float32, got ${dtype}`);
    this.#backend.commandQueueOwnedIds.add(tensor.dataId);
    return resource as GPUBuffer;
  }

  dispatch(
    program: Program,
    tensors: readonly Bound[],
    { integers, floats }: Uniforms,
    workgroups: readonly [x: number, y?: number],
  ): void {
    const backend = this.#backend;
    const { pipeline, layout } = this.#pipeline(program);
    const resources: GPUBindingResource[] = tensors.map((tensor) =>
      'of' in tensor
        ? { buffer: this.#buffer(tensor.of), offset: tensor.first * 4 }
        : { buffer: this.#buffer(tensor) },
    );
    const four = (values: readonly number[], first: number) =>
      Array.from({ length: 4 }, (_, i) => values[first + i] ?? 0);
    resources.push(
      backend.makeUniforms([
        { type: 'uint32', data: four(integers, 0) },
        { type: 'uint32', data: four(integers, 4) },
        { type: 'float32', data: four(floats, 0) },
      ]),
    );
    const bindGroup = this.device.createBindGroup({
      layout,
      entries: resources.map((resource, binding) => ({ binding, resource })),
    });
    backend.ensureCommandEncoderReady();
    backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass();
    backend.computePassEncoder.setPipeline(pipeline);
    backend.computePassEncoder.setBindGroup(0, bindGroup);
    backend.computePassEncoder.dispatchWorkgroups(workgroups[0], workgroups[1] ?? 1);
    backend.dispatchCountInPass++;
    recorded.dispatches++;
  }

  /** Copies `count` floats. */
  copy(
    from: tf.TensorInfo,
    fromIndex: number,
    to: tf.TensorInfo,
    toIndex: number,
    count: number,
  ): void {
    if (count === 0) return;
    const source = this.#buffer(from);
    const target = this.#buffer(to);
    this.#backend.ensureCommandEncoderReady();
    this.#backend.endComputePassEncoder();
    const encoder = this.#backend.commandEncoder!;
    encoder.copyBufferToBuffer(source, fromIndex * 4, target, toIndex * 4, count * 4);
    recorded.copies++;
  }

  /** Hands what was recorded to the GPU: after a long dispatch, so that the next begins a submit of its own. */
  submit(): void {
    this.#backend.ensureCommandEncoderReady();
    this.#backend.endComputePassEncoder();
    this.#backend.submitQueue();
  }

  /** Hands over what was recorded; resolves to the time, ms, when it and all before is done. */
  async settled(): Promise<number> {
    this.submit();
    await this.device.queue.onSubmittedWorkDone();
    return performance.now();
  }

  #pipeline({ key, source, access, subgroups = false }: Program): Pipeline {
    const { device } = this;
    let known = pipelines.get(device);
    if (known === undefined) {
      known = new Map();
      pipelines.set(device, known);
    }
    const found = known.get(key);
    if (found !== undefined) return found;
    const types: GPUBufferBindingType[] = [...access, 'uniform'];
    // Not 'auto', which drops bindings the shader happens not to use.
    const layout = device.createBindGroupLayout({
      entries: types.map((type, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
    const made: Pipeline = {
      layout,
      pipeline: device.createComputePipeline({
        label: key,
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: {
          module: device.createShaderModule({ code: (subgroups ? SUBGROUPS_WGSL : '') + source() }),
          entryPoint: 'main',
        },
      }),
    };
    known.set(key, made);
    return made;
  }
}
