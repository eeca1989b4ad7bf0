/** Says that a newer version of the page waits, and starts it when asked: never by itself. */
import { useStore } from 'zustand';
import type { UpdateStore } from '../state/updates.ts';
import { pageText } from '../text/en/page.ts';

export function NewVersion({ updates }: { readonly updates: UpdateStore }) {
  const { stage, otherTabs, reload, dismiss } = useStore(updates);
  const text = pageText();
  return (
    <section className="notices" aria-label={text.newer} aria-live="polite">
      {stage !== 'current' && (
        <div className="notice" data-kind="information" role="status">
          <p className="notice-words">{otherTabs > 0 ? text.otherTabs(otherTabs) : text.ready}</p>
          <button
            type="button"
            className="button"
            disabled={stage === 'starting'}
            onClick={() => void reload()}
          >
            {text.reload}
          </button>
          <button type="button" className="button button-plain" onClick={dismiss}>
            {text.later}
          </button>
        </div>
      )}
    </section>
  );
}
