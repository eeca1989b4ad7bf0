/** A paragraph with its marks. */
import { Formula } from './Formula.tsx';
import { type Piece, piecesOf } from './marks.ts';
import { REFERENCES } from './references.ts';

export function Prose({ text }: { readonly text: string }) {
  return piecesOf(text).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text that does not change
    <Marked key={index} piece={piece} />
  ));
}

function Marked({ piece }: { readonly piece: Piece }) {
  switch (piece.kind) {
    case 'words':
      return piece.text;
    case 'tex':
      return (
        <span className="unbroken">
          <Formula tex={piece.text} />
          {piece.after}
        </span>
      );
    case 'emphasis':
      return <em>{piece.text}</em>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'cited':
      return (
        <a href={REFERENCES[piece.key].href} target="_blank" rel="noreferrer">
          {piece.text}
        </a>
      );
    default:
      return piece satisfies never;
  }
}
