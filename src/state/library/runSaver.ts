/**
 * Writes runs one after another, the newest state of each: what cannot be written is tried again with less, and where
 * nothing helps what was kept before stays, and the reader is told.
 */
import type { RunData } from '../../protocol.ts';
import { runNoticesText } from '../../text/en/runNotices.ts';
import { messageOf } from '../../text/message.ts';
import { bytesOf, type RunEntry, type StoredRun } from './record.ts';
import { isFull, type RunShelf, TakenOver } from './runStore.ts';

/** Runs without a name that stay; older ones go. */
export const RECENT_RUNS = 30;

interface Hands {
  /** What is kept has changed. */
  readonly wrote: () => Promise<void>;
  /** The run belongs to another page by now: the entry under which to keep what this page trains. */
  readonly copyOf: (entry: RunEntry) => RunEntry;
  /** Why the last state of a run could not be kept as it is; null when all is well again. */
  readonly failed: (why: string | null) => void;
}

export class RunSaver {
  readonly #shelf: RunShelf;
  readonly #hands: Hands;
  #waiting: StoredRun[] = [];
  #working: Promise<void> | null = null;

  constructor(shelf: RunShelf, hands: Hands) {
    this.#shelf = shelf;
    this.#hands = hands;
  }

  save(run: StoredRun): void {
    const others = this.#waiting.filter(({ entry }) => entry.id !== run.entry.id);
    this.#waiting = [...others, run];
    this.#working ??= this.#work();
  }

  /** Until all that waits is written. */
  async settled(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    for (let run = this.#waiting.shift(); run !== undefined; run = this.#waiting.shift())
      try {
        this.#hands.failed(await this.#write(run));
        await this.#forgetOld();
        await this.#hands.wrote();
      } catch (error) {
        this.#hands.failed(runNoticesText().wouldNotKeep(messageOf(error)));
      }
    this.#working = null;
  }

  /** What could not be kept of it; null where it is there as a whole. */
  async #write(run: StoredRun): Promise<string | null> {
    try {
      await this.#shelf.write(run);
      return null;
    } catch (error) {
      if (error instanceof TakenOver)
        return this.#write({ ...run, entry: this.#hands.copyOf(run.entry) });
      if (!isFull(error)) throw error;
    }
    if (await this.#eraseRemoved()) return this.#write(run);
    const { data } = run.body;
    if (data !== null) {
      const body = { ...run.body, data: null };
      const missingFiles = namesOf(data);
      const entry = { ...run.entry, missingFiles, bytes: bytesOf(body) };
      if ((await this.#write({ entry, body })) === null)
        return runNoticesText().noRoomFor(missingFiles.join(', '));
    }
    return runNoticesText().noRoomAtAll;
  }

  /** Whether something was deleted for good. */
  async #eraseRemoved(): Promise<boolean> {
    const removed = (await this.#shelf.list()).filter(({ removedAt }) => removedAt !== null);
    await this.#shelf.erase(removed.map(({ id }) => id));
    return removed.length > 0;
  }

  async #forgetOld(): Promise<void> {
    const passing = (await this.#shelf.list()).filter(({ kept }) => !kept);
    await this.#shelf.erase(passing.slice(RECENT_RUNS).map(({ id }) => id));
  }
}

/** Of a folder of drawings the first few. */
function namesOf(data: RunData): string[] {
  if (data.kind === 'hand') return [runNoticesText().penLines];
  const names = data.files.map(({ name }) => name);
  return names.length <= 3
    ? names
    : [...names.slice(0, 2), runNoticesText().moreFiles(names.length - 2)];
}
