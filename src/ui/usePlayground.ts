/** The store inside React: a component re-renders when what it selects changes, and only then. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Actions, PlaygroundState, PlaygroundStore } from '../state/store.ts';

export const PlaygroundContext = createContext<PlaygroundStore | null>(null);

function useStore(): PlaygroundStore {
  const store = useContext(PlaygroundContext);
  if (store === null) throw new Error('this component stands outside of the playground');
  return store;
}

/** `select` must return the same value for the same state: a field, a number, never a new object. */
export function usePlayground<T>(select: (state: PlaygroundState) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

export function useActions(): Actions {
  return useStore().getState().actions;
}
