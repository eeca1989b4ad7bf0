/**
 * The marks of a paragraph: `$tex$` (which keeps the stop or the letters that follow it on its line), *emphasis*,
 * `a name of code`, and [words](key), key being that of a reference. Nothing nests.
 */
import { REFERENCES, type ReferenceKey } from './references.ts';

export type Piece =
  | { readonly kind: 'words' | 'emphasis' | 'code'; readonly text: string }
  /** `after`: the rest of the word or its stop. */
  | { readonly kind: 'tex'; readonly text: string; readonly after: string }
  | { readonly kind: 'cited'; readonly text: string; readonly key: ReferenceKey };

/** A line may be broken before every Chinese character, and before what opens a bracket. */
const MARK = /\$([^$]+)\$([^\s$*`[\p{sc=Han}（“《]*)|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\((\w+)\)/gu;

/** Throws a RangeError for a reference that is not in the list. */
export function piecesOf(paragraph: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const words = (to: number) => {
    if (to > from) pieces.push({ kind: 'words', text: paragraph.slice(from, to) });
  };
  for (const mark of paragraph.matchAll(MARK)) {
    const [whole, tex, after = '', emphasis, code, cited = '', key = ''] = mark;
    words(mark.index);
    from = mark.index + whole.length;
    if (tex !== undefined) pieces.push({ kind: 'tex', text: tex, after });
    else if (emphasis !== undefined) pieces.push({ kind: 'emphasis', text: emphasis });
    else if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else if (isReference(key)) pieces.push({ kind: 'cited', text: cited, key });
    else throw new RangeError(`"${whole}" cites ${key}, which is not among the references`);
  }
  words(paragraph.length);
  return pieces;
}

function isReference(key: string): key is ReferenceKey {
  return Object.hasOwn(REFERENCES, key);
}
