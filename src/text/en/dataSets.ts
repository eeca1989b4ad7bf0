/** What a data set is, in one line: of facts, so that the line can be said again in another language. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

type Scan = 'row' | 'cell' | 'pixel';

/** How grey became binary: `file`, as the file has it; `coin`, anew every epoch. */
type Rule = 'threshold' | 'coin' | 'file';

/** Scales of dx and dy. */
type Normaliser = 'pooled' | 'per-channel';

interface GeneratorFacts {
  readonly kind: 'generator';
  readonly name: string;
  readonly formula: string;
  /** "r = 0.3". */
  readonly values: readonly string[];
}

interface SeriesFacts {
  readonly kind: 'series';
  readonly file: string;
  readonly series: number;
  readonly rows: number;
  readonly channels: readonly string[];
  /** Names of columns without numbers, of many the first few; and how many more there are. */
  readonly leftOut: readonly string[];
  readonly leftOutMore: number;
  readonly steps: number;
}

interface DrawnDigitsFacts {
  readonly kind: 'drawnDigits';
  readonly scan: Scan;
  readonly rule: Rule;
}

interface DigitFacts {
  readonly kind: 'digits';
  readonly file: string;
  /** Of zeros and ones, else grey as MNIST's. */
  readonly binary: boolean;
  readonly images: number;
  readonly scan: Scan;
  readonly rule: Rule;
  /** Whether the files say which digits are held out. */
  readonly labelled: boolean;
}

interface HandwritingFacts {
  readonly kind: 'handwriting';
  readonly writers: readonly string[];
  readonly normaliser: Normaliser;
}

/** A hand of the reader's: lines, how many of them are held out for each part, and what each of the others is made into. */
export interface HandFacts {
  readonly lines: number;
  readonly held: number;
  readonly copies: number;
}

interface InkFacts {
  readonly kind: 'ink';
  readonly file: string;
  /** Of lines written here; null: of files. */
  readonly hand: HandFacts | null;
  readonly format: string;
  readonly drawings: number;
  /** Whether the file says which are held out. */
  readonly labelled: boolean;
  readonly cut: number;
  readonly longest: number;
  /** Left out, of a single point. */
  readonly dots: number;
  /** Of whole numbers; null: of others. */
  readonly dequantised: boolean | null;
  readonly normaliser: Normaliser;
}

interface GrammarFacts {
  readonly kind: 'grammar';
  readonly factors: readonly string[];
  readonly vocabulary: number;
  readonly held: number;
  readonly cut: number;
  readonly longest: number;
}

interface TextFacts {
  readonly kind: 'text';
  readonly file: string;
  readonly sentences: readonly [training: number, validation: number, test: number];
  readonly tokens: 'words' | 'tokenised' | 'characters';
  readonly vocabulary: number;
  readonly testWords: number;
  readonly unknownPercent: string;
  /** Longer than `longest`. */
  readonly long: number;
  readonly longAre: 'cut' | 'leave-out';
  readonly longest: number;
  /** Files of which only the first lines were read. */
  readonly unread: readonly { readonly file: string; readonly lines: number }[];
}

/** What the line of a data set is made of. */
export type DataFacts =
  | GeneratorFacts
  | SeriesFacts
  | DrawnDigitsFacts
  | DigitFacts
  | HandwritingFacts
  | InkFacts
  | GrammarFacts
  | TextFacts;

const SCANS: Readonly<Record<Scan, string>> = {
  row: '28 rows of 28 pixels',
  cell: '196 steps of one cell, the mean grey of 2 × 2 pixels',
  pixel: '784 steps of one pixel',
};
const RULES: Readonly<Record<Rule, string>> = {
  threshold: 'on above 0.5',
  coin: 'each a coin with its grey as probability, thrown anew every epoch',
  file: 'pixels as the file has them',
};
const SCALES: Readonly<Record<Normaliser, string>> = {
  pooled: 'standardised, one scale for dx and dy',
  'per-channel': 'standardised, dx and dy each by its own',
};
const TOKENS = {
  words: 'words of prose',
  tokenised: 'tokens between blanks',
  characters: 'characters',
};

/** Not by the spoken language: files carry this line in English from a page in any. */
const number = (value: number) => value.toLocaleString('en');

function line(facts: DataFacts): string {
  switch (facts.kind) {
    case 'generator':
      return [`Generator ${facts.name}: ${facts.formula}`, ...facts.values].join(', ');
    case 'series':
      return `${facts.file}: ${facts.series} series, ${number(facts.rows)} rows, channels ${facts.channels.join(', ')}${leftOut(facts)}, windows of at most ${facts.steps} steps, standardised`;
    case 'drawnDigits':
      return `Synthetic digits drawn from strokes (not MNIST), ${SCANS[facts.scan]}, ${RULES[facts.rule]}`;
    case 'digits':
      return `${facts.binary ? 'binary file' : 'MNIST idx file'} ${facts.file}: ${number(facts.images)} images, ${SCANS[facts.scan]}, ${RULES[facts.rule]}${facts.labelled ? ', parts as the files say' : ''}`;
    case 'handwriting': {
      const { writers } = facts;
      const many = writers.length === 1 ? 'one writer' : `${writers.length} writers`;
      return `Handwriting by ${many} (${writers.join(', ')}), letters after Hershey; ${SCALES[facts.normaliser]}`;
    }
    case 'ink':
      return `${inkRemarks(facts).join(', ')}; ${SCALES[facts.normaliser]}`;
    case 'grammar': {
      const { factors, vocabulary, held, cut, longest } = facts;
      const short =
        cut > 0 ? `, of ${number(held)} held out ${number(cut)} cut off at ${longest} tokens` : '';
      return `Synthetic sentences of a grammar with ${factors.length} hidden factors (${factors.join(', ')}), ${number(vocabulary)} tokens${short}`;
    }
    case 'text':
      return textRemarks(facts).join(', ');
  }
}

function leftOut({ leftOut: names, leftOutMore: more }: SeriesFacts): string {
  if (names.length === 0) return '';
  return ` (left out, no numbers: ${names.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''})`;
}

function inkRemarks(facts: InkFacts): string[] {
  const { drawings, cut, longest, dots, dequantised } = facts;
  return [
    `${facts.file} (${facts.format}): ${number(drawings)} drawings`,
    facts.labelled ? 'parts as the file says' : 'parts drawn by the seed',
    ...(cut > 0 ? [`${number(cut)} cut off at ${longest} steps`] : []),
    ...(dots > 0 ? [`${number(dots)} of a single point left out`] : []),
    ...(dequantised === null
      ? []
      : [dequantised ? 'whole numbers, dequantised' : 'whole numbers, not dequantised']),
  ];
}

function textRemarks(facts: TextFacts): string[] {
  const [training, validation, test] = facts.sentences;
  const { long, longest } = facts;
  return [
    `${facts.file}: ${number(training)} / ${number(validation)} / ${number(test)} sentences to learn from, validate and test`,
    TOKENS[facts.tokens],
    `a vocabulary of ${number(facts.vocabulary)}`,
    `${number(facts.testWords)} + ${number(test)} ends in the test part, ${facts.unknownPercent} % of its words unknown`,
    ...(long > 0
      ? [
          `${number(long)} longer than ${longest} ${facts.longAre === 'cut' ? 'cut off' : 'left out'}`,
        ]
      : []),
    ...facts.unread.map(
      ({ file, lines }) => `of ${file} the first ${number(lines)} lines, the rest not read`,
    ),
  ];
}

function hand({ lines, held, copies }: HandFacts): string {
  return `Your pen, ${lines} lines: ${lines - 2 * held} to learn from, each in ${copies} slants, sizes and starts, ${held} for validation and ${held} for test as written`;
}

const DATA_SETS = { line, hand };

export type DataSetsText = Words<typeof DATA_SETS>;
export const dataSetsText = section('dataSets', DATA_SETS);

/** In English whatever is spoken: files carry the line, and rooms read in it what the data are. */
export const englishLine = line;
export const englishHand = hand;
