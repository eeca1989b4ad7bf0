/** Files the reader gave, read while the run goes on; the last of a kind is kept for the runs that want it. */
import type { DataSetName } from '../src/config/settings.ts';
import { dataSetOf, describeImport, type ImportedFile, importFiles } from '../src/data/importer.ts';
import { handFile } from '../src/data/pen/hand.ts';
import { blobSource } from '../src/data/source.ts';
import type { FromWorker, PickedFile, RunData, Stroke } from '../src/protocol.ts';
import { dataSetsText } from '../src/text/en/dataSets.ts';
import { messageOf } from '../src/text/message.ts';

/** Word of a file being read is sent at most this often. */
const TELL_MS = 150;

export class Imports {
  readonly #post: (message: FromWorker) => void;
  readonly #kept = new Map<DataSetName, ImportedFile>();
  #reading: AbortController | null = null;

  constructor(post: (message: FromWorker) => void) {
    this.#post = post;
  }

  /** What was read for a data set; null where nothing was. */
  of(data: DataSetName): ImportedFile | null {
    return this.#kept.get(data) ?? null;
  }

  /** Takes the place of what is being read, of which nothing more is said. */
  async read(files: readonly PickedFile[]): Promise<void> {
    this.#reading?.abort();
    const mine = new AbortController();
    this.#reading = mine;
    let toldMs = performance.now();
    try {
      const sources = files.map(({ name, blob }) => blobSource(blob, name));
      const file = await importFiles(sources, {
        signal: mine.signal,
        onProgress: (readBytes, totalBytes) => {
          if (performance.now() - toldMs < TELL_MS) return;
          toldMs = performance.now();
          this.#post({ type: 'importing', readBytes, totalBytes });
        },
      });
      mine.signal.throwIfAborted();
      this.#keep(dataSetOf(file), file, describeImport(file));
    } catch (error) {
      if (!mine.signal.aborted) this.#problem(error);
      else if (this.#reading === mine) this.#post({ type: 'importCancelled' });
    }
    if (this.#reading === mine) this.#reading = null;
  }

  /** What a run was trained on, without a word. Throws what reading throws. */
  async giveBack(data: RunData): Promise<void> {
    const file: ImportedFile =
      data.kind === 'hand'
        ? { kind: 'ink', ink: handFile(data.lines, data.seed) }
        : await importFiles(data.files.map(({ name, blob }) => blobSource(blob, name)));
    this.#kept.set(dataSetOf(file), file);
  }

  cancel(): void {
    this.#reading?.abort();
  }

  /** Lines of the reader's own hand, parted by the seed. */
  takeHand(lines: readonly (readonly Stroke[])[], seed: number): void {
    try {
      const ink = handFile(lines, seed);
      this.#keep('strokes', { kind: 'ink', ink }, dataSetsText().hand(ink.hand));
    } catch (error) {
      this.#problem(error);
    }
  }

  #keep(data: DataSetName, file: ImportedFile, description: string): void {
    this.#kept.set(data, file);
    this.#post({ type: 'imported', data, description });
  }

  /** What cannot be read changes nothing: what runs goes on. */
  #problem(error: unknown): void {
    this.#post({ type: 'problem', message: messageOf(error) });
  }
}
