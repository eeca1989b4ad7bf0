/** The data set of the grammar: sentences without end to learn from, counted ones held out. */
import type { Settings } from '../../config/settings.ts';
import type { Dataset } from '../dataset.ts';
import type { SplitName } from '../splitName.ts';
import {
  drawSentence,
  FACTOR_NAMES,
  FACTORS,
  factorsGiven,
  grammarVocabulary,
  type Sentence,
  sentenceLogProbability,
} from './grammar.ts';
import type { TokenCounts } from './textFacts.ts';
import { type TokenSplit, tokenDataset } from './tokenDataset.ts';
import { EOS } from './vocabulary.ts';

type Settled = Pick<Settings, 'seed' | 'sequenceLength' | 'validationSize' | 'testSize'>;

/**
 * Sentences of more than `sequenceLength` tokens are not left out, which would make the grammar another: of those the
 * first words stay, and an end follows. How many of the held-out ones, the description says.
 */
export function fromSentences(settings: Settled): Dataset {
  const { seed, sequenceLength: longest } = settings;
  const vocabulary = grammarVocabulary();
  const sentence = (part: SplitName, index: number): Sentence => drawSentence(seed, part, index);
  const split = (part: SplitName, count: number): TokenSplit => {
    // A pool of sentences is asked for its lengths first and for its batches afterwards.
    const recent = new Map<number, Uint16Array>();
    const tokens = (index: number) => {
      const known = recent.get(index);
      if (known !== undefined) return known;
      const words = sentence(part, index).words.slice(0, longest - 1);
      const made = Uint16Array.of(...words.map((word) => vocabulary.tokenOf(word)), EOS);
      if (recent.size >= 8192) recent.clear();
      recent.set(index, made);
      return made;
    };
    return { count, length: (index) => tokens(index).length, tokens };
  };
  const validation = split('validation', settings.validationSize);
  const test = split('test', settings.testSize);
  let cut = 0;
  for (const [part, { count }] of [
    ['validation', validation],
    ['test', test],
  ] as const)
    for (let i = 0; i < count; i++) if (sentence(part, i).words.length >= longest) cut++;
  const held = validation.count + test.count;
  return tokenDataset(
    { train: split('train', Number.POSITIVE_INFINITY), validation, test },
    {
      facts: {
        kind: 'grammar',
        factors: FACTOR_NAMES,
        vocabulary: vocabulary.size,
        held,
        cut,
        longest,
      },
      longest,
      text: {
        vocabulary,
        counts: { train: null, validation: countsOf(validation), test: countsOf(test) },
        truth: {
          factors: FACTOR_NAMES.map((name) => ({ name, values: FACTORS[name] })),
          factorsOf: (part, index) => sentence(part, index).factors,
          factorsGiven: (part, index) => factorsGiven(sentence(part, index).words),
          logProbability: (part, index) => sentenceLogProbability(sentence(part, index).words),
        },
      },
    },
  );
}

function countsOf({ count, length }: TokenSplit): TokenCounts {
  let words = 0;
  for (let i = 0; i < count; i++) words += length(i) - 1;
  return { sentences: count, words, unknown: 0 };
}
