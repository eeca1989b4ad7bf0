/** A reader's choices, kept where the browser lets us keep them. */

/** What we use of `localStorage`; reaching for it, reading and writing may throw where storage is blocked. */
export type ChoiceStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Null where nothing is kept under this key, or where storage is blocked. */
export function keptChoice(storage: () => ChoiceStorage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

export function keepChoice(storage: () => ChoiceStorage, key: string, choice: string): void {
  try {
    storage().setItem(key, choice);
  } catch {
    // The choice then lasts as long as the page.
  }
}
