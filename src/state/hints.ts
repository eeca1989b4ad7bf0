/** Whether a first visitor is still shown what to look at; once let go, never again where the browser keeps it. */
import type { ThemeStorage } from './theme.ts';

const KEY = 'sis-rnn-playground.hints';
const SEEN = 'seen';

/** Where storage is blocked every visit is a first one. */
export function hintsWanted(storage: () => ThemeStorage): boolean {
  try {
    return storage().getItem(KEY) !== SEEN;
  } catch {
    return true;
  }
}

export function storeHintsSeen(storage: () => ThemeStorage): void {
  try {
    storage().setItem(KEY, SEEN);
  } catch {
    // They are then gone for as long as the page lasts.
  }
}
