/**
 * Weights as a safetensors file (huggingface.co/docs/safetensors): 8 bytes of header length, a JSON header
 * naming dtype, shape and byte range of each tensor, then the float32 data, little endian.
 */

import { readJson } from '../config/json.ts';
import { weightsText } from '../text/en/weights.ts';

/** Of a checkpoint the header holds the state of a run. */
const HEADER_LIMITS = { characters: 64e6, depth: 4 };

/** Named tensors that lie one after another in a flat vector, as in a model's layout. */
export interface TensorList {
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly offset: number;
    readonly length: number;
  }[];
  readonly length: number;
}

/** One file of a model's named tensors. `metadata` goes into the header as `__metadata__`. */
export function toSafetensors(
  layout: TensorList,
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

/** A file that is not the weights of the model they were read for; the message says what it is instead. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
}

/**
 * Reads what `toSafetensors` wrote for a model of this layout, its tensors in any order.
 * Throws a WeightsError that names what is cut off, missing, too much or of another shape.
 */
export function fromSafetensors(
  layout: TensorList,
  bytes: Uint8Array,
): { readonly flat: Float32Array; readonly metadata: Readonly<Record<string, string>> } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { header, data } = partsOf(bytes, view);
  const metadata = stringsOf(header['__metadata__']);
  const names = new Set(layout.tensors.map(({ name }) => name));
  const strange = Object.keys(header).filter((name) => name !== '__metadata__' && !names.has(name));
  if (strange.length > 0) {
    throw new WeightsError(weightsText().otherModelLacks(strange.slice(0, 4).join(', ')));
  }
  const flat = new Float32Array(layout.length);
  for (const { name, shape, offset, length } of layout.tensors) {
    const from = data + firstByte(header[name], name, shape);
    if (from + 4 * length > bytes.length) {
      throw new WeightsError(weightsText().cutOff(name, from + 4 * length, bytes.length));
    }
    for (let i = 0; i < length; i++) flat[offset + i] = view.getFloat32(from + 4 * i, true);
  }
  return { flat, metadata };
}

/** The metadata of a file whatever its tensors. Throws a WeightsError where it is no safetensors file. */
export function metadataOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return stringsOf(partsOf(bytes, view).header['__metadata__']);
}

/** The header, and where the data begin. */
function partsOf(bytes: Uint8Array, view: DataView) {
  if (bytes.length < 8) {
    throw new WeightsError(weightsText().short(bytes.length));
  }
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > bytes.length - 8) {
    throw new WeightsError(weightsText().header(headerLength, bytes.length));
  }
  const data = 8 + headerLength;
  return { header: headerOf(bytes.subarray(8, data)), data };
}

function headerOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = readJson(new TextDecoder().decode(bytes), HEADER_LIMITS);
  } catch (error) {
    throw new WeightsError(weightsText().headerJson((error as Error).message));
  }
  if (typeof json === 'object' && json !== null) return json as Record<string, unknown>;
  throw new WeightsError(weightsText().headerNoObject);
}

function stringsOf(metadata: unknown): Record<string, string> {
  const entries = Object.entries(metadata ?? {});
  const wrong = entries.find(([, value]) => typeof value !== 'string');
  if (wrong !== undefined) throw new WeightsError(weightsText().metadata(JSON.stringify(wrong[1])));
  return Object.fromEntries(entries);
}

function isPlace(offset: unknown): offset is number {
  return Number.isSafeInteger(offset) && (offset as number) >= 0;
}

/** Where a tensor begins in the data, once it is the one that is wanted. */
function firstByte(entry: unknown, name: string, shape: readonly number[]): number {
  if (typeof entry !== 'object' || entry === null) {
    throw new WeightsError(weightsText().otherModel(name));
  }
  const { dtype, shape: found, data_offsets: offsets } = entry as Readonly<Record<string, unknown>>;
  if (dtype !== 'F32') {
    const found = typeof dtype === 'string' ? dtype : JSON.stringify(dtype);
    throw new WeightsError(weightsText().type(name, found));
  }
  if (JSON.stringify(found) !== JSON.stringify(shape)) {
    throw new WeightsError(weightsText().shape(name, JSON.stringify(found), JSON.stringify(shape)));
  }
  const [from, to] = Array.isArray(offsets) ? (offsets as unknown[]) : [];
  const bytes = 4 * shape.reduce((product, n) => product * n, 1);
  if (!isPlace(from) || !isPlace(to) || to - from !== bytes) {
    throw new WeightsError(weightsText().range(name, bytes, JSON.stringify(offsets)));
  }
  return from;
}
