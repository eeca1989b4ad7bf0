/** The observed sequence and one density strip a model, on common axes, with the time marker through all. */
import { Fragment, useMemo, useRef } from 'react';
import { type ModelSpec, settingsFor } from '../config/experiment.ts';
import type { WatchReport } from '../protocol.ts';
import { modelColour, modelTextColour } from './colours.ts';
import { referenceDensity } from './densityImage.ts';
import { shortNumber } from './format.ts';
import { modelDetail, shortName } from './modelNames.ts';
import { ObservedStrip } from './ObservedStrip.tsx';
import { SaveButtons } from './SaveButtons.tsx';
import { StripCanvas } from './StripCanvas.tsx';
import { TimeMarker } from './TimeMarker.tsx';
import { ticksBetween, timeTicks } from './ticks.ts';
import { useInTurn } from './useInTurn.ts';
import { usePlayground } from './usePlayground.ts';
import { subscript } from './WatchControls.tsx';

const NO_MODELS: readonly ModelSpec[] = [];

export function Strips() {
  const posterior = useInTurn(usePlayground((state) => state.posterior));
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const figure = useRef<HTMLElement>(null);
  const reference = useMemo(
    () =>
      posterior === null
        ? 1
        : referenceDensity(
            [
              ...posterior.models.map((model) => model.density),
              ...(posterior.exact === null ? [] : [posterior.exact.density]),
            ],
            posterior.axis.count,
            posterior.length,
          ),
    [posterior],
  );
  if (posterior === null) return null;
  const shown = models.filter((model) => posterior.models.some(({ id }) => id === model.id));
  return (
    <figure ref={figure}>
      <div className="figure-head">
        <figcaption className="setting-note">
          z{subscript(posterior.watch.dimension + 1)} of {conditioningWords(posterior)}, after{' '}
          {posterior.step} steps, {posterior.samples} draws
        </figcaption>
        <SaveButtons name="strips" figure={figure} />
      </div>
      <div className="strips">
        <div className="strip-label">
          x <small>observed</small>
        </div>
        <ObservedStrip posterior={posterior} />
        {shown.map((model) => (
          <ModelStrip key={model.id} model={model} posterior={posterior} reference={reference} />
        ))}
        {posterior.exact !== null && (
          <ExactStrip posterior={posterior} exact={posterior.exact.density} reference={reference} />
        )}
        <TimeMarker length={posterior.length} steps={posterior.steps} />
        <TimeAxis steps={posterior.steps} />
      </div>
    </figure>
  );
}

function conditioningWords({ watch }: WatchReport): string {
  return watch.conditioning === 'one-past'
    ? `held-out sequence ${watch.sequence + 1}, given past ${watch.past + 1}`
    : `held-out sequence ${watch.sequence + 1}, over all pasts`;
}

interface ModelStripProps {
  readonly model: ModelSpec;
  readonly posterior: WatchReport;
  readonly reference: number;
}

function ModelStrip({ model, posterior, reference }: ModelStripProps) {
  const running = usePlayground((state) => state.running);
  const density = posterior.models.find(({ id }) => id === model.id)?.density;
  if (density === undefined) return null;
  const smoothing = running !== null && settingsFor(running, model).inference === 'smoothing';
  return (
    <Fragment>
      <div className="strip-label" style={{ color: modelTextColour(model.slot) }}>
        {shortName(model)}
        {Object.keys(model.overrides).length > 0 && <small>{modelDetail(model)}</small>}
        <small>
          q(z<sub>t</sub> |{' '}
          {posterior.watch.conditioning === 'one-past' && (
            <>
              z<sub>&lt;t</sub>,{' '}
            </>
          )}
          x<sub>{smoothing ? '1:T' : '≤t'}</sub>)
        </small>
      </div>
      <StripAxis posterior={posterior} />
      <StripCanvas
        name={shortName(model)}
        colour={modelColour(model.slot)}
        density={density}
        posterior={posterior}
        reference={reference}
      />
    </Fragment>
  );
}

interface ExactStripProps {
  readonly posterior: WatchReport;
  readonly exact: Float32Array;
  readonly reference: number;
}

function ExactStrip({ posterior, exact, reference }: ExactStripProps) {
  const smoother = posterior.watch.exact === 'smoother';
  return (
    <Fragment>
      <div className="strip-label">
        Exact
        <small>
          {posterior.watch.exact} p(z<sub>t</sub> | x<sub>{smoother ? '1:T' : '≤t'}</sub>)
          {posterior.watch.conditioning === 'one-past' && ', over all pasts'}
        </small>
      </div>
      <StripAxis posterior={posterior} />
      <StripCanvas
        name={`the exact ${posterior.watch.exact}`}
        colour="var(--exact)"
        density={exact}
        posterior={posterior}
        reference={reference}
      />
    </Fragment>
  );
}

function StripAxis({ posterior }: { readonly posterior: WatchReport }) {
  const { low, high } = posterior.axis;
  return (
    <div className="strip-axis">
      {ticksBetween(low, high, 4)
        .map((tick) => ({ tick, share: (high - tick) / (high - low) }))
        // A number at the very edge would run into that of the next strip.
        .filter(({ share }) => share > 0.06 && share < 0.94)
        .map(({ tick, share }) => (
          <span key={tick} style={{ top: `${share * 100}%` }}>
            {shortNumber(tick)}
          </span>
        ))}
    </div>
  );
}

function TimeAxis({ steps }: { readonly steps: number }) {
  const time = usePlayground((state) => state.time);
  const now = Math.min(time, steps - 1);
  const place = (t: number) => `${((t + 0.5) / steps) * 100}%`;
  return (
    <div className="time-axis">
      {timeTicks(steps, 8)
        .filter((t) => Math.abs(t - now) / steps > 0.05)
        .map((t) => (
          <span key={t} style={{ left: place(t) }}>
            {t + 1}
          </span>
        ))}
      <span
        className="time-now"
        // Kept within the strip at both ends.
        style={{ left: `clamp(24px, ${place(now)}, calc(100% - 24px))` }}
      >
        t = {now + 1}
      </span>
    </div>
  );
}
