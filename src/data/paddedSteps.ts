/**
 * Steps a batch is padded to: four sizes an octave, from `fewest` on. Few, because a GPU keeps the buffers of every
 * size it has met; at most a fourth of a batch's longest sequence is padding.
 */
export function paddedSteps(longest: number, most: number, fewest = 16): number {
  const grain = 2 ** Math.max(2, Math.ceil(Math.log2(longest)) - 3);
  return Math.min(most, Math.max(fewest, Math.ceil(longest / grain) * grain));
}
