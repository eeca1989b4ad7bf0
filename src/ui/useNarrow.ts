/** Whether the page stands in one column, as its CSS has it. */
import { useMedia } from './useMedia.ts';

export function useNarrow(): boolean {
  return useMedia('(max-width: 820px)');
}
