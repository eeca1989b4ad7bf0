/** Whether each model's mixing distribution lives, how tight its bound is, and which units move with x. */

import { memo } from 'react';
import type { ModelSpec } from '../config/experiment.ts';
import { hasLatent } from '../config/systems.ts';
import { type Reading, readActiveUnits, readEss, readGauge } from '../posterior/diagnostics.ts';
import type { Diagnostics } from '../protocol.ts';
import { diagnosticsText } from '../text/en/diagnostics.ts';
import { About } from './About.tsx';
import { modelColour, modelTextColour } from './colours.ts';
import { decimals, wholeNumber } from './format.ts';
import { shortName } from './modelNames.ts';
import { Rich } from './Rich.tsx';
import { SheetButton } from './SheetButton.tsx';
import { diagnosticsSheet } from './sheets.ts';
import { Term } from './Term.tsx';
import { usePlayground } from './usePlayground.ts';
import { useUnit } from './useUnit.ts';

export const DiagnosticsPanel = memo(function DiagnosticsPanel() {
  const { models } = usePlayground((state) => state.running ?? state.experiment);
  const diagnostics = usePlayground((state) => state.diagnostics);
  const told = Object.values(diagnostics)[0];
  const unit = useUnit();
  const text = diagnosticsText();
  return (
    <section className="panel" aria-labelledby="diagnostics-title">
      <div className="panel-head">
        <h2 className="panel-title" id="diagnostics-title">
          {text.title}
        </h2>
        <About of="diagnostics" title={text.title} />
        <SheetButton name="diagnostics" sheet={() => diagnosticsSheet(models, diagnostics)} />
      </div>
      {models.map((model) => (
        <ModelDiagnostics key={model.id} model={model} found={diagnostics[model.id]} />
      ))}
      <p className="setting-note">
        {told === undefined
          ? text.waiting
          : text.told(wholeNumber(told.rows), unit, wholeNumber(told.step))}
      </p>
    </section>
  );
});

interface ModelProps {
  readonly model: ModelSpec;
  readonly found: Diagnostics | undefined;
}

function ModelDiagnostics({ model, found }: ModelProps) {
  const name = shortName(model);
  const colour = modelTextColour(model.slot);
  const text = diagnosticsText();
  if (!hasLatent(model.system))
    return (
      <div className="diagnostics">
        <h3 style={{ color: colour }}>{name}</h3>
        <p className="setting-note">{text.noLatent}</p>
      </div>
    );
  const { mixing = null } = found ?? {};
  return (
    <div className="diagnostics" style={{ '--colour': modelColour(model.slot) }}>
      <h3 style={{ color: colour }}>{name}</h3>
      <dl>
        {model.system === 'vrnn' ? (
          <Line
            name={text.gaugeAndEss}
            value={text.notApplicable}
            share={null}
            reading={{
              tone: 'note',
              words: text.onePsi,
            }}
          />
        ) : (
          <>
            <Line
              name={<Rich text={text.gauge} parts={{ K: <sub>K</sub> }} />}
              value={mixing === null ? '…' : decimals(mixing.gauge, 2)}
              share={mixing?.gauge ?? null}
              reading={mixing && readGauge(mixing)}
            />
            <Line
              name={
                <Rich text={text.ess} parts={{ ess: (words) => <Term of="ess">{words}</Term> }} />
              }
              value={mixing === null ? '…' : decimals(mixing.ess / (mixing.mixingSamples + 1), 2)}
              share={mixing && mixing.ess / (mixing.mixingSamples + 1)}
              reading={mixing && readEss(mixing)}
            />
          </>
        )}
        <Line
          name={<Term of="activeUnits">{text.activeUnits}</Term>}
          value={found === undefined ? '…' : `${found.activeUnits} / ${found.latentDimensions}`}
          share={found === undefined ? null : found.activeUnits / found.latentDimensions}
          reading={
            found === undefined ? null : readActiveUnits(found.activeUnits, found.latentDimensions)
          }
        />
      </dl>
    </div>
  );
}

interface LineProps {
  readonly name: React.ReactNode;
  readonly value: string;
  /** Length of the little bar; null for none. */
  readonly share: number | null;
  readonly reading: Reading | null;
}

function Line({ name, value, share, reading }: LineProps) {
  return (
    <div className="diagnostic">
      <dt>{name}</dt>
      <dd>
        {share !== null && Number.isFinite(share) && (
          <span className="meter" aria-hidden="true">
            <span style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
          </span>
        )}
        <span className="diagnostic-value">{value}</span>
      </dd>
      <dd className="diagnostic-reading" data-tone={reading?.tone ?? 'note'}>
        {reading?.words ?? '\u00a0'}
      </dd>
    </div>
  );
}
