/** Idx files made for tests. */

/** An idx file of `type` with these dimensions; its values are `values`, or a fixed pattern of bytes. */
export function idxBytes(
  shape: readonly number[],
  type = 8,
  values?: ArrayLike<number>,
): Uint8Array<ArrayBuffer> {
  const header = 4 + 4 * shape.length;
  const count = shape.reduce((product, n) => product * n, 1);
  const bytes = new Uint8Array(header + count);
  bytes.set([0, 0, type, shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [i, n] of shape.entries()) view.setUint32(4 + 4 * i, n);
  if (values !== undefined) bytes.set(values, header);
  else for (let i = 0; i < count; i++) bytes[header + i] = (i * 89 + (i >> 5) * 31) % 256;
  return bytes;
}
