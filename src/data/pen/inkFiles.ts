/**
 * Reads drawings from one or more files: QuickDraw ndjson, line files of IAM-OnDB, InkML, SVG, a tar archive of such
 * files, each packed with gzip or not, and the lists that say which form is in which part. What a file is, its content
 * says.
 */

import { importFilesText } from '../../text/en/importFiles.ts';
import { importInkText } from '../../text/en/importInk.ts';
import { grouped } from '../../text/numbers.ts';
import { unpacked } from '../gzip.ts';
import { formatBytes, ImportError } from '../importError.ts';
import type { ReadOptions, Source } from '../source.ts';
import { formsIn, lineOf, listPart } from './iamLists.ts';
import {
  checkCoordinates,
  type Drawing,
  type InkFile,
  type InkFormat,
  type InkSplit,
  pointsOf,
} from './ink.ts';
import { parseInkMl } from './inkMl.ts';
import { parseLineStrokes } from './lineStrokes.ts';
import { parseNdjsonLine } from './ndjson.ts';
import { parseSvg } from './svgInk.ts';
import { isTar, tarFiles } from './tar.ts';
import { isXml, xmlRoot } from './xmlTags.ts';

/** Bytes needed to tell what a file is. */
export const INK_HEAD_BYTES = 512;
/** A line of ndjson, or a file of XML, is one drawing or a few. */
const MAX_DRAWING_BYTES = 16e6;

/** Of all files together: more than any category of QuickDraw has, and Omniglot. */
const MAX_DRAWINGS = 1e6;
const MAX_POINTS = 20e6;

/** True where unpacked content begins like a file of drawings, and not like a text whose first word is unknown. */
export function isInk(head: Uint8Array): boolean {
  return isTar(head) || /^\uFEFF?\s*(?:\{|<(?!unk>))/.test(new TextDecoder().decode(head));
}

/** Throws an ImportError that names file and place; the signal's reason where it is aborted. */
export async function readInk(
  sources: readonly Source[],
  options: ReadOptions = {},
): Promise<InkFile> {
  const gathered = new Gathered();
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  const counted = async function* (source: Source): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      options.signal?.throwIfAborted();
      read += chunk.length;
      options.onProgress?.(read, total);
      yield chunk;
    }
  };
  for (const source of sources)
    await readOne(source.name, unpacked(counted(source), source.name), gathered);
  const single = sources.length === 1 ? sources[0]!.name : importInkText().files(sources.length);
  return gathered.finished(single);
}

async function readOne(
  name: string,
  content: AsyncGenerator<Uint8Array>,
  gathered: Gathered,
): Promise<void> {
  const { head, whole } = await beginning(content);
  if (head.length === 0) throw new ImportError(importFilesText().empty(name));
  if (isTar(head)) {
    const wanted = (path: string) => /\.(xml|inkml|svg)$/i.test(path) || listPart(path) !== null;
    for await (const file of tarFiles(whole, name, wanted))
      gathered.take(file.path, file.bytes, importInkText().place(name, file.path));
    return;
  }
  const start = new TextDecoder().decode(head);
  if (/^\uFEFF?\s*\{/.test(start)) {
    let line = 0;
    for await (const text of lines(whole, name)) {
      line++;
      const where = importFilesText().line(name, line);
      const drawing = parseNdjsonLine(text, where);
      if (drawing !== null) gathered.add('QuickDraw ndjson', drawing, where);
    }
    return;
  }
  if (!isXml(start) && listPart(name) === null)
    throw new ImportError(importInkText().unknown(name));
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of whole) {
    parts.push(chunk);
    length += chunk.length;
    if (length > MAX_DRAWING_BYTES)
      throw new ImportError(importInkText().tooLarge(name, formatBytes(MAX_DRAWING_BYTES)));
  }
  gathered.take(name, new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer()), name);
}

/** What has been read so far of all files. */
class Gathered {
  readonly #drawings = new Map<InkFormat, Drawing[]>();
  readonly #forms = new Map<string, InkSplit>();
  #count = 0;
  #points = 0;

  /** `where` is the place of the drawing, for people. */
  add(format: InkFormat, drawing: Drawing, where: string): void {
    checkCoordinates(drawing, where);
    this.#count++;
    this.#points += pointsOf(drawing);
    if (this.#count > MAX_DRAWINGS || this.#points > MAX_POINTS)
      throw new ImportError(
        importInkText().tooMany(where, grouped(MAX_DRAWINGS), grouped(MAX_POINTS)),
      );
    const others = this.#drawings.get(format);
    if (others === undefined) this.#drawings.set(format, [drawing]);
    else others.push(drawing);
  }

  /** A file of XML or a list of forms. */
  take(path: string, bytes: Uint8Array, where: string): void {
    // Whatever the files declare, all that is read of them is ASCII.
    const text = new TextDecoder('iso-8859-1').decode(bytes);
    const part = listPart(path);
    if (part !== null) {
      const forms = formsIn(text);
      if (forms.length === 0) throw new ImportError(importInkText().noForm(where));
      for (const form of forms) this.#forms.set(form, part);
      return;
    }
    const name = path.replace(/\.\w+$/, '');
    switch (xmlRoot(text)) {
      case 'svg':
        this.add('SVG', { name, split: null, strokes: parseSvg(text, where) }, where);
        return;
      case 'ink':
        for (const [i, strokes] of parseInkMl(text, where).entries())
          this.add('InkML', { name: `${name}, ${i + 1}`, split: null, strokes }, where);
        return;
      default: {
        const strokes = parseLineStrokes(text, where);
        this.add('IAM-OnDB', { name: lineOf(path).line, split: null, strokes }, where);
      }
    }
  }

  finished(fileName: string): InkFile {
    const [found, other] = this.#drawings;
    const text = importInkText();
    if (found === undefined)
      throw new ImportError(
        this.#forms.size > 0 ? text.onlyLists(fileName) : text.noDrawing(fileName),
      );
    const [format, drawings] = found;
    if (other !== undefined) throw new ImportError(text.twoKinds(fileName, format, other[0]));
    if (format === 'QuickDraw ndjson') return { fileName, format, drawings };
    // Files of a folder come in any order.
    const byName = drawings.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    if (format !== 'IAM-OnDB' || this.#forms.size === 0)
      return { fileName, format, drawings: byName };
    const parted = byName.map((line) => ({
      ...line,
      split: this.#forms.get(lineOf(line.name).form) ?? null,
    }));
    if (parted.every(({ split }) => split === null))
      throw new ImportError(text.otherForms(fileName, lineOf(parted[0]!.name).form));
    return { fileName, format, drawings: parted };
  }
}

/** The first bytes, and everything with them. */
async function beginning(
  content: AsyncGenerator<Uint8Array>,
): Promise<{ head: Uint8Array; whole: AsyncGenerator<Uint8Array> }> {
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < INK_HEAD_BYTES) {
    const { value, done } = await content.next();
    if (done === true) break;
    taken.push(value);
    length += value.length;
  }
  const head = new Uint8Array(Math.min(length, INK_HEAD_BYTES));
  let filled = 0;
  for (const chunk of taken) {
    const part = chunk.subarray(0, head.length - filled);
    head.set(part, filled);
    filled += part.length;
  }
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield* taken;
    yield* content;
  };
  return { head, whole: whole() };
}

async function* lines(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new ImportError(importInkText().notUtf8(name));
    }
  };
  // The pieces of a line that has not ended, joined once it has.
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const [first = '', ...others] = decode(chunk).split('\n');
    begun.push(first);
    length += first.length;
    const last = others.pop();
    if (last !== undefined) {
      yield begun.join('');
      yield* others;
      begun = [last];
      length = last.length;
    }
    if (length > MAX_DRAWING_BYTES)
      throw new ImportError(importInkText().longLine(name, MAX_DRAWING_BYTES));
  }
  yield begun.join('') + decode();
}
