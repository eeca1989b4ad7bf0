/** One panel of the page alone, as tall as there is room. */
import { type ComponentType, useEffect, useRef } from 'react';
import type { Single } from '../../state/screen.ts';
import type { PlaygroundState } from '../../state/store.ts';
import { pageText } from '../../text/en/page.ts';
import { screenText } from '../../text/en/screen.ts';
import { BoundPanel, KlPanel } from '../CurvePanels.tsx';
import { DiagnosticsPanel } from '../DiagnosticsPanel.tsx';
import { GapPanel } from '../GapPanel.tsx';
import { HeldOutTable } from '../HeldOutTable.tsx';
import { Legend, modelEntry } from '../Legend.tsx';
import { useModels } from '../useModels.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { useScrolls } from '../useScrolls.ts';
import { ViewBody } from '../ViewsPanel.tsx';
import { useFit } from './useFit.ts';

const RESULTS = {
  bound: BoundPanel,
  gap: GapPanel,
  diagnostics: DiagnosticsPanel,
  kl: KlPanel,
  'held-out': HeldOutTable,
} as const satisfies Partial<Record<Single, ComponentType>>;
type Result = keyof typeof RESULTS;

/** Their charts are nearly all there is. */
const FITTED: ReadonlySet<Single> = new Set(['posterior', 'bound', 'kl']);

/** As the tabs of the page call it, where it is one of them. */
export function panelName(panel: Single): string {
  return isResult(panel) ? screenText().results[panel] : pageText().view[panel];
}

/** Whether the data have what a panel shows; null while they are not there yet. */
export function isThere(panel: Single, { data }: Pick<PlaygroundState, 'data'>): boolean | null {
  if (data === null) return null;
  if (panel === 'samples' || panel === 'draw') return data.pad !== null;
  if (panel === 'digits') return (data.pictures ?? null) !== null;
  if (panel === 'sentences') return (data.sentences ?? null) !== null;
  return panel !== 'gap' || data.formula !== null;
}

export function SinglePanel({ panel }: { readonly panel: Single }) {
  const frame = useRef<HTMLDivElement>(null);
  const there = usePlayground((state) => isThere(panel, state));
  useFit(frame, FITTED.has(panel));
  const scrolls = useScrolls(frame);
  const text = screenText();
  const name = panelName(panel);
  return (
    <div
      className="single-frame"
      ref={frame}
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': name })}
    >
      <div className="single-panel" data-panel={panel}>
        {there === true ? (
          <Shown panel={panel} />
        ) : (
          <p className="waiting" role="status">
            {there === null ? text.starting : text.absent(name)}
          </p>
        )}
      </div>
    </div>
  );
}

function Shown({ panel }: { readonly panel: Single }) {
  if (isResult(panel)) {
    const Panel = RESULTS[panel];
    return (
      <>
        {(panel === 'bound' || panel === 'kl') && <ModelKey />}
        <Panel />
      </>
    );
  }
  return <View view={panel} />;
}

/** Whose line is of which colour: on the whole page the list of models says it. */
function ModelKey() {
  const models = useModels();
  return (
    <div className="single-key">
      <Legend entries={models.map(modelEntry)} />
    </div>
  );
}

function isResult(panel: Single): panel is Result {
  return Object.hasOwn(RESULTS, panel);
}

/** The workers are asked for what the open view shows. */
function View({ view }: { readonly view: Exclude<Single, Result> }) {
  const { setView } = useActions();
  useEffect(() => setView(view), [setView, view]);
  return (
    <section className="panel panel-posterior" aria-label={panelName(view)}>
      <ViewBody view={view} />
    </section>
  );
}
