/** A section of the catalogue: its English words, until another language takes their place. */
import type { Words } from './words.ts';

let translated: Readonly<Record<string, unknown>> = {};

/** What `section` gives out from now on; {} for English. */
export function translateTo(catalogue: Readonly<Record<string, unknown>>): void {
  translated = catalogue;
}

/**
 * To be asked for its words each time they are written: the language may change under way. `name` is that of the section
 * in `Catalogue`.
 */
export function section<English>(name: string, english: English): () => Words<English> {
  // A test asks every section for both languages.
  return () => (translated[name] ?? english) as Words<English>;
}
