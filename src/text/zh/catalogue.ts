/** Simplified Chinese. */
import type { Catalogue } from '../catalogue.ts';
import { about } from './about.ts';
import { announced } from './announced.ts';
import { checkpoint } from './checkpoint.ts';
import { config } from './config.ts';
import { controls } from './controls.ts';
import { curves } from './curves.ts';
import { dataSets } from './dataSets.ts';
import { diagnosis } from './diagnosis.ts';
import { diagnostics } from './diagnostics.ts';
import { differences } from './differences.ts';
import { digitCompletions } from './digitCompletions.ts';
import { digitReading } from './digitReading.ts';
import { digitSamples } from './digitSamples.ts';
import { divergence } from './divergence.ts';
import { draw } from './draw.ts';
import { embedCode } from './embedCode.ts';
import { essay } from './essay.ts';
import { estimates } from './estimates.ts';
import { factors } from './factors.ts';
import { files } from './files.ts';
import { fromNothing } from './fromNothing.ts';
import { gallery } from './gallery.ts';
import { gap } from './gap.ts';
import { glossary } from './glossary.ts';
import { habits } from './habits.ts';
import { hand } from './hand.ts';
import { header } from './header.ts';
import { heldOut } from './heldOut.ts';
import { help } from './help.ts';
import { hints } from './hints.ts';
import { importCsv } from './importCsv.ts';
import { importDigits } from './importDigits.ts';
import { importFiles } from './importFiles.ts';
import { importInk } from './importInk.ts';
import { importText } from './importText.ts';
import { importXml } from './importXml.ts';
import { inspection } from './inspection.ts';
import { joint } from './joint.ts';
import { latentLine } from './latentLine.ts';
import { latentMap } from './latentMap.ts';
import { latentUse } from './latentUse.ts';
import { link } from './link.ts';
import { lookingAt } from './lookingAt.ts';
import { marginal } from './marginal.ts';
import { measurements } from './measurements.ts';
import { models } from './models.ts';
import { pad } from './pad.ts';
import { page } from './page.ts';
import { paperTables } from './paperTables.ts';
import { penControls } from './penControls.ts';
import { penSamples } from './penSamples.ts';
import { posterior } from './posterior.ts';
import { presets } from './presets.ts';
import { progress } from './progress.ts';
import { recovery } from './recovery.ts';
import { runFile } from './runFile.ts';
import { runNotices } from './runNotices.ts';
import { runs } from './runs.ts';
import { saving } from './saving.ts';
import { sayOn } from './sayOn.ts';
import { schedules } from './schedules.ts';
import { screen } from './screen.ts';
import { sentences } from './sentences.ts';
import { settings } from './settings.ts';
import { statistics } from './statistics.ts';
import { strips } from './strips.ts';
import { summaries } from './summaries.ts';
import { sweepResults } from './sweepResults.ts';
import { sweepRows } from './sweepRows.ts';
import { sweepTable } from './sweepTable.ts';
import { weights } from './weights.ts';
import { wordByWord } from './wordByWord.ts';
import { workers } from './workers.ts';

export const CHINESE: Catalogue = {
  about,
  announced,
  checkpoint,
  config,
  controls,
  curves,
  dataSets,
  diagnosis,
  diagnostics,
  differences,
  digitCompletions,
  digitReading,
  digitSamples,
  divergence,
  draw,
  embedCode,
  essay,
  estimates,
  factors,
  files,
  fromNothing,
  gallery,
  gap,
  glossary,
  habits,
  hand,
  header,
  heldOut,
  help,
  hints,
  importCsv,
  importDigits,
  importFiles,
  importInk,
  importText,
  importXml,
  inspection,
  joint,
  latentLine,
  latentMap,
  latentUse,
  link,
  lookingAt,
  marginal,
  measurements,
  models,
  pad,
  page,
  paperTables,
  penControls,
  penSamples,
  posterior,
  presets,
  progress,
  recovery,
  runFile,
  runNotices,
  runs,
  saving,
  sayOn,
  schedules,
  screen,
  sentences,
  settings,
  statistics,
  strips,
  summaries,
  sweepResults,
  sweepRows,
  sweepTable,
  weights,
  wordByWord,
  workers,
};
