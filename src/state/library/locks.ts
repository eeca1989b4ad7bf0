/**
 * Which page a run belongs to: one holds its lock as long as it is open, and a crash lets it go. By Web Locks, which are
 * absent outside of https and localhost; then every page gets every run, and the store finds out who was the last.
 */
export interface RunLocks {
  /** Lets go of it again; null where another page holds it. */
  hold(id: string): Promise<(() => void) | null>;
}

/** A page that is just being left, such as this one before a reload, lets go within this time. */
const PATIENCE_MS = 1500;

export function webLocks(locks: LockManager | undefined): RunLocks {
  return {
    hold: (id) =>
      new Promise((resolve) => {
        if (locks === undefined) {
          resolve(() => {});
          return;
        }
        const signal = AbortSignal.timeout(PATIENCE_MS);
        const held = () =>
          new Promise<void>((release) => {
            resolve(release);
          });
        locks
          .request(`sis-rnn-playground.run.${id}`, { signal }, held)
          .catch((error: unknown) =>
            resolve(error instanceof Error && error.name === 'SecurityError' ? () => {} : null),
          );
      }),
  };
}
