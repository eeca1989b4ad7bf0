/**
 * Changes the language. Every text of the page stands in one catalogue: a section to a file, in English under `en`,
 * and the same sections in other languages under their names. English is there from the start, another language is loaded
 * as a whole when it is chosen. The command line speaks English.
 */
import { become, type Language } from './language.ts';
import { translateTo } from './section.ts';

/** From now on. Throws where the language cannot be loaded; the one before then stays. */
export async function speak(language: Language): Promise<void> {
  translateTo(language === 'en' ? {} : { ...(await import('./zh/catalogue.ts')).CHINESE });
  become(language);
}
