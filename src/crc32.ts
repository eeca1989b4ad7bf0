/** CRC-32 of bytes (ISO 3309, as in gzip and PNG): finds damage, not forgery. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** Eight hexadecimal digits. Pieces of one text of bytes give the same as the whole. */
export function crc32(...pieces: readonly Uint8Array[]): string {
  let remainder = 0xffffffff;
  for (const bytes of pieces)
    for (const byte of bytes) remainder = TABLE[(remainder ^ byte) & 255]! ^ (remainder >>> 8);
  return ((remainder ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
