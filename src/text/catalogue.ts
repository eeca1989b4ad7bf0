/** What a language has to say: a section to a line. A language that lacks one, or a word of one, does not compile. */
import type { AnnouncedText } from './en/announced.ts';
import type { DigitCompletionsText } from './en/digitCompletions.ts';
import type { DigitReadingText } from './en/digitReading.ts';
import type { DigitSamplesText } from './en/digitSamples.ts';
import type { DrawText } from './en/draw.ts';
import type { HandText } from './en/hand.ts';
import type { HeaderText } from './en/header.ts';
import type { InspectionText } from './en/inspection.ts';
import type { LinkText } from './en/link.ts';
import type { ModelsText } from './en/models.ts';
import type { PadText } from './en/pad.ts';
import type { PenControlsText } from './en/penControls.ts';
import type { PenSamplesText } from './en/penSamples.ts';
import type { RecoveryText } from './en/recovery.ts';
import type { RunFileText } from './en/runFile.ts';
import type { RunNoticesText } from './en/runNotices.ts';
import type { SettingsText } from './en/settings.ts';
import type { EssayText } from './essayText.ts';

export interface Catalogue {
  readonly announced: AnnouncedText;
  readonly digitCompletions: DigitCompletionsText;
  readonly digitReading: DigitReadingText;
  readonly digitSamples: DigitSamplesText;
  readonly draw: DrawText;
  readonly essay: EssayText;
  readonly hand: HandText;
  readonly header: HeaderText;
  readonly inspection: InspectionText;
  readonly link: LinkText;
  readonly models: ModelsText;
  readonly pad: PadText;
  readonly penControls: PenControlsText;
  readonly penSamples: PenSamplesText;
  readonly recovery: RecoveryText;
  readonly runFile: RunFileText;
  readonly runNotices: RunNoticesText;
  readonly settings: SettingsText;
}
