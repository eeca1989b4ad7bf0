/** What a language has to say: a section to a line. A language that lacks one, or a word of one, does not compile. */
import type { AnnouncedText } from './en/announced.ts';
import type { HeaderText } from './en/header.ts';
import type { ModelsText } from './en/models.ts';
import type { SettingsText } from './en/settings.ts';
import type { EssayText } from './essayText.ts';

export interface Catalogue {
  readonly announced: AnnouncedText;
  readonly essay: EssayText;
  readonly header: HeaderText;
  readonly models: ModelsText;
  readonly settings: SettingsText;
}
