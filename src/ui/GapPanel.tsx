/** How much each model loses to exact log p(x), beside what the best possible Gaussian must lose. */
import { memo } from 'react';
import { settingsFor, usesKnownGenerator } from '../config/experiment.ts';
import { isGenerator, type Settings } from '../config/settings.ts';
import type { Session } from '../state/session.ts';
import { gapText } from '../text/en/gap.ts';
import { paragraph } from '../text/numbers.ts';
import { About } from './About.tsx';
import { modelColour, modelTextColour } from './colours.ts';
import { decimals, wholeNumber } from './format.ts';
import { type GapBar, gapBars, gapReading } from './gapBars.ts';
import { shortName } from './modelNames.ts';
import { Rich } from './Rich.tsx';
import { SheetButton } from './SheetButton.tsx';
import { gapSheet } from './sheets.ts';
import { usePlayground } from './usePlayground.ts';

export const GapPanel = memo(function GapPanel() {
  // Before the run begins the panel stands there as the experiment will have it: what lies below need not move.
  const { models, settings } = usePlayground(({ running, experiment }) => running ?? experiment);
  const deficits = usePlayground((state) => state.deficits);
  const previewed = usePlayground((state) => state.preview);
  const gap = usePlayground((state) => (state.preview === null ? state.gap : state.preview.gap));
  const generated = usePlayground((state) =>
    state.data === null ? isGenerator(state.experiment.settings.data) : state.data.formula !== null,
  );
  const known = usePlayground((state) => state.data?.known ?? usesKnownGenerator(settings));
  const seesAs = (kind: Settings['inference']) => (state: Session) => {
    const shown = state.running ?? state.experiment;
    return shown.models.some((model) => settingsFor(shown, model).inference === kind);
  };
  const blind = usePlayground(seesAs('filtering'));
  const ahead = usePlayground(seesAs('smoothing'));
  const independent = usePlayground((state) => state.data?.independent === true);
  if (!generated) return null;
  const text = gapText();
  const hasPast = !independent && settings.sequenceLength > 1;
  const bars = gapBars(
    models.map((model) => ({
      key: model.id,
      name: shortName(model),
      colour: modelColour(model.slot),
      textColour: modelTextColour(model.slot),
      deficit: deficits[model.id] ?? null,
    })),
    gap,
    known,
  );
  const told = Object.values(deficits)[0];
  return (
    <section className="panel" aria-labelledby="gap-title">
      <div className="panel-head">
        <div className="title-line">
          <h2 className="panel-title" id="gap-title">
            <Rich text={text.title} parts={{ p: <span className="symbol">p(x)</span> }} />
          </h2>
          <About of="gap" title={text.sheet} />
        </div>
        <SheetButton name="gap" sheet={() => gapSheet(bars.rows)} />
      </div>
      <ul className="gap" data-previewing={previewed !== null}>
        {bars.rows.map((row) => (
          <Bar key={row.key} row={row} line={bars.line} />
        ))}
      </ul>
      <p className="setting-note gap-note">
        {paragraph([
          previewed !== null
            ? text.previewed
            : told === undefined
              ? text.waiting
              : text.told(
                  wholeNumber(told.sequences),
                  wholeNumber(told.step),
                  settings.mixingSamplesEvaluation,
                ),
          gapReading({
            known,
            blind: blind && hasPast,
            ahead: ahead && hasPast,
            hasGap: gap !== null,
          }),
        ])}
      </p>
    </section>
  );
});

function Bar({ row, line }: { readonly row: GapBar; readonly line: number | null }) {
  return (
    <li className="gap-row" style={{ '--colour': row.colour }}>
      <span className="gap-name" style={{ color: row.textColour }}>
        {row.name}
      </span>
      <span className="gap-track" aria-hidden="true">
        <span
          className={row.isGaussian ? 'gap-bar gap-bar-best' : 'gap-bar'}
          style={{ width: `${100 * row.share}%` }}
        />
        {line !== null && <span className="gap-line" style={{ left: `${100 * line}%` }} />}
      </span>
      <span className="gap-value">
        {row.mean === null ? (row.isGaussian ? '—' : '…') : decimals(row.mean, 3)}
        <small>{row.stderr === null ? '' : `± ${decimals(row.stderr, 3)}`}</small>
      </span>
    </li>
  );
}
