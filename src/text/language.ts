/**
 * The language that is spoken. Every text of the page stands in one catalogue: a section to a file, in English under `en`,
 * and the same sections in other languages under their names. English is there from the start, another language is loaded
 * as a whole when it is chosen. The command line speaks English.
 */
import { translateTo } from './section.ts';

/** Under its own name: who looks for it may not read the others. */
export const LANGUAGES = { en: 'English', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

/** Of the `lang` attribute, and of `Intl`. */
export const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

let spoken: Language = 'en';
const listeners = new Set<() => void>();

export function language(): Language {
  return spoken;
}

/** Calls back after every change, until what is returned is called. */
export function onLanguage(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** From now on. Throws where the language cannot be loaded; the one before then stays. */
export async function speak(language: Language): Promise<void> {
  translateTo(language === 'en' ? {} : { ...(await import('./zh/catalogue.ts')).CHINESE });
  spoken = language;
  for (const changed of [...listeners]) changed();
}

/** The first that is spoken here of those that a reader prefers, by their tags: `zh-CN`, `en-GB`. */
export function preferredLanguage(tags: readonly string[]): Language {
  const names = Object.keys(LANGUAGES) as Language[];
  for (const tag of tags) {
    const found = names.find((name) => tag.toLowerCase().split('-')[0] === name);
    if (found !== undefined) return found;
  }
  return 'en';
}
