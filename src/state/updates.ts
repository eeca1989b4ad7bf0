/** Whether a newer version of the page has been fetched and waits. It never starts by itself: a run may be going on. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Updates {
  /** `waiting`: a newer version would start on asking. */
  readonly stage: 'current' | 'waiting' | 'starting';
  /** Other tabs that were in the way when it was last asked for. */
  readonly otherTabs: number;
  /** Starts the newer version, unless another tab is open; then says so. */
  reload(): Promise<void>;
  /** Says no more of it; it starts by itself once no tab has the page open. */
  dismiss(): void;
}

/** What a page knows of its service worker. */
export interface UpdateSource {
  /** Calls back once a newer version waits, now or later. */
  onWaiting(handler: () => void): void;
  /** Asks it to take over. Resolves to the number of other tabs in the way; 0 where it does. */
  takeOver(): Promise<number>;
  /** Loads the page anew once the newer version has taken over. */
  reloadWhenTaken(): void;
}

export type UpdateStore = StoreApi<Updates>;

/**
 * `source` is null where the browser has no service workers, or the page none; `keep` puts by what there is of the run
 * before the page goes.
 */
export function followUpdates(source: UpdateSource | null, keep: () => void): UpdateStore {
  const store = createStore<Updates>((set) => ({
    stage: 'current',
    otherTabs: 0,
    async reload() {
      if (source === null) return;
      set({ stage: 'starting' });
      keep();
      source.reloadWhenTaken();
      const otherTabs = await source.takeOver();
      if (otherTabs > 0) set({ stage: 'waiting', otherTabs });
    },
    dismiss: () => set({ stage: 'current' }),
  }));
  source?.onWaiting(() => store.setState({ stage: 'waiting', otherTabs: 0 }));
  return store;
}
