/**
 * Changes the language. Every text of the page stands in one catalogue: a section to a file, in English under `en`,
 * and the same sections in other languages under their names. English is there from the start, another language is loaded
 * as a whole when it is chosen. The command line speaks English.
 */
import { become, type Language } from './language.ts';
import { translateTo } from './section.ts';

/** How many there were: of quick choices the last one counts, however late another's words come. */
let choices = 0;

/** From now on, unless another is chosen before its words are there. Throws where they cannot be loaded: the language stays. */
export async function speak(language: Language): Promise<void> {
  choices += 1;
  const choice = choices;
  const words = language === 'en' ? {} : { ...(await import('./zh/catalogue.ts')).CHINESE };
  if (choice !== choices) return;
  translateTo(words);
  become(language);
}
