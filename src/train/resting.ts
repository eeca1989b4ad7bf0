/** Long work that asks now and then whether to go on, as a generator that rests wherever it asks. */

/**
 * Yields the share of the work that is done, 0 to 1, each time `work` asks; it goes on when the next value is asked for,
 * and is told to stop where the generator is left. `work` resolves to null only where it was stopped.
 */
export async function* resting<T>(
  work: (breathe: (share: number) => Promise<boolean>) => Promise<T | null>,
): AsyncGenerator<number, T> {
  let rest: (share: number) => void = () => {};
  let goOn: (further: boolean) => void = () => {};
  let rested = new Promise<number>((resolve) => {
    rest = resolve;
  });
  const whole = work((share) => {
    const asked = new Promise<boolean>((resolve) => {
      goOn = resolve;
    });
    rest(share);
    return asked;
  }).then((value) => ({ value }));
  try {
    for (;;) {
      const next = await Promise.race([whole, rested]);
      if (typeof next !== 'number') {
        if (next.value === null) throw new Error('the work stopped by itself');
        return next.value;
      }
      yield next;
      rested = new Promise((resolve) => {
        rest = resolve;
      });
      goOn(true);
    }
  } finally {
    goOn(false);
  }
}
