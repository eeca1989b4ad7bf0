/**
 * The sweep or worker that started a run, where one did and holds a channel to it: it is told how far the run is, and may
 * stop it. When it is gone the run ends at once, because another may have taken its place: what has been saved stays.
 */

/** What a run tells of itself. */
export type Told =
  | { readonly type: 'progress'; readonly step: number; readonly bounds: readonly string[] }
  /** A checkpoint is written. */
  | { readonly type: 'saved'; readonly step: number };

export const STOP = 'stop';

/** A row of progress at most so often. */
const TELL_MS = 250;

export interface Parent {
  /** True once it asked the run to save and end, without its evaluation. */
  stopped(): boolean;
  tell(told: Told): void;
}

export function openParent(): Parent {
  let stopped = false;
  let told = 0;
  if (process.send !== undefined) {
    process.on('message', (message) => {
      if (message === STOP) stopped = true;
    });
    process.on('disconnect', () => process.exit(1));
  }
  return {
    stopped: () => stopped,
    tell(message) {
      const now = performance.now();
      if (!process.connected || (message.type === 'progress' && now - told < TELL_MS)) return;
      told = now;
      process.send!(message);
    },
  };
}
