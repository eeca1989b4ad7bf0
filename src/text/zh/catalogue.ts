/** Simplified Chinese. */
import type { Catalogue } from '../catalogue.ts';
import { announced } from './announced.ts';
import { controls } from './controls.ts';
import { digitCompletions } from './digitCompletions.ts';
import { digitReading } from './digitReading.ts';
import { digitSamples } from './digitSamples.ts';
import { draw } from './draw.ts';
import { essay } from './essay.ts';
import { files } from './files.ts';
import { habits } from './habits.ts';
import { hand } from './hand.ts';
import { header } from './header.ts';
import { importCsv } from './importCsv.ts';
import { importDigits } from './importDigits.ts';
import { importFiles } from './importFiles.ts';
import { importText } from './importText.ts';
import { inspection } from './inspection.ts';
import { link } from './link.ts';
import { measurements } from './measurements.ts';
import { models } from './models.ts';
import { pad } from './pad.ts';
import { penControls } from './penControls.ts';
import { penSamples } from './penSamples.ts';
import { recovery } from './recovery.ts';
import { runFile } from './runFile.ts';
import { runNotices } from './runNotices.ts';
import { settings } from './settings.ts';

export const CHINESE: Catalogue = {
  announced,
  controls,
  digitCompletions,
  digitReading,
  digitSamples,
  draw,
  essay,
  files,
  habits,
  hand,
  header,
  importCsv,
  importDigits,
  importFiles,
  importText,
  inspection,
  link,
  measurements,
  models,
  pad,
  penControls,
  penSamples,
  recovery,
  runFile,
  runNotices,
  settings,
};
