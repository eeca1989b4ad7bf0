/** What the models believe about one held-out sequence: strips over time, marginal and joint at the marked step. */

import { Joint } from './Joint.tsx';
import { Marginal } from './Marginal.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';
import { Strips } from './Strips.tsx';
import { Term } from './Term.tsx';
import { usePlayground } from './usePlayground.ts';
import { useUnit } from './useUnit.ts';
import { WatchControls } from './WatchControls.tsx';

export function PosteriorView() {
  const hasPosterior = usePlayground((state) => state.posterior !== null);
  const noLatent = usePlayground(
    (state) => state.running?.models.every((model) => model.system === 'rnn') ?? false,
  );
  const phase = usePlayground((state) => state.phase);
  const ofSentence = useUnit() === 'sentence';
  if (noLatent)
    return (
      <p className="waiting">An RNN has no latent: there is no posterior to show. Add a model.</p>
    );
  if (!hasPosterior)
    return (
      <p className="waiting" role="status">
        {phase === 'idle' ? 'Nothing is running.' : 'Starting: the first posterior is on its way.'}
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
  const text = usePlayground(
    ({ data, posterior }) => data?.sentences?.examples[posterior?.watch.sequence ?? 0]?.text,
  );
  return <p className="watched-sentence">{text ?? 'A sentence further down the file.'}</p>;
}

function ReadSentence() {
  return (
    <p className="read-it">
      <strong>Read it:</strong> a sentence has one latent, so there are no strips over time. What
      each model’s q(z | sentence) is like stands here, beside the prior N(0, I): a VRNN’s is
      exactly Gaussian, SIS-RNN’s may fork, lean and skew. What the models say and where sentences
      lie is in the tab Sentences.
    </p>
  );
}

function ReadIt() {
  const onePast = usePlayground((state) => state.posterior?.watch.conditioning === 'one-past');
  const exact = usePlayground(({ posterior }) =>
    posterior !== null && posterior.exact !== null ? posterior.watch.exact : null,
  );
  return (
    <p className="read-it">
      <strong>Read it:</strong> the top strip is the observed sequence; below it, each strip is one
      model’s <Term of="posterior">posterior</Term> of the latent state at every step, and the
      stronger the colour, the denser. All strips share one scale and one z-axis.{' '}
      {exact !== null &&
        `The last strip is the exact posterior under the known generator, ${
          exact === 'filter' ? 'given x up to t' : 'given all of x'
        } and over all pasts. `}
      {onePast
        ? 'Thin lines are sampled pasts, the thick one is given: click another, or press Shift with ↑ or ↓. Given one past a VRNN’s q is exactly Gaussian at every step; SIS-RNN’s may fork, lean and skew.'
        : 'Over all pasts, even a VRNN’s strip may show several modes: each sampled past has its own Gaussian. Given one past it is a single one.'}{' '}
      Drag the line, or focus it and use ← and →, to inspect a step.
    </p>
  );
}
