/** The reader's choice of theme. */
import { type ChoiceStorage, keepChoice, keptChoice } from './choices.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'sis-rnn-playground.theme';

export function storedTheme(storage: () => ChoiceStorage): Theme {
  const stored = keptChoice(storage, KEY);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

export function storeTheme(storage: () => ChoiceStorage, theme: Theme): void {
  keepChoice(storage, KEY, theme);
}
