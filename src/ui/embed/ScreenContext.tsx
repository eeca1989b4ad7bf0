/** What of the page is shown, inside React; and a part of it that an address may leave out. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Part as PartName, Screen, ScreenStore } from '../../state/screen.ts';

export const ScreenContext = createContext<ScreenStore | null>(null);

export function useScreenStore(): ScreenStore {
  const store = useContext(ScreenContext);
  if (store === null) throw new Error('this component stands outside of the screen');
  return store;
}

/** `select` must return the same value for the same state. */
export function useScreen<T>(select: (screen: Screen) => T): T {
  const store = useScreenStore();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** Shows its children unless the address hides what bears this name. */
export function Part({
  name,
  children,
}: {
  readonly name: PartName;
  readonly children: ReactNode;
}) {
  return useScreen(({ hidden }) => hidden.has(name)) ? null : children;
}
