/** The paragraph that says how to read a figure; what is strong in it stands in the catalogue as {strong:words}. */
import { Rich } from './Rich.tsx';

interface Props {
  readonly text: string;
  /** Left out of pictures of the figure it stands in. */
  readonly noPicture?: boolean;
}

export function ReadIt({ text, noPicture = false }: Props) {
  return (
    <p className="read-it" {...(noPicture && { 'data-no-picture': true })}>
      <Rich text={text} parts={{ strong: (words) => <strong>{words}</strong> }} />
    </p>
  );
}
