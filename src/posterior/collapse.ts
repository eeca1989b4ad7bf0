/** Whether the one latent of a sentence is used: its KL, active units and I(x; z), and one sentence on them. */
import type { Reading } from './diagnostics.ts';

export interface LatentUse {
  /** Nats a sentence: the expected KL is at most the one and at least the other, up to noise. */
  readonly klInclusive: number;
  readonly klExclusive: number;
  readonly activeUnits: number;
  /** D */
  readonly dimensions: number;
  /** I(x; z), nats, among so many sentences: at most the log of their number. */
  readonly mutualInformation: number;
  readonly sentences: number;
}

/** Nats: below it a decoder cannot be said to hear z. */
const IGNORED_BELOW = 0.1;
const LITTLE_BELOW = 1;

export function readUse({
  klInclusive,
  activeUnits,
  mutualInformation,
  sentences,
}: LatentUse): Reading {
  const kl = Math.max(0, klInclusive).toFixed(2);
  const told = Math.max(0, mutualInformation).toFixed(2);
  if (!Number.isFinite(klInclusive))
    return { tone: 'warn', words: 'Not a number: the densities of z have overflowed.' };
  if (klInclusive < IGNORED_BELOW)
    return {
      tone: 'warn',
      words: `The decoder ignores z: KL ${kl} nats. The posterior has collapsed to the prior.`,
    };
  if (activeUnits === 0 || mutualInformation < IGNORED_BELOW)
    return {
      tone: 'warn',
      words: `z costs ${kl} nats and hardly tells sentences apart: I(x; z) ${told} nats.`,
    };
  if (klInclusive < LITTLE_BELOW)
    return { tone: 'note', words: `z says little: KL ${kl} nats a sentence.` };
  const most = Math.log(sentences).toFixed(2);
  return {
    tone: 'note',
    words: `z is used: KL ${kl} nats a sentence; I(x; z) ${told} of at most ${most} nats among these ${sentences}.`,
  };
}
