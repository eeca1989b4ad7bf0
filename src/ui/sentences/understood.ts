/** What became of a text the reader typed. Pure. */
import type { Understood } from '../../protocol.ts';

/** What the reader should know of how a text was taken. */
export function noteOf({ unknown, isCut }: Understood): string {
  const parts: string[] = [];
  if (unknown.length > 0)
    parts.push(
      `${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ' …' : ''}: not in the vocabulary, read as <unk>`,
    );
  if (isCut) parts.push('longer than any sentence of the data: its end is left out');
  return parts.join('; ');
}
