/** What a kept report shows, where it is not what is looked at now. */
import type { WatchReport } from '../protocol.ts';
import { type StripsText, stripsText } from '../text/en/strips.ts';
import { wholeNumber } from './format.ts';

/** "kept, step 300", and what sets it apart: "kept, step 300, sequence 2, given past 4". */
export function keptNote(
  { step, watch }: Pick<WatchReport, 'step' | 'watch'>,
  { watch: now }: Pick<WatchReport, 'watch'>,
  text: StripsText = stripsText(),
): string {
  const parts = [text.keptAt(wholeNumber(step))];
  if (watch.sequence !== now.sequence) parts.push(text.keptSequence(watch.sequence + 1));
  if (watch.dimension !== now.dimension) parts.push(`z${watch.dimension + 1}`);
  const onePast = watch.conditioning === 'one-past';
  if (watch.conditioning !== now.conditioning || (onePast && watch.past !== now.past))
    parts.push(onePast ? text.keptPast(watch.past + 1) : text.overAllPasts);
  return text.kept(parts);
}
