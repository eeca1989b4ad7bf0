/** Whether a first visitor is still shown what to look at; once let go, never again where the browser keeps it. */
import { type ChoiceStorage, keepChoice, keptChoice } from './choices.ts';

const KEY = 'sis-rnn-playground.hints';
const SEEN = 'seen';

/** Where storage is blocked every visit is a first one. */
export function hintsWanted(storage: () => ChoiceStorage): boolean {
  return keptChoice(storage, KEY) !== SEEN;
}

export function storeHintsSeen(storage: () => ChoiceStorage): void {
  keepChoice(storage, KEY, SEEN);
}
