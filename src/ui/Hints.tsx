/** A first visit: three hints, each numbered as the panel it points at. They cover nothing and move nothing. */
import { hintsText } from '../text/en/hints.ts';
import { Rich } from './Rich.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export function Hints() {
  const wanted = usePlayground((state) => state.hints);
  const { dropHints } = useActions();
  if (!wanted) return null;
  const text = hintsText();
  return (
    <section className="hints" aria-label={text.title}>
      <ol>
        {text.hints.map((hint, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hint is its number
          <li key={index}>
            <p>
              <Rich text={hint} parts={{ strong: (words) => <strong>{words}</strong> }} />
            </p>
          </li>
        ))}
      </ol>
      <button type="button" className="button" onClick={dropHints}>
        {text.done}
      </button>
    </section>
  );
}
