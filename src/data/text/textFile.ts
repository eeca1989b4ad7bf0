/** The text of one or more files as it was read: a sentence a line, in whatever tokens the settings will cut it. */
import type { SplitName } from '../splitName.ts';

/** Lines that are not blank, kept as bytes: a text of a hundred megabytes is no hundred megabytes of strings. */
export class TextLines {
  readonly #bytes: Uint8Array;
  /** Where each line begins and ends. [2 lines] */
  readonly #bounds: Uint32Array;
  readonly #labelled: boolean;
  readonly #decoder = new TextDecoder();

  /** `labelled`: a number and a tab before each sentence, as of a classifier's data, are no part of it. */
  constructor(bytes: Uint8Array, bounds: Uint32Array, labelled: boolean) {
    this.#bytes = bytes;
    this.#bounds = bounds;
    this.#labelled = labelled;
  }

  get count(): number {
    return this.#bounds.length / 2;
  }

  /** Line `index`, below `count`, without its end. */
  line(index: number): string {
    const bytes = this.#bytes.subarray(this.#bounds[2 * index], this.#bounds[2 * index + 1]);
    const text = this.#decoder.decode(bytes);
    return this.#labelled ? text.replace(LABEL, '') : text;
  }
}

/** "3<tab>how do i ..." */
export const LABEL = /^\d+\t/;

export interface TextPart {
  readonly fileName: string;
  /** Null where the name does not say. */
  readonly split: SplitName | null;
  readonly lines: TextLines;
  /** The file has more than is read. */
  readonly isCut: boolean;
}

export interface TextFile {
  /** Of all files. */
  readonly fileName: string;
  readonly parts: readonly TextPart[];
}
