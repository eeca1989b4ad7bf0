/** Numbers, amounts, dates, lists and paragraphs as the language writes them, mostly by `Intl`. */
import { language, TAGS } from './language.ts';

/** Formatters are dear to make: one of each kind, for the language last asked for. */
const made = new Map<string, unknown>();

function once<Made>(key: string, make: (tag: string) => Made): Made {
  const tag = TAGS[language()];
  const id = `${tag} ${key}`;
  const found = (made.get(id) as Made | undefined) ?? make(tag);
  made.set(id, found);
  return found;
}

/** With grouped thousands: 1,234. */
export function grouped(value: number): string {
  const options = { maximumFractionDigits: 0 };
  return once('grouped', (tag) => new Intl.NumberFormat(tag, options)).format(value);
}

/** With three significant digits and a word or letter for the magnitude: 2.55M, 255万. */
export function compact(value: number): string {
  const options = { notation: 'compact', maximumSignificantDigits: 3 } as const;
  return once('compact', (tag) => new Intl.NumberFormat(tag, options)).format(value);
}

/** The form of a word that goes with a number: of English "one" and "other", of Chinese only "other". */
export function plural(
  value: number,
  forms: { readonly one: string; readonly other: string },
): string {
  const rules = once('plural', (tag) => new Intl.PluralRules(tag));
  return rules.select(value) === 'one' ? forms.one : forms.other;
}

/** "a, b and c"; with `or`, "a, b or c". */
export function listed(items: readonly string[], how: 'and' | 'or' = 'and'): string {
  const type = how === 'and' ? 'conjunction' : 'disjunction';
  return once(`list ${how}`, (tag) => new Intl.ListFormat(tag, { type })).format(items);
}

/** Whole sentences, one after another: Chinese leaves no space between them. */
export function paragraph(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(language() === 'zh' ? '' : ' ');
}

/** A moment, in milliseconds since 1970, by the clock and calendar of the machine. */
export function moment(ms: number, options: Intl.DateTimeFormatOptions): string {
  const format = once(
    `date ${JSON.stringify(options)}`,
    // Day before month, as the page writes English.
    (tag) => new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, options),
  );
  return format.format(ms);
}
