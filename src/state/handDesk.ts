/** What the reader does with lines of their own hand. */
import { filesText } from '../text/en/files.ts';
import { messageOf } from '../text/message.ts';
import { type Line, storedHand, storeHand } from './hand.ts';
import { withoutFiles } from './notices.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

export interface HandActions {
  /** Keeps these lines of the reader's hand, also in the browser; a deletion is undone by `restoreHand`. */
  keepHand(lines: readonly Line[]): void;
  restoreHand(): void;
  /** Starts to learn from them. */
  learnHand(): void;
}

interface Hands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  /** Tells of a problem. */
  readonly notify: (message: string) => void;
  readonly surroundings: Pick<Surroundings, 'worker' | 'storage'>;
}

export function handActions({ get, set, notify, surroundings }: Hands): HandActions {
  const keepHand = (lines: readonly Line[]) => {
    const { hand } = get();
    set({ hand: lines, handBefore: lines.length < hand.length ? hand : null });
    try {
      storeHand(surroundings.storage, lines);
    } catch (error) {
      notify(filesText().linesNotKept(messageOf(error)));
    }
  };
  return {
    keepHand,
    restoreHand() {
      const { handBefore } = get();
      if (handBefore !== null) keepHand(handBefore);
    },
    learnHand() {
      const { hand, running, notices } = get();
      set({
        importing: filesText().yourLines,
        importShare: 0,
        notices: withoutFiles(notices),
      });
      // Another seed parts the same lines in another way.
      const seed = running?.settings.seed ?? 1;
      surroundings.worker.post({ type: 'learnHand', lines: hand, seed });
    },
  };
}

/** Takes up what the browser has kept. */
export function openHand({ set, notify, surroundings }: Hands): void {
  try {
    set({ hand: storedHand(surroundings.storage) });
  } catch (error) {
    notify(filesText().problem(messageOf(error)));
  }
}
