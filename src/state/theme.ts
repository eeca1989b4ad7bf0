/** The reader's choice of theme, kept where the browser lets us keep it. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What we use of `localStorage`; reading or writing it may throw where storage is blocked. */
export type ThemeStorage = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'sis-rnn-playground.theme';

export function storedTheme(storage: () => ThemeStorage): Theme {
  try {
    const stored = storage().getItem(KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

export function storeTheme(storage: () => ThemeStorage, theme: Theme): void {
  try {
    storage().setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
