/** Of what the reader takes away: links, files, tables and pictures. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SAVING = {
  title: 'Export',
  metricsCsv: 'Metrics as CSV',
  metricsJson: 'Metrics as JSON',
  run: 'This run, to go on with (zip)',
  experiment: 'Experiment as JSON',
  weights: (model: string) => `Weights of ${model} (safetensors)`,
  copyCommand: 'Copy sweep command',
  commandCopied: (command: string) =>
    `Copied: ${command}. It repeats this experiment over five seeds, without the page.`,
  commandNotCopied: (command: string) => `The browser would not copy. The command is ${command}`,
  share: 'Share link',
  copied: 'Copied',
  drawingTooLong: (points: number, most: number) =>
    `The drawing has ${points} points; a link carries up to ${most}, so it was left out of the link.`,
  linkNotCopied: (link: string) => `The browser would not copy. The link is ${link}`,
  numbersOf: (name: string) => `Numbers of ${name} as a table and CSV`,
  numbers: 'The numbers, as a table and CSV',
  saveCsv: 'Save CSV',
  moreRows: (rows: number) => `and ${rows} more rows, all in the CSV`,
  png: 'PNG',
  svg: 'SVG',
  savePng: 'Save as PNG',
  savePngOf: (name: string) => `Save ${name} as PNG`,
  saveSvg: 'Save as SVG',
  saveSvgOf: (name: string) => `Save ${name} as SVG`,
  pngNotMade: (name: string, why: string) => `${name}.png could not be made: ${why}.`,
};

export type SavingText = Words<typeof SAVING>;
export const savingText = section('saving', SAVING);
