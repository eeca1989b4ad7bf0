/** The sentences of a file as tokens: a vocabulary of the training part, and every part in it. */
import type { Settings } from '../../config/settings.ts';
import { permutation, stream } from '../../rng.ts';
import type { DataFacts } from '../../text/en/dataSets.ts';
import { importFilesText } from '../../text/en/importFiles.ts';
import { importTextText } from '../../text/en/importText.ts';
import { grouped } from '../../text/numbers.ts';
import type { Dataset } from '../dataset.ts';
import { ImportError } from '../importError.ts';
import type { SplitName } from '../splitName.ts';
import type { TokenCounts } from './textFacts.ts';
import type { TextFile } from './textFile.ts';
import { type TokenSplit, tokenDataset } from './tokenDataset.ts';
import { EOS, tokensOf, UNKNOWN, type Vocabulary, WordCounts } from './vocabulary.ts';

const FEWEST_SENTENCES = 10;

type Settled = Pick<
  Settings,
  | 'seed'
  | 'sequenceLength'
  | 'tokens'
  | 'vocabularySize'
  | 'longSentences'
  | 'validationSize'
  | 'testSize'
>;

/**
 * The parts are those of the file names; what they do not name is drawn by the seed from the training part, at most a
 * tenth for validation and a fifth for the test. Sentences of more than `sequenceLength` tokens, the end counted in, are
 * left out or cut off. Throws an ImportError where too few are left.
 */
export function fromText(file: TextFile, settings: Settled): Dataset {
  const { sequenceLength: longest, tokens: kind, longSentences, vocabularySize } = settings;
  const { line, members } = linesOf(file, settings);
  const counts = new WordCounts();
  let long = 0;
  const kept = (part: SplitName) =>
    members[part].filter((index) => {
      const words = tokensOf(line(index), kind);
      if (words.length >= longest) long++;
      if (words.length === 0 || (words.length >= longest && longSentences === 'leave-out'))
        return false;
      if (part === 'train') for (const word of words.slice(0, longest - 1)) counts.add(word);
      return true;
    });
  const sentences = { train: kept('train'), validation: kept('validation'), test: kept('test') };
  for (const [part, { length }] of Object.entries(sentences)) {
    const fewest = part === 'train' ? FEWEST_SENTENCES : 1;
    if (length >= fewest) continue;
    const text = importTextText();
    const name = importFilesText().parts[part as SplitName];
    const problem = text.few(file.fileName, length, longest, name, fewest);
    throw new ImportError(long > 0 ? text.longer(problem, grouped(long)) : problem);
  }
  const vocabulary = counts.vocabulary(kind, vocabularySize);
  const encode = (part: SplitName) => encoded(sentences[part], line, vocabulary, longest);
  const parts = { train: encode('train'), validation: encode('validation'), test: encode('test') };
  const facts = {
    train: parts.train.counts,
    validation: parts.validation.counts,
    test: parts.test.counts,
  };
  return tokenDataset(parts, {
    facts: factsOf(file, facts, vocabulary, long, settings),
    longest,
    text: { vocabulary, counts: facts, truth: null },
  });
}

function factsOf(
  { fileName, parts }: TextFile,
  { train, validation, test }: Readonly<Record<SplitName, TokenCounts>>,
  vocabulary: Vocabulary,
  long: number,
  { longSentences, sequenceLength }: Settled,
): DataFacts {
  return {
    kind: 'text',
    file: fileName,
    sentences: [train.sentences, validation.sentences, test.sentences],
    tokens: vocabulary.kind,
    vocabulary: vocabulary.size,
    testWords: test.words,
    unknownPercent: ((100 * test.unknown) / Math.max(1, test.words)).toFixed(1),
    long,
    longAre: longSentences,
    longest: sequenceLength,
    unread: parts
      .filter(({ isCut }) => isCut)
      .map(({ fileName: file, lines }) => ({ file, lines: lines.count })),
  };
}

function encoded(
  members: Uint32Array,
  line: (index: number) => string,
  vocabulary: Vocabulary,
  longest: number,
): TokenSplit & { readonly counts: TokenCounts } {
  const first = new Uint32Array(members.length + 1);
  let flat = new Uint16Array(16 * members.length);
  let filled = 0;
  let unknown = 0;
  members.forEach((index, i) => {
    const words = tokensOf(line(index), vocabulary.kind).slice(0, longest - 1);
    if (filled + words.length + 1 > flat.length) {
      const wider = new Uint16Array(2 * (filled + words.length + 1));
      wider.set(flat);
      flat = wider;
    }
    for (const word of words) {
      const token = vocabulary.tokenOf(word);
      if (token === UNKNOWN) unknown++;
      flat[filled++] = token;
    }
    flat[filled++] = EOS;
    first[i + 1] = filled;
  });
  const tokens = flat.slice(0, filled);
  return {
    count: members.length,
    length: (index) => first[index + 1]! - first[index]!,
    tokens: (index) => tokens.subarray(first[index], first[index + 1]),
    counts: { sentences: members.length, words: filled - members.length, unknown },
  };
}

/** The lines of all files one after the other, and which are of each part. */
function linesOf(
  { parts }: TextFile,
  { seed, validationSize, testSize }: Settled,
): {
  readonly line: (index: number) => string;
  readonly members: Readonly<Record<SplitName, Uint32Array>>;
} {
  const firsts = parts.map((_, i) =>
    parts.slice(0, i).reduce((sum, { lines }) => sum + lines.count, 0),
  );
  const line = (index: number) => {
    const at = firsts.findLastIndex((first) => first <= index);
    return parts[at]!.lines.line(index - firsts[at]!);
  };
  const named = parts.length > 1 && parts.every(({ split }) => split !== null);
  const shuffle = stream(seed, 'data/split');
  const shuffled = (wanted: SplitName): Uint32Array => {
    const own = parts.flatMap(({ split, lines }, i) =>
      (named ? split : 'train') === wanted ? [{ first: firsts[i]!, count: lines.count }] : [],
    );
    const total = own.reduce((sum, { count }) => sum + count, 0);
    const all = new Uint32Array(total);
    let filled = 0;
    for (const { first, count } of own) for (let i = 0; i < count; i++) all[filled++] = first + i;
    return permutation(total, shuffle).map((place) => all[place]!);
  };
  let train = shuffled('train');
  const total = train.length;
  const held = (part: SplitName, size: number, share: number): Uint32Array => {
    const own = shuffled(part);
    if (own.length > 0) return own.subarray(0, size);
    const count = Math.max(1, Math.min(size, Math.floor(total / share)));
    const taken = train.subarray(0, count);
    train = train.subarray(count);
    return taken;
  };
  const test = held('test', testSize, 5);
  const validation = held('validation', validationSize, 10);
  return { line, members: { train, validation, test } };
}
