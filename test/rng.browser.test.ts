import { afterAll, expect, test } from 'vitest';
import { PHILOX_WGSL, philox, uniformOfWord } from '../src/rng.ts';

/** Counters and keys of the test: corners of the 32-bit range first, then a spread of values. */
function inputs(count: number): Uint32Array<ArrayBuffer> {
  const corners = [0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];
  const words = new Uint32Array(count * 6);
  let state = 12345;
  for (let i = 0; i < words.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    words[i] = i < corners.length * 60 ? corners[(state >>> 16) % corners.length]! : state;
  }
  return words;
}

const SHADER = /* wgsl */ `
${PHILOX_WGSL}
@group(0) @binding(0) var<storage, read> inputs: array<u32>;
@group(0) @binding(1) var<storage, read_write> words: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read_write> uniforms: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= arrayLength(&words)) { return; }
  let i = 6u * id.x;
  let out = philox(
    vec4<u32>(inputs[i], inputs[i + 1u], inputs[i + 2u], inputs[i + 3u]),
    vec2<u32>(inputs[i + 4u], inputs[i + 5u]));
  words[id.x] = out;
  uniforms[id.x] = uniform_of_word(out.x);
}`;

const owned: { destroy(): void }[] = [];
afterAll(() => {
  for (const thing of owned) thing.destroy();
});

test('Philox in WGSL gives the integers and uniforms of Philox in TypeScript', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('this browser offers no WebGPU adapter');
  const device = await adapter.requestDevice();
  const uncaptured: string[] = [];
  device.addEventListener('uncapturederror', (event) => uncaptured.push(event.error.message));
  device.pushErrorScope('validation');

  const count = 4099; // prime, so the last workgroup is not full
  const data = inputs(count);
  const buffer = (size: number, usage: number) => {
    const made = device.createBuffer({ size, usage });
    owned.push(made);
    return made;
  };
  const source = buffer(data.byteLength, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
  const words = buffer(count * 16, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
  const uniforms = buffer(count * 4, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
  const readBack = buffer(count * 20, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
  device.queue.writeBuffer(source, 0, data);
  const pipeline = device.createComputePipeline({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: SHADER }), entryPoint: 'main' },
  });
  const bindings = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [source, words, uniforms].map((made, binding) => ({
      binding,
      resource: { buffer: made },
    })),
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindings);
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(words, 0, readBack, 0, count * 16);
  encoder.copyBufferToBuffer(uniforms, 0, readBack, count * 16, count * 4);
  device.queue.submit([encoder.finish()]);
  await readBack.mapAsync(GPUMapMode.READ);
  const bytes = readBack.getMappedRange().slice(0);
  expect((await device.popErrorScope())?.message).toBeUndefined();
  expect(uncaptured).toEqual([]);

  const expectedWords = new Uint32Array(count * 4);
  const expectedUniforms = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [c0, c1, c2, c3, k0, k1] = data.subarray(6 * i, 6 * i + 6);
    philox(expectedWords.subarray(4 * i, 4 * i + 4), c0!, c1!, c2!, c3!, k0!, k1!);
    expectedUniforms[i] = uniformOfWord(expectedWords[4 * i]!);
  }
  expect(new Uint32Array(bytes, 0, count * 4)).toEqual(expectedWords);
  expect(new Float32Array(bytes, count * 16, count)).toEqual(expectedUniforms);
  device.destroy();
});
