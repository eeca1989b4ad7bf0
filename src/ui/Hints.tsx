/** A first visit: three hints, each numbered as the panel it points at. They cover nothing and move nothing. */
import { useActions, usePlayground } from './usePlayground.ts';

const HINTS = [
  <>
    <strong>What each model believes</strong> about the hidden z of one held-out sequence. SIS-RNN’s
    posterior may fork; given one past a VRNN’s is one Gaussian.
  </>,
  <>
    <strong>What that buys:</strong> the bound on log p(x), the higher the better. Where the data’s
    own log p(x) is known, it is the dashed line.
  </>,
  <>
    <strong>Change something:</strong> other data, or a slider below them. The run follows, and the
    address is a link to it.
  </>,
];

export function Hints() {
  const wanted = usePlayground((state) => state.hints);
  const { dropHints } = useActions();
  if (!wanted) return null;
  return (
    <section className="hints" aria-label="What to look at">
      <ol>
        {HINTS.map((hint, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hint is its number
          <li key={index}>
            <p>{hint}</p>
          </li>
        ))}
      </ol>
      <button type="button" className="button" onClick={dropHints}>
        Got it
      </button>
    </section>
  );
}
