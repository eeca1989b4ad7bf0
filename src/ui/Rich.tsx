/** A text of the catalogue in which elements stand: `{key}` for one, `{key:words}` for one around words of the language. */
import { Fragment, type ReactNode } from 'react';

type Element = ReactNode | ((words: string) => ReactNode);

interface Props {
  readonly text: string;
  /** By key. A key that is not here is a mistake in the catalogue, and is shown as it is written. */
  readonly parts: Readonly<Record<string, Element>>;
}

export function Rich({ text, parts }: Props) {
  return text.split(/(\{\w+(?::[^}]*)?\})/).map((piece, index) => {
    const [, key, words = ''] = /^\{(\w+)(?::([^}]*))?\}$/.exec(piece) ?? [];
    const part = key === undefined || !Object.hasOwn(parts, key) ? piece : parts[key];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text that does not change
      <Fragment key={index}>{typeof part === 'function' ? part(words) : part}</Fragment>
    );
  });
}
