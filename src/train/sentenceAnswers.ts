/** What models of sentences say and how they read: what the page asks of them, answered model by model. */
import type { Dataset } from '../data/dataset.ts';
import {
  FACTOR_NAMES,
  FACTORS,
  factorsGiven,
  sentenceLogProbability,
} from '../data/text/grammar.ts';
import type { TextFacts } from '../data/text/textFacts.ts';
import { splitOf } from '../data/text/tokenDataset.ts';
import { type Typed, typedTokens } from '../data/text/typed.ts';
import { END } from '../model/language/sentenceModel.ts';
import { fillNormal, stream } from '../rng.ts';
import { estimate } from './evaluate.ts';
import { klFigures } from './klFigures.ts';
import type { Learner } from './learner.ts';
import { sentenceDraws } from './sentenceDraws.ts';
import { type SpeechWish, speaking, wordScores } from './speech.ts';

/** The models that answer, and the data they learned. */
export interface SentenceModels {
  /** Training steps the models had made. */
  readonly step: number;
  readonly learners: readonly Learner[];
  readonly dataset: Dataset;
}

/** Words as the vocabulary spells them, each with its log p given those before and z, nats. */
export interface ScoredSentence {
  readonly words: readonly string[];
  /** One more than words where `ended`: the end's. */
  readonly logProbabilities: readonly number[];
  readonly ended: boolean;
}

/** What was made of a text that was typed. */
export interface Understood {
  readonly words: readonly string[];
  /** Not in the vocabulary. */
  readonly unknown: readonly string[];
  /** Longer than the longest sentence of the data. */
  readonly isCut: boolean;
}

export interface SayingWish {
  /** How each sentence begins; empty: from nothing. */
  readonly beginning: string;
  /** z is drawn from q(z | this sentence); null: from the prior. */
  readonly like: string | null;
  /** Sentences of each model. */
  readonly count: number;
  readonly temperature: number;
  readonly seed: number;
}

export interface Saying {
  readonly step: number;
  readonly beginning: Understood;
  readonly like: Understood | null;
  readonly models: readonly {
    readonly id: string;
    readonly sentences: readonly ScoredSentence[];
  }[];
  readonly done: boolean;
}

/** Longest sentences said. */
const MOST_WORDS = 64;

export async function* sayings(
  by: SentenceModels,
  wish: SayingWish,
): AsyncGenerator<Saying | null, void> {
  const { step, learners, dataset } = by;
  const text = textOf(dataset);
  const beginning = typedTokens(wish.beginning, text.vocabulary, dataset.steps - 1);
  const like = wish.like === null ? null : readAs(wish.like, dataset);
  const models: Saying['models'][number][] = [];
  const answer = (done: boolean): Saying => ({
    step,
    beginning: understood(beginning, text),
    like: like && understood(like, text),
    models: [...models],
    done,
  });
  for (const learner of learners) {
    const purpose = `page/${wish.seed}`;
    const z =
      like === null
        ? priorDraws(learner, wish.count, wish.seed)
        : await posteriorDraws(learner, like.tokens, dataset, { count: wish.count, purpose });
    const { count, temperature } = wish;
    const how = { count, z, beginning: beginning.tokens, temperature, purpose };
    models.push({ id: learner.spec.id, sentences: yield* spoken(learner, how, text) });
    yield answer(false);
  }
  yield answer(true);
}

export interface PathWish {
  readonly from: string;
  readonly to: string;
  /** Sentences along the line, its ends among them. */
  readonly points: number;
  readonly seed: number;
}

export interface Path {
  readonly step: number;
  readonly from: Understood;
  readonly to: Understood;
  /** Models without latent are left out. Each sentence is the likeliest word after word. */
  readonly models: readonly {
    readonly id: string;
    readonly sentences: readonly ScoredSentence[];
    /** Between the ends, in units of the prior's sd. */
    readonly distance: number;
  }[];
  readonly done: boolean;
}

/** A straight line between one draw of z for each of two sentences, decoded along the way. */
export async function* paths(
  by: SentenceModels,
  wish: PathWish,
): AsyncGenerator<Path | null, void> {
  const { step, learners, dataset } = by;
  const text = textOf(dataset);
  const ends = [readAs(wish.from, dataset), readAs(wish.to, dataset)] as const;
  const models: Path['models'][number][] = [];
  const answer = (done: boolean): Path => ({
    step,
    from: understood(ends[0], text),
    to: understood(ends[1], text),
    models: [...models],
    done,
  });
  for (const learner of learners) {
    const { latent } = learner.shape;
    if (latent === 0) continue;
    // Each end has noise of its own: one for both would make a collapsed posterior's line a point.
    const purpose = `page/${wish.seed}`;
    const draw = async ({ tokens }: Typed, end: string) => {
      const options = { count: 1, purpose: `${purpose}/${end}` };
      return (await posteriorDraws(learner, tokens, dataset, options))!;
    };
    const a = await draw(ends[0], 'from');
    const b = await draw(ends[1], 'to');
    const z = Float32Array.from({ length: wish.points * latent }, (_, i) => {
      const along = Math.floor(i / latent) / Math.max(1, wish.points - 1);
      const d = i % latent;
      return (1 - along) * a[d]! + along * b[d]!;
    });
    const how = { count: wish.points, z, beginning: [], temperature: 0, purpose };
    models.push({
      id: learner.spec.id,
      sentences: yield* spoken(learner, how, text),
      distance: Math.hypot(...a.map((value, d) => value - b[d]!)),
    });
    yield answer(false);
  }
  yield answer(true);
}

export interface SentenceReadingWish {
  readonly sentence: string;
  readonly seed: number;
}

/** A sentence, word by word. */
export interface SentenceReading {
  readonly step: number;
  /** What was read; its end is read too. */
  readonly sentence: Understood;
  /** Draws of z a figure is averaged over; K of the KL of a model with injected noise. */
  readonly draws: number;
  readonly mixingSamples: number;
  /** Of the grammar: log p, nats, and what the sentence says of its factors. Null for other data, or no sentence of it. */
  readonly truth: {
    readonly logProbability: number;
    readonly factors: readonly {
      readonly name: string;
      readonly value: string;
      readonly probability: number;
    }[];
  } | null;
  readonly models: readonly {
    readonly id: string;
    /** Mean over draws of log p(w_i | w_<i, z), nats, the end's last; of a model without latent log p itself. */
    readonly logProbabilities: readonly number[];
    /** KL(q || prior), nats, inclusive: high rather than low. Null without latent. */
    readonly kl: number | null;
  }[];
  readonly done: boolean;
}

const READING_DRAWS = 16;

export async function* readings(
  by: SentenceModels,
  { sentence, seed }: SentenceReadingWish,
): AsyncGenerator<SentenceReading | null, void> {
  const { step, learners, dataset } = by;
  const text = textOf(dataset);
  const read = readAs(sentence, dataset);
  const heard = understood(read, text);
  const mixingSamples = learners[0]?.settings.mixingSamplesEvaluation ?? 0;
  const truth = text.truth && truthOf(heard.words);
  const models: SentenceReading['models'][number][] = [];
  const answer = (done: boolean): SentenceReading => ({
    step,
    sentence: heard,
    draws: READING_DRAWS,
    mixingSamples,
    truth,
    models: [...models],
    done,
  });
  const tokens = [...read.tokens, END];
  const copies = sentencesAsSplit(
    Array.from({ length: READING_DRAWS }, () => tokens),
    dataset,
  );
  for (const learner of learners) {
    const { id } = learner.spec;
    if (learner.shape.latent === 0) {
      const [logProbabilities] = await wordScores(learner, [tokens], null);
      models.push({ id, logProbabilities: logProbabilities!, kl: null });
      yield answer(false);
      continue;
    }
    const purpose = `page/${seed}`;
    const z = await posteriorDraws(learner, read.tokens, dataset, {
      count: READING_DRAWS,
      purpose,
    });
    const each = await wordScores(
      learner,
      Array.from({ length: READING_DRAWS }, () => tokens),
      z,
    );
    yield null;
    const figures = (await klFigures(learner, copies, { purpose, mixingSamples }))!;
    models.push({
      id,
      logProbabilities: tokens.map(
        (_, t) => each.reduce((sum, draw) => sum + draw[t]!, 0) / READING_DRAWS,
      ),
      kl: estimate(figures.inclusive).mean,
    });
    yield answer(false);
  }
  yield answer(true);
}

function truthOf(words: readonly string[]): SentenceReading['truth'] {
  const logProbability = sentenceLogProbability(words);
  if (!Number.isFinite(logProbability)) return null;
  const factors = factorsGiven(words).map((probabilities, f) => {
    const name = FACTOR_NAMES[f]!;
    const most = probabilities.indexOf(Math.max(...probabilities));
    return { name, value: FACTORS[name][most]!, probability: probabilities[most]! };
  });
  return { logProbability, factors };
}

function textOf({ text }: Dataset): TextFacts {
  if (text === undefined) throw new TypeError('these data are no sentences');
  return text;
}

/** A whole sentence, with room for its end. */
function readAs(sentence: string, dataset: Dataset): Typed {
  return typedTokens(sentence, textOf(dataset).vocabulary, dataset.steps - 1);
}

function understood({ tokens, unknown, isCut }: Typed, text: TextFacts): Understood {
  return { words: wordsOf(tokens, text), unknown, isCut };
}

function wordsOf(tokens: readonly number[], { vocabulary }: TextFacts): string[] {
  return tokens.map((token) => vocabulary.words[token]!);
}

/** What is said, each word with its log p; rests after each word. */
async function* spoken(
  learner: Learner,
  how: Omit<SpeechWish, 'most'>,
  text: TextFacts,
): AsyncGenerator<null, ScoredSentence[]> {
  const { sentences, ended } = yield* speaking(learner, { ...how, most: MOST_WORDS });
  const whole = sentences.map((sentence, r) => (ended[r] ? [...sentence, END] : sentence));
  const scores = await wordScores(learner, whole, how.z);
  return sentences.map((sentence, r) => ({
    words: wordsOf(sentence, text),
    logProbabilities: scores[r]!,
    ended: ended[r]!,
  }));
}

/** [R, D]; null without latent. */
function priorDraws({ shape }: Learner, count: number, seed: number): Float32Array | null {
  const { latent } = shape;
  if (latent === 0) return null;
  return fillNormal(new Float32Array(count * latent), stream(seed, 'page/prior'), latent);
}

/** z ~ q(z | sentence), each of a psi of its own. [R, D]; null without latent. */
async function posteriorDraws(
  learner: Learner,
  tokens: readonly number[],
  dataset: Dataset,
  { count, purpose }: { readonly count: number; readonly purpose: string },
): Promise<Float32Array | null> {
  if (learner.shape.latent === 0) return null;
  const split = sentencesAsSplit([[...tokens, END]], dataset);
  return (await sentenceDraws(learner, split, { purpose, draws: count, sentences: 1 }))!.z;
}

function sentencesAsSplit(sentences: readonly (readonly number[])[], { steps }: Dataset) {
  return splitOf(
    {
      count: sentences.length,
      length: (index) => sentences[index]!.length,
      tokens: (index) => sentences[index]!,
    },
    steps,
  );
}
