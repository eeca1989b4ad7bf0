/** What a language has to say: a section to a line. A language that lacks one, or a word of one, does not compile. */
import type { HeaderText } from './en/header.ts';
import type { ModelsText } from './en/models.ts';
import type { SettingsText } from './en/settings.ts';

export interface Catalogue {
  readonly header: HeaderText;
  readonly models: ModelsText;
  readonly settings: SettingsText;
}
