/** What a kept report shows, where it is not what is looked at now. */
import type { WatchReport } from '../protocol.ts';
import { type StripsText, stripsText } from '../text/en/strips.ts';
import { wholeNumber } from './format.ts';

/**
 * "kept, step 300", and what sets it apart: "kept, step 300, sequence 2, given past 4". Of the same sequence with other
 * numbers in it (another seed, a slider of the generator) that: its distances are to the exact posterior of those.
 */
export function keptNote(
  { step, watch, x }: Pick<WatchReport, 'step' | 'watch' | 'x'>,
  { watch: now, x: seen }: Pick<WatchReport, 'watch' | 'x'>,
  text: StripsText = stripsText(),
): string {
  const parts = [text.keptAt(wholeNumber(step))];
  if (watch.sequence !== now.sequence) parts.push(text.keptSequence(watch.sequence + 1));
  else if (x.some((value, i) => !Object.is(value, seen[i]))) parts.push(text.keptOther);
  if (watch.dimension !== now.dimension) parts.push(`z${watch.dimension + 1}`);
  const onePast = watch.conditioning === 'one-past';
  if (watch.conditioning !== now.conditioning || (onePast && watch.past !== now.past))
    parts.push(onePast ? text.keptPast(watch.past + 1) : text.overAllPasts);
  return text.kept(parts);
}
