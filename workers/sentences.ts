/**
 * What the page asks of models of sentences, worked out piece by piece between training steps, by the models as they were
 * when an answer was begun. The last question of each kind counts.
 */
import type { FromWorker, SentenceAnswer, SentenceKind, SentenceRequest } from '../src/protocol.ts';
import { workersText } from '../src/text/en/workers.ts';
import { messageOf } from '../src/text/message.ts';
import { paths, readings, type SentenceModels, sayings } from '../src/train/sentenceAnswers.ts';
import { looks } from '../src/train/sentenceLook.ts';
import type { Trainer } from '../src/train/trainer.ts';

/** Quick answers first. */
const ORDER: readonly SentenceKind[] = ['continue', 'read', 'path', 'samples', 'look'];
/** Word of how far an answer is goes out at most this often. */
const TELL_MS = 150;

type Steps = AsyncGenerator<SentenceAnswer | number | null, void>;

export class SentenceQuestions {
  readonly #post: (message: FromWorker) => void;
  readonly #waiting = new Map<SentenceKind, { id: number; request: SentenceRequest }>();
  #underWay: { readonly kind: SentenceKind; readonly id: number; readonly steps: Steps } | null =
    null;
  #models: (SentenceModels & { readonly of: Trainer }) | null = null;
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(post: (message: FromWorker) => void) {
    this.#post = post;
  }

  /** Takes the place of a question of this kind that has not been answered; null: no more of it. */
  async ask(kind: SentenceKind, id: number, request: SentenceRequest | null): Promise<void> {
    this.#waiting.delete(kind);
    if (this.#underWay?.kind === kind) await this.#leave();
    if (request !== null) this.#waiting.set(kind, { id, request });
  }

  get pending(): boolean {
    return this.#underWay !== null || this.#waiting.size > 0;
  }

  /** Another run begins: nothing is asked of it yet. */
  async forget(): Promise<void> {
    this.#waiting.clear();
    await this.#leave();
    this.#dispose();
  }

  /** Works for about so long. What fails is told of, and asked no more. */
  async turn(trainer: Trainer, budgetMs: number): Promise<void> {
    const until = performance.now() + budgetMs;
    while (this.pending && performance.now() < until)
      try {
        await this.#piece(trainer);
      } catch (error) {
        this.#underWay = null;
        this.#post({ type: 'problem', message: workersText().noAnswer(messageOf(error)) });
      }
    if (!this.pending) this.#dispose();
  }

  async #piece(trainer: Trainer): Promise<void> {
    this.#underWay ??= await this.#next(trainer);
    const { id, steps } = this.#underWay;
    const { done, value } = await steps.next();
    if (done === true) this.#underWay = null;
    else if (typeof value === 'number') this.#tell(id, value);
    else if (value !== null) this.#post({ type: 'sentences', id, answer: value });
  }

  async #next(trainer: Trainer) {
    const kind = ORDER.find((one) => this.#waiting.has(one))!;
    const { id, request } = this.#waiting.get(kind)!;
    this.#waiting.delete(kind);
    return { kind, id, steps: answersTo(request, await this.#modelsOf(trainer)) };
  }

  async #modelsOf(trainer: Trainer): Promise<SentenceModels> {
    const { step, learners, dataset } = trainer;
    const ids = learners.filter(({ halted }) => !halted).map(({ spec }) => spec.id);
    const kept = this.#models;
    if (
      kept?.of === trainer &&
      kept.step === step &&
      kept.learners.map(({ spec }) => spec.id).join() === ids.join()
    )
      return kept;
    this.#dispose();
    this.#models = { of: trainer, step, dataset, learners: await trainer.copies() };
    return this.#models;
  }

  #tell(id: number, share: number): void {
    if (performance.now() - this.#toldMs < TELL_MS) return;
    this.#toldMs = performance.now();
    this.#post({ type: 'sentencesProgress', id, share });
  }

  async #leave(): Promise<void> {
    const left = this.#underWay;
    this.#underWay = null;
    await left?.steps.return();
  }

  #dispose(): void {
    for (const learner of this.#models?.learners ?? []) learner.dispose();
    this.#models = null;
  }
}

async function* answersTo(request: SentenceRequest, by: SentenceModels): Steps {
  switch (request.kind) {
    case 'continue':
    case 'samples':
      for await (const answer of sayings(by, request.wish))
        yield answer && { kind: request.kind, answer };
      return;
    case 'read':
      for await (const answer of readings(by, request.wish))
        yield answer && { kind: 'read', answer };
      return;
    case 'path':
      for await (const answer of paths(by, request.wish)) yield answer && { kind: 'path', answer };
      return;
    case 'look':
      for await (const answer of looks(by, request.wish))
        yield typeof answer === 'number' ? answer : { kind: 'look', answer };
      return;
    default:
      request satisfies never;
  }
}
