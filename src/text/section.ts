/** A section of the catalogue: its English words, until another language takes their place. */
import type { Words } from './words.ts';

let translated: Readonly<Record<string, unknown>> = {};

/** What `section` gives out from now on; {} for English. */
export function translateTo(catalogue: Readonly<Record<string, unknown>>): void {
  translated = catalogue;
}

export interface Section<English> {
  /** To be asked for its words each time they are written: the language may change under way. */
  (): Words<English>;
  /** Whatever is spoken: what programs read of a file is in English. */
  readonly english: Words<English>;
}

/** `name` is that of the section in `Catalogue`. */
export function section<English>(name: string, english: English): Section<English> {
  const inEnglish = english as Words<English>;
  // A test asks every section for both languages.
  return Object.assign(() => (translated[name] as Words<English> | undefined) ?? inEnglish, {
    english: inEnglish,
  });
}
