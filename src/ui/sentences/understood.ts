/** What became of a text the reader typed. Pure. */
import type { Understood } from '../../protocol.ts';
import { sentencesText } from '../../text/en/sentences.ts';

/** What the reader should know of how a text was taken. */
export function noteOf({ unknown, isCut }: Understood): string {
  const text = sentencesText();
  const parts: string[] = [];
  if (unknown.length > 0) parts.push(text.unknown(unknown.slice(0, 5), unknown.length > 5));
  if (isCut) parts.push(text.cut);
  return text.notes(parts);
}
