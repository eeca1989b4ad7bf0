/** The models of the run, in their order; none before there is a run. */
import type { ModelSpec } from '../config/experiment.ts';
import { usePlayground } from './usePlayground.ts';

const NONE: readonly ModelSpec[] = [];

export function useModels(): readonly ModelSpec[] {
  return usePlayground((state) => state.running?.models ?? NONE);
}
