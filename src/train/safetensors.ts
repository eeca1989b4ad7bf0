/**
 * Weights as a safetensors file (huggingface.co/docs/safetensors): 8 bytes of header length, a JSON header
 * naming dtype, shape and byte range of each tensor, then the float32 data, little endian.
 */
import type { Layout } from '../model/layout.ts';

/** One file of a model's named tensors. `metadata` goes into the header as `__metadata__`. */
export function toSafetensors(
  layout: Layout,
  flat: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  for (const { name, shape, offset, length } of layout.tensors)
    header[name] = { dtype: 'F32', shape, data_offsets: [offset * 4, (offset + length) * 4] };
  const json = new TextEncoder().encode(JSON.stringify(header));
  // The data begin at a multiple of eight; the format lets spaces pad the header.
  const headerLength = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + flat.length * 4);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(json, 8);
  flat.forEach((value, i) => {
    view.setFloat32(8 + headerLength + i * 4, value, true);
  });
  return bytes;
}
