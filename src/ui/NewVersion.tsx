/** Says that a newer version of the page waits, and starts it when asked: never by itself. */
import { useStore } from 'zustand';
import type { UpdateStore } from '../state/updates.ts';

export function NewVersion({ updates }: { readonly updates: UpdateStore }) {
  const { stage, otherTabs, reload, dismiss } = useStore(updates);
  return (
    <section className="notices" aria-label="Newer version" aria-live="polite">
      {stage !== 'current' && (
        <div className="notice" data-kind="information" role="status">
          <p className="notice-words">
            {otherTabs > 0
              ? `A new version is ready. It can start once this page is closed in ${otherTabs === 1 ? 'the other tab' : `the ${otherTabs} other tabs`}.`
              : 'A new version is ready. What runs goes on with the old one until you reload.'}
          </p>
          <button
            type="button"
            className="button"
            disabled={stage === 'starting'}
            onClick={() => void reload()}
          >
            Reload
          </button>
          <button type="button" className="button button-plain" onClick={dismiss}>
            Later
          </button>
        </div>
      )}
    </section>
  );
}
