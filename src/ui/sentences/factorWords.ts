/** What the page calls the hidden factors of a grammar and their values; those it has no word for keep their names. */
import { factorsText } from '../../text/en/factors.ts';

export function factorName(name: string): string {
  const names: Readonly<Record<string, string>> = factorsText().names;
  return names[name] ?? name;
}

export function factorValue(value: string): string {
  const values: Readonly<Record<string, string>> = factorsText().values;
  return values[value] ?? value;
}
