/** What the models believe about one held-out sequence: strips over time, marginal and joint at the marked step. */

import { hasLatent } from '../config/systems.ts';
import { posteriorText } from '../text/en/posterior.ts';
import { paragraph } from '../text/numbers.ts';
import { Joint } from './Joint.tsx';
import { Marginal } from './Marginal.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { Rich } from './Rich.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';
import { Strips } from './Strips.tsx';
import { Term } from './Term.tsx';
import { usePlayground } from './usePlayground.ts';
import { useUnit } from './useUnit.ts';
import { WatchControls } from './WatchControls.tsx';

export function PosteriorView() {
  const hasPosterior = usePlayground((state) => state.posterior !== null);
  const noLatent = usePlayground(
    (state) => state.running?.models.every((model) => !hasLatent(model.system)) ?? false,
  );
  const phase = usePlayground((state) => state.phase);
  const ofSentence = useUnit() === 'sentence';
  const text = posteriorText();
  if (noLatent) return <p className="waiting">{text.noLatent}</p>;
  if (!hasPosterior)
    return (
      <p className="waiting" role="status">
        {phase === 'idle' ? text.idle : text.starting}
      </p>
    );
  return (
    <>
      <WatchControls />
      <ReplayBar />
      {ofSentence ? <WatchedSentence /> : <Strips />}
      <div className="pair">
        <Marginal />
        <Joint />
      </div>
      <StatisticsTable />
      {ofSentence ? <ReadSentence /> : <ReadIt />}
    </>
  );
}

/** There is no strip over time: a sentence has one latent. */
function WatchedSentence() {
  const sentence = usePlayground(
    ({ data, posterior }) => data?.sentences?.examples[posterior?.watch.sequence ?? 0]?.text,
  );
  return <p className="watched-sentence">{sentence ?? posteriorText().furtherDown}</p>;
}

function ReadSentence() {
  return (
    <p className="read-it">
      <Rich text={posteriorText().readSentence} parts={{ strong }} />
    </p>
  );
}

function ReadIt() {
  const onePast = usePlayground((state) => state.posterior?.watch.conditioning === 'one-past');
  const exact = usePlayground(({ posterior }) =>
    posterior !== null && posterior.exact !== null ? posterior.watch.exact : null,
  );
  const text = posteriorText();
  return (
    <p className="read-it">
      <Rich
        text={paragraph([
          text.readIt,
          exact === null ? '' : text.readExact[exact],
          onePast ? text.readOnePast : text.readAllPasts,
          text.drag,
        ])}
        parts={{ strong, posterior: (words) => <Term of="posterior">{words}</Term> }}
      />
    </p>
  );
}

const strong = (words: string) => <strong>{words}</strong>;
