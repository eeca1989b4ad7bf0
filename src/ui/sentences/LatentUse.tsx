/** What z carries: figures of its use, a sentence on each model, and the map of held-out sentences. */

import type { ModelSpec } from '../../config/experiment.ts';
import { hasLatent } from '../../config/systems.ts';
import { readUse } from '../../posterior/collapse.ts';
import type { LookedModel, SentenceLook } from '../../protocol.ts';
import { latentUseText } from '../../text/en/latentUse.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { decimals, wholeNumber } from '../format.ts';
import { ModelHeads } from '../ModelHeads.tsx';
import { shortName } from '../modelNames.ts';
import { TableScroll } from '../TableScroll.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { factorName } from './factorWords.ts';
import { LatentMap } from './LatentMap.tsx';

interface Props {
  readonly models: readonly ModelSpec[];
}

export function LatentUse({ models }: Props) {
  const asked = usePlayground((state) => state.sentences.asked.look);
  const { refreshSentences } = useActions();
  const text = latentUseText();
  const look = asked?.answer ?? null;
  const shown = models.filter((model) => look?.models.some(({ id }) => id === model.id));
  const busy = asked !== null && !asked.done;
  return (
    <section className="digits-part" aria-labelledby="use-title">
      <h3 className="panel-title" id="use-title">
        {text.title}
      </h3>
      {models.every(({ system }) => !hasLatent(system)) ? (
        <p className="quiet">{text.noLatent}</p>
      ) : (
        <>
          <div className="uses">
            {look !== null &&
              shown.map((model) => (
                <Use
                  key={model.id}
                  model={model}
                  found={look.models.find(({ id }) => id === model.id)!}
                  fullKl={Math.max(1, ...look.models.map(({ use }) => use.klInclusive))}
                />
              ))}
          </div>
          <div className="import-progress" role="status" data-testid="look-progress">
            {busy ? (
              <>
                <progress value={asked.share} aria-label={text.share} />
                <span className="quiet">{text.looking}</span>
              </>
            ) : (
              <button type="button" className="button" onClick={() => refreshSentences(['look'])}>
                {text.again}
              </button>
            )}
          </div>
          {look !== null && (
            <p className="sentence-words quiet" data-testid="look-words">
              {wordsOf(look)}
            </p>
          )}
          {look !== null && shown.length > 0 && <LatentMap look={look} models={shown} />}
          {look !== null && <Factors look={look} models={shown} />}
        </>
      )}
    </section>
  );
}

function wordsOf({ step, sentences, mixingSamples }: SentenceLook): string {
  return latentUseText().made(wholeNumber(sentences), wholeNumber(step), mixingSamples);
}

interface UseProps {
  readonly model: ModelSpec;
  readonly found: LookedModel;
  /** KL that fills the meter, the same for all models. */
  readonly fullKl: number;
}

function Use({ model, found: { use }, fullKl }: UseProps) {
  const text = latentUseText();
  const reading = readUse(use);
  const most = Math.log(use.sentences);
  const exact = Math.abs(use.klInclusive - use.klExclusive) < 0.005;
  return (
    <div
      className="diagnostics use"
      data-use={model.id}
      style={{ '--colour': modelColour(model.slot) }}
    >
      <h4 style={{ color: modelTextColour(model.slot) }}>{shortName(model)}</h4>
      <p className="use-words" data-tone={reading.tone}>
        {reading.words}
      </p>
      <dl>
        <Gauge
          name={text.kl}
          value={
            exact
              ? decimals(use.klInclusive, 2)
              : text.between(
                  decimals(Math.max(0, use.klExclusive), 2),
                  decimals(use.klInclusive, 2),
                )
          }
          share={use.klInclusive / fullKl}
        />
        <Gauge
          name={text.activeUnits}
          value={`${use.activeUnits} / ${use.dimensions}`}
          share={use.activeUnits / use.dimensions}
        />
        <Gauge
          name={text.mutualInformation}
          value={text.of(decimals(use.mutualInformation, 2), decimals(most, 2))}
          share={use.mutualInformation / most}
        />
      </dl>
    </div>
  );
}

interface GaugeProps {
  readonly name: string;
  readonly value: string;
  readonly share: number;
}

function Gauge({ name, value, share }: GaugeProps) {
  return (
    <div className="diagnostic">
      <dt>{name}</dt>
      <dd>
        <span className="meter" aria-hidden="true">
          <span style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
        </span>
        <span className="diagnostic-value">{value}</span>
      </dd>
    </div>
  );
}

/** How often one draw of z names each hidden factor. */
function Factors({ look, models }: { look: SentenceLook; models: readonly ModelSpec[] }) {
  const known = models.flatMap((model) => {
    const factors = look.models.find(({ id }) => id === model.id)?.factors ?? null;
    return factors === null ? [] : [{ model, factors }];
  });
  const [first] = known;
  const text = latentUseText();
  if (first === undefined) return null;
  const percent = (share: number) => `${decimals(100 * share, 0)} %`;
  return (
    <>
      <TableScroll label={text.factors}>
        <table className="numbers" data-testid="factors">
          <ModelHeads
            first={text.named}
            models={known.map(({ model }) => model)}
            beside={text.guessing}
          />
          <tbody>
            {Object.entries(first.factors).map(([name, { majority }]) => (
              <tr key={name}>
                <th scope="row">{factorName(name)}</th>
                {known.map(({ model, factors }) => (
                  <td key={model.id}>{percent(factors[name]!.accuracy)}</td>
                ))}
                <td>{percent(majority)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="setting-note">
        {text.classifier(decimals(50 / Math.sqrt(Math.ceil(look.sentences / 2)), 0))}
      </p>
    </>
  );
}
