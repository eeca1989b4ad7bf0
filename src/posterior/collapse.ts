/** Whether the one latent of a sentence is used: its KL, active units and I(x; z), and one sentence on them. */
import { latentUseText } from '../text/en/latentUse.ts';
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
  const text = latentUseText();
  const kl = Math.max(0, klInclusive).toFixed(2);
  const told = Math.max(0, mutualInformation).toFixed(2);
  if (!Number.isFinite(klInclusive)) return { tone: 'warn', words: text.overflowed };
  if (klInclusive < IGNORED_BELOW) return { tone: 'warn', words: text.ignored(kl) };
  if (activeUnits === 0 || mutualInformation < IGNORED_BELOW)
    return { tone: 'warn', words: text.idle(kl, told) };
  if (klInclusive < LITTLE_BELOW) return { tone: 'note', words: text.little(kl) };
  const most = Math.log(sentences).toFixed(2);
  return { tone: 'note', words: text.used(kl, told, most, sentences) };
}
