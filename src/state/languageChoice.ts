/** The reader's choice of language. */
import { type Language, languageNamed } from '../text/language.ts';
import { type ChoiceStorage, keepChoice, keptChoice } from './choices.ts';

const KEY = 'sis-rnn-playground.language';

/** Null where the reader has chosen none. */
export function storedLanguage(storage: () => ChoiceStorage): Language | null {
  return languageNamed(keptChoice(storage, KEY)) ?? null;
}

export function storeLanguage(storage: () => ChoiceStorage, language: Language): void {
  keepChoice(storage, KEY, language);
}
