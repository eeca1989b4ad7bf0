/**
 * A zip archive whose members are stored and not packed (PKWARE APPNOTE 6.3.3): any tool opens it, each member has its
 * checksum, and none can unpack to more than the file has.
 */
import { crc32 } from '../../crc32.ts';
import { runFileText } from '../../text/en/runFile.ts';

export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file that is no whole archive of this kind; the message says what is wrong with it. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const VERSION = 20;
/** 1 January 1980, the first there is: the same run is the same bytes. */
const DATE = 0x0021;
const MAX_MEMBERS = 65_535;
const MAX_BYTES = 2 ** 32 - 1;

/** Throws a RangeError for more than such an archive holds: 65,535 members, 4 GB. */
export function toZip(members: readonly Member[]): Blob {
  if (members.length > MAX_MEMBERS)
    throw new RangeError(runFileText().manyFiles(members.length, MAX_MEMBERS));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, bytes } of members) {
    const label = new TextEncoder().encode(name);
    const facts = [crc(bytes), bytes.length, bytes.length] as const;
    const local = record(LOCAL_BYTES, LOCAL, [VERSION, FLAGS, 0, 0, DATE], facts, [
      label.length,
      0,
    ]);
    directory.push(
      record(
        CENTRAL_BYTES,
        CENTRAL,
        [VERSION, VERSION, FLAGS, 0, 0, DATE],
        facts,
        [label.length, 0, 0, 0, 0],
        [0, offset],
      ),
      label,
    );
    parts.push(local, label, bytes);
    offset += local.length + label.length + bytes.length;
  }
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  if (offset + directoryBytes + END_BYTES > MAX_BYTES) throw new RangeError(runFileText().tooLarge);
  const count = members.length;
  const end = record(END_BYTES, END, [0, 0, count, count], [directoryBytes, offset], [0]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** The members, each as its checksum wants it. Throws a ZipError. */
export function fromZip(bytes: Uint8Array<ArrayBuffer>): Member[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) throw new ZipError(runFileText().cutOff);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const members: Member[] = [];
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL)
      throw new ZipError(runFileText().damagedList);
    const method = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 24, true);
    const nameBytes = view.getUint16(at + 28, true);
    const from = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(
      bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
    );
    if (method !== 0) throw new ZipError(runFileText().packed(name));
    if (from + LOCAL_BYTES > end || view.getUint32(from, true) !== LOCAL)
      throw new ZipError(runFileText().misplaced(name));
    const data =
      from + LOCAL_BYTES + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
    if (data + size > end) throw new ZipError(runFileText().memberCutOff(name));
    // Members that lie over each other would be more than the file has.
    total += size;
    if (total > bytes.length) throw new ZipError(runFileText().overlap);
    const content = bytes.slice(data, data + size);
    if (crc(content) !== view.getUint32(at + 16, true))
      throw new ZipError(runFileText().damaged(name));
    members.push({ name, bytes: content });
    at += CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}

function crc(bytes: Uint8Array): number {
  return Number.parseInt(crc32(bytes), 16);
}

/** A record of a magic number and, in turn, numbers of two bytes and of four. */
function record(length: number, magic: number, ...fields: readonly (readonly number[])[]) {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  let at = 4;
  fields.forEach((numbers, i) => {
    for (const number of numbers) {
      if (i % 2 === 0) view.setUint16(at, number, true);
      else view.setUint32(at, number, true);
      at += i % 2 === 0 ? 2 : 4;
    }
  });
  return bytes;
}
