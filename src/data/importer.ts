/**
 * From a file's bytes to something to learn from. What a file is, its content says, not its name.
 * `datasetFrom` is the one place that maps the `data` setting to a data set.
 */
import { type DataSetName, isGenerator, type Settings } from '../config/settings.ts';
import { importCsvText } from '../text/en/importCsv.ts';
import { importFilesText } from '../text/en/importFiles.ts';
import { grouped } from '../text/numbers.ts';
import { isAmat, parseAmat } from './amat.ts';
import { isNamedTable, parseCsv, type SeriesFile } from './csv.ts';
import { describeLeftOut } from './csvColumns.ts';
import type { Dataset } from './dataset.ts';
import { joinDigits } from './digitFiles.ts';
import { fromDigits } from './digits.ts';
import { fromDrawnDigits } from './drawnDigits.ts';
import { fromGenerator } from './generated.ts';
import { maybeGunzip, unpacked } from './gzip.ts';
import { type DigitImages, isIdx, parseIdxImages } from './idx.ts';
import { formatBytes, ImportError } from './importError.ts';
import { fromHandwriting } from './pen/handwriting.ts';
import type { InkFile } from './pen/ink.ts';
import { fromInk } from './pen/inkDataset.ts';
import { INK_HEAD_BYTES, isInk, readInk } from './pen/inkFiles.ts';
import { fromSeries } from './series.ts';
import { memorySource, type ReadOptions, type Source } from './source.ts';
import { fromSentences } from './text/sentences.ts';
import { fromText } from './text/textDataset.ts';
import type { TextFile } from './text/textFile.ts';
import { isText, readText, TEXT_HEAD_BYTES, withoutWordLists } from './text/textFiles.ts';

/** Largest file, packed or unpacked. MNIST unpacks to 47 MB. */
export const MAX_FILE_BYTES = 512e6;
/** Largest text: it is held as a string and as numbers. */
export const MAX_CSV_BYTES = 128e6;

export type ImportedFile =
  | { readonly kind: 'digits'; readonly images: DigitImages }
  | { readonly kind: 'series'; readonly series: SeriesFile }
  | { readonly kind: 'ink'; readonly ink: InkFile }
  | { readonly kind: 'text'; readonly text: TextFile };

/** Enough to tell what a file is. */
const HEAD_BYTES = Math.max(INK_HEAD_BYTES, TEXT_HEAD_BYTES);

/** The data sets that read a file, and what kind of file. Digits are drawn where there is none. */
const FILE_KINDS = {
  'digits-rows': 'digits',
  'your-csv': 'series',
  strokes: 'ink',
  text: 'text',
} as const;

/** The experiment reads a file and has none, or one of the other kind. */
export class NeedsFile extends Error {
  override readonly name = 'NeedsFile';
  readonly data: DataSetName;
  constructor(data: keyof typeof FILE_KINDS) {
    const { needs, wanted } = importFilesText();
    super(needs(data, wanted[data]));
    this.data = data;
  }
}

/** Reads a file, packed with gzip or not. Throws an ImportError that names it and says what is wrong. */
export async function importFile(
  fileName: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ImportedFile> {
  if (bytes.length === 0) throw new ImportError(importFilesText().empty(fileName));
  if (bytes.length > MAX_FILE_BYTES) throw tooLarge(fileName, bytes.length, MAX_FILE_BYTES);
  const content = await maybeGunzip(bytes, MAX_FILE_BYTES, fileName);
  if (content.length === 0) throw new ImportError(importFilesText().unpacksToNothing(fileName));
  if (isIdx(content)) return { kind: 'digits', images: parseIdxImages(content, fileName) };
  if (isAmat(content)) return { kind: 'digits', images: parseAmat(content, fileName) };
  if (isInk(content.subarray(0, INK_HEAD_BYTES)))
    return { kind: 'ink', ink: await readInk([memorySource(content, fileName)]) };
  const head = content.subarray(0, TEXT_HEAD_BYTES);
  if (isText(head) && !isNamedTable(head, fileName))
    return { kind: 'text', text: await readText([memorySource(content, fileName)]) };
  const table = readTable(content, fileName);
  return { kind: 'series', series: parseCsv(table, fileName) };
}

/**
 * Reads one or more files piece by piece. Drawings may come in several, and be larger than memory holds as bytes; so may
 * digits, a file for training, one for the test and perhaps one for validation. Throws like `importFile`, and the
 * signal's reason where the reading is aborted.
 */
export async function importFiles(
  given: readonly Source[],
  options: ReadOptions = {},
): Promise<ImportedFile> {
  const sources = withoutWordLists(given);
  const [only] = sources;
  if (only === undefined) throw new ImportError(importFilesText().noFile);
  const head = await beginningOf(only);
  if (sources.length > 1 && (isIdx(head) || isAmat(head))) return importDigits(sources, options);
  if (isSentences(head, only.name)) {
    for (const other of sources.slice(1))
      if (!isSentences(await beginningOf(other), other.name))
        throw new ImportError(importFilesText().otherKind(only.name, other.name));
    return { kind: 'text', text: await readText(sources, options) };
  }
  if (sources.length > 1 || isInk(head))
    return { kind: 'ink', ink: await readInk(sources, options) };
  return importFile(only.name, await wholeOf(only, options));
}

/** A table of names and dates alone has no numbers either: what it is called tells it from sentences. */
function isSentences(head: Uint8Array, fileName: string): boolean {
  const isOther = isAmat(head) || isIdx(head) || isInk(head) || !isText(head);
  return !isOther && !isNamedTable(head, fileName);
}

/** Files of digits; labels among them, as MNIST has, are passed over. */
async function importDigits(
  sources: readonly Source[],
  options: ReadOptions,
): Promise<ImportedFile> {
  const read: DigitImages[] = [];
  for (const source of sources) {
    const content = await maybeGunzip(await wholeOf(source, options), MAX_FILE_BYTES, source.name);
    if (isIdx(content) && content[3] === 1) continue;
    if (isAmat(content)) read.push(parseAmat(content, source.name));
    else read.push(parseIdxImages(content, source.name));
  }
  if (read.length === 0)
    throw new ImportError(importFilesText().labelsOnly(sources.map(({ name }) => name).join(', ')));
  return { kind: 'digits', images: joinDigits(read) };
}

async function wholeOf(source: Source, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
  if (source.bytes > MAX_FILE_BYTES) throw tooLarge(source.name, source.bytes, MAX_FILE_BYTES);
  const bytes = new Uint8Array(source.bytes);
  let filled = 0;
  for await (const chunk of source.open()) {
    options.signal?.throwIfAborted();
    if (filled + chunk.length > bytes.length) throw changed(source.name);
    bytes.set(chunk, filled);
    filled += chunk.length;
    options.onProgress?.(filled, source.bytes);
  }
  if (filled < bytes.length) throw changed(source.name);
  return bytes;
}

function changed(fileName: string): ImportError {
  return new ImportError(importFilesText().changed(fileName));
}

async function beginningOf(source: Source): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let filled = 0;
  for await (const chunk of unpacked(source.open(), source.name)) {
    const part = chunk.subarray(0, HEAD_BYTES - filled);
    head.set(part, filled);
    filled += part.length;
    if (filled === HEAD_BYTES) break;
  }
  return head.subarray(0, filled);
}

/** The data set a file is for. */
export function dataSetOf({ kind }: ImportedFile): DataSetName {
  return ({ digits: 'digits-rows', series: 'your-csv', ink: 'strokes', text: 'text' } as const)[
    kind
  ];
}

/** One line for people about what was read. */
export function describeImport(file: ImportedFile): string {
  const text = importFilesText();
  switch (file.kind) {
    case 'digits':
      return text.images(file.images.fileName, grouped(file.images.count));
    case 'series': {
      const { fileName, series, channelNames, leftOut } = file.series;
      const read = text.series(fileName, grouped(series.length), channelNames.join(', '));
      if (leftOut.length === 0) return read;
      const isNamed = series[0]!.name !== '';
      return importCsvText().leftOut(read, describeLeftOut(leftOut), isNamed);
    }
    case 'ink': {
      const { fileName, format, drawings } = file.ink;
      return text.drawings(fileName, grouped(drawings.length), format);
    }
    case 'text': {
      const { fileName, parts } = file.text;
      const lines = parts.reduce((sum, part) => sum + part.lines.count, 0);
      const told = parts.some((part) => part.isCut) ? text.firstLines : text.lines;
      return told(fileName, grouped(lines));
    }
    default:
      return file satisfies never;
  }
}

/**
 * The data set the settings ask for. `imported` is the last file read, of whatever kind, or null.
 * Throws NeedsFile where it is not the file needed, ImportError where it is one that cannot be split.
 */
export function datasetFrom(settings: Settings, imported: ImportedFile | null): Dataset {
  const { data } = settings;
  if (isGenerator(data)) return fromGenerator(data, settings);
  if (data === 'sentences') return fromSentences(settings);
  if (data === 'handwriting') return fromHandwriting(settings);
  if (data === 'digits-rows' && imported === null) return fromDrawnDigits(settings);
  if (imported === null || imported.kind !== FILE_KINDS[data]) throw new NeedsFile(data);
  switch (imported.kind) {
    case 'digits':
      return fromDigits(imported.images, settings);
    case 'series':
      return fromSeries(imported.series, settings);
    case 'ink':
      return fromInk(imported.ink, settings);
    case 'text':
      return fromText(imported.text, settings);
    default:
      return imported satisfies never;
  }
}

function readTable(bytes: Uint8Array, fileName: string): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    throw new ImportError(importFilesText().zip(fileName));
  const unreadable = new ImportError(importFilesText().unknown(fileName));
  // Binary files give themselves away early, before a large one is decoded.
  if (bytes.subarray(0, 65536).includes(0)) throw unreadable;
  if (bytes.length > MAX_CSV_BYTES) throw tooLarge(fileName, bytes.length, MAX_CSV_BYTES);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable;
  }
}

function tooLarge(fileName: string, bytes: number, limit: number): ImportError {
  return new ImportError(
    importFilesText().tooLarge(fileName, formatBytes(bytes), formatBytes(limit)),
  );
}
