/** How much a model expected a word, as a tint. Pure. */

/** Nats: a word of this little probability, 1 in 3,000, is drawn in the full tint. */
export const FULL_SURPRISE = 8;

/** 0 for a word the model was sure of, 1 for one it hardly expected. */
export function surpriseShare(logProbability: number): number {
  return Number.isFinite(logProbability)
    ? Math.min(1, Math.max(0, -logProbability / FULL_SURPRISE))
    : 1;
}
