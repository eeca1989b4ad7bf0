/** What the models believe about one held-out sequence: strips over time, marginal and joint at the marked step. */
import { Joint } from './Joint.tsx';
import { Marginal } from './Marginal.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';
import { Strips } from './Strips.tsx';
import { usePlayground } from './usePlayground.ts';
import { WatchControls } from './WatchControls.tsx';

export function PosteriorView() {
  const hasPosterior = usePlayground((state) => state.posterior !== null);
  const noLatent = usePlayground(
    (state) => state.running?.models.every((model) => model.system === 'rnn') ?? false,
  );
  const phase = usePlayground((state) => state.phase);
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
      <Strips />
      <div className="pair">
        <Marginal />
        <Joint />
      </div>
      <StatisticsTable />
      <ReadIt />
    </>
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
      model’s posterior of the latent state at every step, and the stronger the colour, the denser.
      All strips share one scale and one z-axis.{' '}
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
