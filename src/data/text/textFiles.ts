/**
 * Reads text from one or more files, a sentence a line: the reader's own, Penn Treebank as Mikolov prepared it
 * (ptb.train.txt, ptb.valid.txt, ptb.test.txt), Yahoo answers as Yang et al. 2017 distribute them (yahoo.train.txt and so
 * on, where some copies have a label and a tab before each), first names. Piece by piece, and no more than a bound.
 */

import { importFilesText } from '../../text/en/importFiles.ts';
import { importTextText } from '../../text/en/importText.ts';
import { grouped } from '../../text/numbers.ts';
import { unpacked } from '../gzip.ts';
import { formatBytes, ImportError } from '../importError.ts';
import type { ReadOptions, Source } from '../source.ts';
import type { SplitName } from '../splitName.ts';
import { LABEL, type TextFile, TextLines, type TextPart } from './textFile.ts';

/** Bytes needed to tell text from a table of numbers. */
export const TEXT_HEAD_BYTES = 16384;
/** What is kept of one file; of a longer one the rest is not read. */
export const MAX_TEXT_LINES = 2e6;
export const MAX_TEXT_BYTES = 128e6;
/** A longer line is no sentence. */
export const MAX_LINE_BYTES = 1e5;

const NEWLINE = 10;
const BLANK = 32;
const FORM_OF_IAM = /^[a-z]\d{2}-\d{3}[a-z]?$/i;

/**
 * True where unpacked content begins like sentences: UTF-8, and hardly any line has a number where a table would have
 * one. The first line is not looked at where there are others; it may be a header.
 */
export function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  let text: string;
  try {
    // The last character may be cut in two.
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return false;
  }
  const whole = head.length < TEXT_HEAD_BYTES;
  const lines = text.split('\n').slice(0, whole ? undefined : -1);
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (filled.length === 0) return !whole && text.trim() !== '';
  if (filled.length === 1) return /\p{L} +\p{L}/u.test(filled[0]!);
  const rows = filled.slice(1);
  if (rows.every((row) => FORM_OF_IAM.test(row))) return false;
  return rows.filter(isRow).length < 0.2 * rows.length;
}

/** A line of a table: one of its fields is a number, or most of what stands between its blanks. */
function isRow(line: string): boolean {
  const isNumber = (field: string) => field !== '' && Number.isFinite(Number(field));
  const sentence = line.replace(LABEL, '');
  const words = sentence.split(/\s+/);
  return (
    sentence.split(/[,;\t]/).some((field) => isNumber(field.trim())) ||
    words.filter(isNumber).length > 0.5 * words.length
  );
}

/** The part a file is, by its name; null where the name does not say. */
export function textPart(fileName: string): SplitName | null {
  const words = fileName
    .split('/')
    .at(-1)!
    .toLowerCase()
    .split(/[^a-z]+/);
  if (words.some((word) => /^(valid|validation|val|dev)$/.test(word))) return 'validation';
  if (words.includes('test')) return 'test';
  return words.includes('train') ? 'train' : null;
}

/** Throws an ImportError that names file and line; the signal's reason where it is aborted. */
export async function readText(
  sources: readonly Source[],
  options: ReadOptions = {},
): Promise<TextFile> {
  const wanted = withoutCharacters(withoutWordLists(sources));
  const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  const counted = async function* (source: Source): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      options.signal?.throwIfAborted();
      read += chunk.length;
      options.onProgress?.(read, total);
      yield chunk;
    }
  };
  const parts: TextPart[] = [];
  for (const source of wanted)
    parts.push(await readPart(source.name, unpacked(counted(source), source.name)));
  checkParts(parts);
  return { fileName: wanted.map(({ name }) => name).join(', '), parts };
}

/** Without the list of words that lies beside a text. */
export function withoutWordLists(sources: readonly Source[]): readonly Source[] {
  const others = sources.filter(({ name }) => !/vocab/i.test(name));
  return others.length === 0 ? sources : others;
}

/** Mikolov's folder has Penn Treebank twice, in words and in characters: the latter are passed over. */
function withoutCharacters(sources: readonly Source[]): readonly Source[] {
  const ofWords = sources.filter(({ name }) => !/\bchar\b/i.test(name));
  return ofWords.some(({ name }) => textPart(name) === 'train') ? ofWords : sources;
}

function checkParts(parts: readonly TextPart[]): void {
  if (parts.length === 1 || parts.every(({ split }) => split === null)) return;
  const text = importTextText();
  const found = new Map<SplitName, string>();
  for (const { fileName, split } of parts) {
    if (split === null) throw new ImportError(text.unnamedPart(fileName));
    const other = found.get(split);
    if (other !== undefined)
      throw new ImportError(text.samePart(other, fileName, importFilesText().parts[split]));
    found.set(split, fileName);
  }
  if (!found.has('train'))
    throw new ImportError(text.noTraining(parts.map(({ fileName }) => fileName).join(', ')));
}

async function readPart(fileName: string, content: AsyncIterable<Uint8Array>): Promise<TextPart> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chunks: Uint8Array[] = [];
  const bounds: number[] = [];
  let length = 0;
  let line = 1;
  let start = 0;
  let filled = false; // whether the present line has anything but blanks
  let isCut = false;
  const endLine = (end: number) => {
    if (filled) bounds.push(start, end);
    start = end + 1;
    line++;
    filled = false;
  };
  for await (const chunk of content) {
    const from = length;
    checkUtf8(decoder, chunk, fileName, line);
    for (let i = 0; i < chunk.length && !isCut; i++) {
      const byte = chunk[i]!;
      if (byte === NEWLINE) {
        endLine(from + i);
        isCut = bounds.length >= 2 * MAX_TEXT_LINES;
      } else if (byte > BLANK) filled = true;
      else if (byte === 0) throw binary(fileName, from + i);
      if (from + i - start >= MAX_LINE_BYTES)
        throw new ImportError(
          importTextText().longLine(
            importFilesText().line(fileName, line),
            formatBytes(MAX_LINE_BYTES),
          ),
        );
    }
    // Nobody keeps the chunk but us, as far as sources promise; a copy costs little.
    chunks.push(chunk.slice());
    length += chunk.length;
    isCut ||= length >= MAX_TEXT_BYTES;
    if (isCut) break;
  }
  if (!isCut) {
    checkUtf8(decoder, null, fileName, line);
    endLine(length);
  }
  if (bounds.length === 0)
    throw new ImportError(
      length === 0 ? importFilesText().empty(fileName) : importTextText().blank(fileName),
    );
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks.splice(0)) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const begun = Uint32Array.from(bounds);
  const plain = new TextLines(bytes, begun, false);
  const looked = Array.from({ length: Math.min(100, plain.count) }, (_, i) => plain.line(i));
  const labelled = looked.every((text) => LABEL.test(text));
  const lines = labelled ? new TextLines(bytes, begun, true) : plain;
  return { fileName, split: textPart(fileName), lines, isCut };
}

function checkUtf8(
  decoder: TextDecoder,
  chunk: Uint8Array | null,
  fileName: string,
  line: number,
): void {
  try {
    if (chunk === null) decoder.decode();
    else decoder.decode(chunk, { stream: true });
  } catch {
    throw new ImportError(importTextText().notUtf8(fileName, line));
  }
}

function binary(fileName: string, at: number): ImportError {
  return new ImportError(importTextText().binary(fileName, grouped(at)));
}
