/** A run that was left behind by a reload, a crash or a closed tab: go on with it, or leave it where it is. */
import { titleOf } from '../../state/library/record.ts';
import { wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { whenOf } from './when.ts';

export function ResumeOffer() {
  const offer = usePlayground((state) => state.runs.offer);
  const { goOn, declineOffer } = useActions();
  return (
    // There from the start: readers of the screen announce only changes to what they know.
    <section className="notices" aria-label="A run that was kept" aria-live="polite">
      {offer !== null && (
        <div className="notice resume" data-testid="resume-offer">
          <p>
            A run of <strong>{titleOf(offer)}</strong> (
            {offer.experiment.models.map(shortName).join(', ')}) from{' '}
            {whenOf(offer.storedAt, Date.now())}, step {wholeNumber(offer.step)}, is kept in this
            browser. What trains now began anew.
          </p>
          <div className="row">
            <button
              type="button"
              className="button button-strong"
              onClick={() => void goOn(offer.id)}
            >
              Go on
            </button>
            <button type="button" className="button" onClick={declineOffer}>
              Start anew
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
