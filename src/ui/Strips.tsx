/** The observed sequence and one density strip a model, on common axes, with the time marker through all. */
import { Fragment, memo, useMemo, useRef, useState } from 'react';
import { type ModelSpec, settingsFor } from '../config/experiment.ts';
import type { Axis } from '../posterior/axis.ts';
import type { ExactPosterior, ReferenceReport, WatchReport } from '../protocol.ts';
import { stripsText } from '../text/en/strips.ts';
import { About } from './About.tsx';
import { stripsSummary } from './chartSummary.ts';
import { modelColour, modelTextColour } from './colours.ts';
import { referenceDensity } from './densityImage.ts';
import { wholeNumber } from './format.ts';
import { keptNote } from './keptNote.ts';
import { modelDetail, shortName } from './modelNames.ts';
import { ObservedStrip } from './ObservedStrip.tsx';
import { essWords, greyedWhere } from './referenceStrip.ts';
import { SaveButtons } from './SaveButtons.tsx';
import { SheetButton } from './SheetButton.tsx';
import { StripAxis } from './StripAxis.tsx';
import { StripCanvas } from './StripCanvas.tsx';
import { observedSheet, stripsSheet } from './sheets.ts';
import { hull, type StripCursor, stripReading } from './stripReading.ts';
import { TimeMarker } from './TimeMarker.tsx';
import { timeTicks } from './ticks.ts';
import { useModels } from './useModels.ts';
import { usePlayground } from './usePlayground.ts';
import { useShown } from './useShown.ts';
import { useSize } from './useSize.ts';
import { subscript } from './WatchControls.tsx';

export function Strips() {
  const shown = useShown();
  const models = useModels();
  const snapshot = usePlayground((state) => state.snapshot);
  const figure = useRef<HTMLElement>(null);
  const [cursor, setCursor] = useState<StripCursor | null>(null);
  const posterior = shown?.posterior ?? null;
  const exact = shown?.exact ?? null;
  const reference = useMemo(
    () =>
      posterior === null
        ? 1
        : referenceDensity(
            [
              ...posterior.models.map((model) => model.density),
              ...(exact === null ? [] : [exact.density]),
            ],
            posterior.axis.count,
            posterior.length,
          ),
    [posterior, exact],
  );
  const axis = useMemo(
    () => posterior && hull(posterior.axis, exact?.axis ?? null),
    [posterior, exact],
  );
  if (shown === null || posterior === null || axis === null) return null;
  const visible = models.filter((model) => posterior.models.some(({ id }) => id === model.id));
  const text = stripsText();
  const reading = cursor === null ? '' : stripReading(shown, visible, cursor);
  const kept = snapshot !== null && snapshot.steps === posterior.steps ? snapshot : null;
  return (
    <figure ref={figure}>
      <div className="figure-head">
        <div className="title-line">
          <figcaption className="setting-note">
            {text.caption(
              `z${subscript(posterior.watch.dimension + 1)}`,
              conditioningWords(posterior),
              shown.previewing
                ? text.previewing
                : text.after(posterior.step, String(posterior.samples)),
            )}
          </figcaption>
          <About of="strips" title={text.title} />
        </div>
        <span className="save">
          <SheetButton
            name="x"
            word={text.csvOfX}
            sheet={() => observedSheet(shown.x, posterior.steps, posterior.length)}
          />
          <SheetButton name="strips" sheet={() => stripsSheet(posterior, exact, visible)} />
          <SaveButtons name="strips" figure={figure} />
        </span>
      </div>
      <p className="visually-hidden">{stripsSummary(shown, visible)}</p>
      <div className="strips">
        <div className="strip-label">
          x <small>{text.observed}</small>
        </div>
        <ObservedStrip x={shown.x} steps={posterior.steps} length={posterior.length} />
        {visible.map((model) => (
          <ModelStrip
            key={model.id}
            model={model}
            posterior={posterior}
            axis={axis}
            reference={reference}
            faint={shown.previewing}
            kept={kept}
            referenceReport={shown.reference}
          />
        ))}
        {exact !== null && (
          <ExactStrip posterior={posterior} exact={exact} axis={axis} reference={reference} />
        )}
        <TimeMarker
          posterior={posterior}
          axis={axis}
          cursor={cursor}
          setCursor={setCursor}
          reading={reading}
        />
        <TimeAxis steps={posterior.steps} length={posterior.length} />
      </div>
      <p className="reading strips-reading" data-no-picture>
        {cursor === null ? text.hint : text.read(cursor.t + 1, reading)}
      </p>
    </figure>
  );
}

function conditioningWords({ watch }: WatchReport): string {
  const text = stripsText();
  return watch.conditioning === 'one-past'
    ? text.onePast(watch.sequence + 1, watch.past + 1)
    : text.allPasts(watch.sequence + 1);
}

interface ModelStripProps {
  readonly model: ModelSpec;
  readonly posterior: WatchReport;
  readonly axis: Axis;
  readonly reference: number;
  /** Drawn back: what it was trained on is not what is shown beside it. */
  readonly faint: boolean;
  readonly kept: WatchReport | null;
  readonly referenceReport: ReferenceReport | null;
}

const ModelStrip = memo(function ModelStrip({
  model,
  posterior,
  axis,
  reference,
  faint,
  kept,
  referenceReport,
}: ModelStripProps) {
  const running = usePlayground((state) => state.running);
  const found = posterior.models.find(({ id }) => id === model.id);
  const onePast = posterior.watch.conditioning === 'one-past';
  const pasts = useMemo(
    () =>
      onePast && found !== undefined ? { values: found.pasts, chosen: posterior.watch.past } : null,
    [onePast, found, posterior.watch.past],
  );
  if (found === undefined) return null;
  const smoothing = running !== null && settingsFor(running, model).inference === 'smoothing';
  const text = stripsText();
  const before = kept?.models.find(({ id }) => id === model.id);
  return (
    <Fragment>
      <div className="strip-label" style={{ color: modelTextColour(model.slot) }}>
        {shortName(model)}
        {Object.keys(model.overrides).length > 0 && <small>{modelDetail(model)}</small>}
        <small>
          q(z<sub>t</sub> |{' '}
          {onePast && (
            <>
              z<sub>{'<t'}</sub>,{' '}
            </>
          )}
          x<sub>{smoothing ? '1:T' : '≤t'}</sub>)
        </small>
        {onePast && model.system === 'vrnn' && <small>{text.exactlyGaussian}</small>}
        {!onePast && <small>{text.overAllPasts}</small>}
      </div>
      <StripAxis axis={axis} />
      <StripCanvas
        name={shortName(model)}
        strip={model.id}
        className={faint ? 'strip-faint' : ''}
        colour={modelColour(model.slot)}
        density={found.density}
        axis={posterior.axis}
        shownAxis={axis}
        steps={posterior.steps}
        length={posterior.length}
        reference={reference}
        pasts={pasts}
      />
      {referenceReport !== null && (
        <ReferenceStrip
          model={model}
          report={referenceReport}
          axis={axis}
          reference={reference}
          length={posterior.length}
          stale={referenceReport.step !== posterior.step}
        />
      )}
      {kept !== null && before !== undefined && (
        <>
          <div className="strip-label strip-label-kept">
            <small>{keptNote(kept, posterior)}</small>
          </div>
          <StripCanvas
            name={text.keptOf(shortName(model), String(kept.step))}
            className="strip-plot-kept"
            colour="var(--quiet)"
            density={before.density}
            axis={kept.axis}
            shownAxis={axis}
            steps={kept.steps}
            length={kept.length}
            reference={reference}
          />
        </>
      )}
    </Fragment>
  );
});

interface ReferenceStripProps {
  readonly model: ModelSpec;
  readonly report: ReferenceReport;
  readonly axis: Axis;
  /** The density of full colour. */
  readonly reference: number;
  readonly length: number;
  /** Of another training step than the strip above. */
  readonly stale: boolean;
}

function ReferenceStrip(props: ReferenceStripProps) {
  const { model, report, axis, reference, length, stale } = props;
  const found = report.models.find(({ id }) => id === model.id);
  const density = useMemo(
    () => found && greyedWhere(found.density, found.poor, report.axis.count),
    [found, report.axis.count],
  );
  if (found === undefined || density === undefined) return null;
  const text = stripsText();
  return (
    <>
      <div className="strip-label strip-label-kept">
        <small>{text.approximate}</small>
        <small>
          {stale ? text.ofStep(wholeNumber(report.step)) : essWords(found.ess, report.draws)}
        </small>
      </div>
      <StripCanvas
        name={text.referenceOf(shortName(model))}
        className={stale ? 'strip-plot-reference strip-faint' : 'strip-plot-reference'}
        colour="var(--exact)"
        density={density}
        axis={report.axis}
        shownAxis={axis}
        steps={report.steps}
        length={length}
        reference={reference}
      />
    </>
  );
}

interface ExactStripProps {
  readonly posterior: WatchReport;
  readonly exact: ExactPosterior;
  readonly axis: Axis;
  readonly reference: number;
}

const ExactStrip = memo(function ExactStrip({
  posterior,
  exact,
  axis,
  reference,
}: ExactStripProps) {
  const smoother = posterior.watch.exact === 'smoother';
  const text = stripsText();
  return (
    <Fragment>
      <div className="strip-label">
        {text.exact}
        <small>
          {text.exacts[posterior.watch.exact]} p(z<sub>t</sub> | x
          <sub>{smoother ? '1:T' : '≤t'}</sub>)
        </small>
        <small>{text.overAllPasts}</small>
      </div>
      <StripAxis axis={axis} />
      <StripCanvas
        name={text.theExact[posterior.watch.exact]}
        strip="exact"
        colour="var(--exact)"
        density={exact.density}
        axis={exact.axis}
        shownAxis={axis}
        steps={posterior.steps}
        length={posterior.length}
        reference={reference}
      />
    </Fragment>
  );
});

/** As near as this to the step that is looked at its words would cover a tick; CSS pixels. */
const CLEAR_PX = 38;

function TimeAxis({ steps, length }: Pick<WatchReport, 'steps' | 'length'>) {
  const time = usePlayground((state) => state.time);
  const now = Math.min(time, Math.max(0, length - 1));
  const box = useRef<HTMLDivElement>(null);
  const [width] = useSize(box);
  const place = (t: number) => `${((t + 0.5) / steps) * 100}%`;
  return (
    <div className="time-axis" ref={box}>
      {timeTicks(steps, 8)
        .filter((t) => (Math.abs(t - now) / steps) * width > CLEAR_PX)
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
