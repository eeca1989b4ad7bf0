/** What went wrong, and what the reader should know, until they dismiss it. Never in the way. */
import { pageText } from '../text/en/page.ts';
import { Halted } from './Halted.tsx';
import { StoppedModels } from './StoppedModels.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export function Notices() {
  const notices = usePlayground((state) => state.notices);
  const { dismiss } = useActions();
  const text = pageText();
  return (
    // The region stands from the start: readers of the screen announce only changes to what they know.
    <section className="notices" aria-label={text.notices} aria-live="polite">
      <Halted />
      <StoppedModels />
      {notices.map(({ id, kind, message }) => (
        <div
          key={id}
          className="notice"
          data-kind={kind}
          role={kind === 'problem' ? 'alert' : 'status'}
        >
          <p>{message}</p>
          <button
            type="button"
            className="button button-plain"
            aria-label={text.dismissNotice(message)}
            onClick={() => dismiss(id)}
          >
            {text.dismiss}
          </button>
        </div>
      ))}
    </section>
  );
}
