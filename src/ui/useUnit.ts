/** What the data come in: figures are nats per sequence, or per sentence. */
import { usePlayground } from './usePlayground.ts';

export function useUnit(): 'sequence' | 'sentence' {
  return usePlayground((state) => (state.data?.sentences ? 'sentence' : 'sequence'));
}
