/** The reader's choice of language, kept where the browser lets us keep it. */
import { type Language, languageNamed } from '../text/language.ts';
import type { ThemeStorage } from './theme.ts';

const KEY = 'sis-rnn-playground.language';

/** Null where the reader has chosen none. */
export function storedLanguage(storage: () => ThemeStorage): Language | null {
  try {
    return languageNamed(storage().getItem(KEY)) ?? null;
  } catch {
    return null;
  }
}

export function storeLanguage(storage: () => ThemeStorage, language: Language): void {
  try {
    storage().setItem(KEY, language);
  } catch {
    // The choice then lasts as long as the page.
  }
}
