/** Whether the page stands in one column, as its CSS has it. */
import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 820px)';

function subscribe(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}
