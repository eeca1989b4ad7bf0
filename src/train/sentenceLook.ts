/** How models of sentences use their latent over held-out ones: clouds of draws for a map, and figures of their use. */
import type { LatentUse } from '../posterior/collapse.ts';
import type { ProbeScore } from '../posterior/linearProbe.ts';
import { type PrincipalPlane, principalPlane } from '../posterior/principal.ts';
import { estimate } from './evaluate.ts';
import { klFigures } from './klFigures.ts';
import { resting } from './resting.ts';
import type { SentenceModels } from './sentenceAnswers.ts';
import { sentenceDraws } from './sentenceDraws.ts';
import { figuresOf } from './sentenceFigures.ts';

export interface LookWish {
  /** The first so many sentences of the validation set, and draws of z for each. */
  readonly sentences: number;
  readonly draws: number;
}

export interface LookedModel {
  readonly id: string;
  readonly dimensions: number;
  /** [sentences, draws, D] */
  readonly z: Float32Array;
  /** Of all the draws. */
  readonly plane: PrincipalPlane;
  readonly use: LatentUse;
  /** Of each hidden factor by name, where known: how often one draw names it. */
  readonly factors: Readonly<Record<string, ProbeScore>> | null;
}

export interface SentenceLook {
  readonly step: number;
  readonly sentences: number;
  readonly draws: number;
  /** K of the KL of a model with injected noise. */
  readonly mixingSamples: number;
  /** Models without latent are left out. */
  readonly models: readonly LookedModel[];
  readonly done: boolean;
}

/** Sentences times words in one piece of the work: training waits no longer than for that. */
const ROWS_AT_ONCE = 256;

/** Model by model; between pieces of the work the share of it that is done. */
export async function* looks(
  by: SentenceModels,
  wish: LookWish,
): AsyncGenerator<SentenceLook | number, void> {
  const { step, learners, dataset } = by;
  const { validation } = dataset;
  const sentences = Math.min(wish.sentences, validation.count);
  const mixingSamples = learners[0]?.settings.mixingSamplesEvaluation ?? 0;
  const models: LookedModel[] = [];
  const answer = (done: boolean): SentenceLook => ({
    step,
    sentences,
    draws: wish.draws,
    mixingSamples,
    models: [...models],
    done,
  });
  const read = learners.filter(({ shape }) => shape.latent > 0);
  for (const [m, learner] of read.entries()) {
    const part = (before: number, share: number) => (m + (before + share) / 2) / read.length;
    const found = yield* shares(
      resting((breathe) =>
        sentenceDraws(learner, validation, {
          purpose: 'page/look',
          draws: wish.draws,
          sentences,
          breathe,
        }),
      ),
      (share) => part(0, share),
    );
    const { inclusive, exclusive, activeUnits } = yield* shares(
      resting((breathe) =>
        klFigures(learner, validation, {
          purpose: 'page/look',
          mixingSamples,
          sequences: sentences,
          rowsAtOnce: ROWS_AT_ONCE,
          breathe,
        }),
      ),
      (share) => part(1, share),
    );
    const { dimensions, z } = found;
    const { mutualInformation, factors } = figuresOf(found, dataset, 'validation');
    models.push({
      id: learner.spec.id,
      dimensions,
      z,
      plane: principalPlane(z, dimensions),
      use: {
        klInclusive: estimate(inclusive).mean,
        klExclusive: estimate(exclusive).mean,
        activeUnits,
        dimensions,
        mutualInformation,
        sentences,
      },
      factors,
    });
    yield answer(false);
  }
  yield answer(true);
}

/** The same generator with its shares as those of a larger whole. */
async function* shares<T>(
  of: AsyncGenerator<number, T>,
  whole: (share: number) => number,
): AsyncGenerator<number, T> {
  try {
    for (;;) {
      const { done, value } = await of.next();
      if (done === true) return value;
      yield whole(value);
    }
  } finally {
    // Left early, what is under way is told to stop.
    await of.return(undefined as T);
  }
}
