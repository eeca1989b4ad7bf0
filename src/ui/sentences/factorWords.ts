/** What the page calls the hidden factors of a grammar and their values; those it has no word for keep their names. */
import { factorsText } from '../../text/en/factors.ts';

export function factorName(name: string): string {
  return wordIn(factorsText().names, name);
}

export function factorValue(value: string): string {
  return wordIn(factorsText().values, value);
}

function wordIn(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? words[name]! : name;
}
