/** Takes the time of several paths in turns, so that the drift of a shared machine falls on all of them. */

/** One way of making the training step of a case, warmed up. */
export interface Contender {
  readonly path: string;
  /** GPU dispatches in a step; null off the GPU. */
  readonly dispatches: number | null;
  /** Null where it cannot be told. */
  readonly peakBytes: number | null;
  /** Makes steps until `leastMs` have passed, at least one, and returns the mean time of one in ms. */
  turn(leastMs: number): Promise<number>;
  dispose(): void;
}

/** Means of each contender's turns, in ms: `rounds` numbers for each, in the order given. */
export async function inTurns(
  contenders: readonly Contender[],
  rounds: number,
  leastMs: number,
): Promise<number[][]> {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, contender] of contenders.entries())
      times[i]!.push(await contender.turn(leastMs));
  return times;
}

/** A turn of a step that runs in this process and ends when the backend has finished it. */
export async function turnOf(step: () => Promise<void>, leastMs: number): Promise<number> {
  const began = performance.now();
  let count = 0;
  let elapsed = 0;
  while (count === 0 || elapsed < leastMs) {
    await step();
    count++;
    elapsed = performance.now() - began;
  }
  return elapsed / count;
}
