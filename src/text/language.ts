/** The language that is spoken; `speak.ts` changes it. */

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

/** The language is another from now on; its words are there (`speak.ts`). */
export function become(language: Language): void {
  spoken = language;
  for (const changed of [...listeners]) changed();
}

/** Undefined where there is no language of this name. */
export function languageNamed(name: string | null | undefined): Language | undefined {
  return name != null && Object.hasOwn(LANGUAGES, name) ? (name as Language) : undefined;
}

/** The first that is spoken here of those that a reader prefers, by their tags: `zh-CN`, `en-GB`. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = languageNamed(tag.toLowerCase().split('-')[0]);
    if (found !== undefined) return found;
  }
  return 'en';
}
