/** A run that was left behind by a reload, a crash or a closed tab: go on with it, or leave it where it is. */
import { titleOf } from '../../state/library/record.ts';
import { runNoticesText } from '../../text/en/runNotices.ts';
import { wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { Rich } from '../Rich.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { whenOf } from './when.ts';

export function ResumeOffer() {
  const offer = usePlayground((state) => state.runs.offer);
  const { goOn, declineOffer } = useActions();
  const text = runNoticesText();
  return (
    // There from the start: readers of the screen announce only changes to what they know.
    <section className="notices" aria-label={text.keptRun} aria-live="polite">
      {offer !== null && (
        <div className="notice resume" data-testid="resume-offer">
          <p>
            <Rich
              text={text.offer(
                offer.experiment.models.map(shortName).join(', '),
                whenOf(offer.storedAt, Date.now()),
                wholeNumber(offer.step),
              )}
              parts={{ title: <strong>{titleOf(offer)}</strong> }}
            />
          </p>
          <div className="row">
            <button
              type="button"
              className="button button-strong"
              onClick={() => void goOn(offer.id)}
            >
              {text.goOn}
            </button>
            <button type="button" className="button" onClick={declineOffer}>
              {text.startAnew}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
