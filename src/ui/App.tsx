/** The page: header, notices, three columns, and the essay below. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { PlaygroundStore } from '../state/store.ts';
import type { UpdateStore } from '../state/updates.ts';
import { pageText } from '../text/en/page.ts';
import { language, onLanguage, TAGS } from '../text/language.ts';
import { BoundPanel, KlPanel } from './CurvePanels.tsx';
import { DataPanel } from './DataPanel.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { DropTarget } from './DropTarget.tsx';
import { EssaySlot } from './essay/EssaySlot.tsx';
import type { OpenLessons } from './essay/lessonDesk.ts';
import { EstimatesPanel } from './estimates/EstimatesPanel.tsx';
import { GapPanel } from './GapPanel.tsx';
import { Header } from './Header.tsx';
import { HeldOutTable } from './HeldOutTable.tsx';
import { Hints } from './Hints.tsx';
import { ResumeOffer } from './library/ResumeOffer.tsx';
import { ModelsPanel } from './ModelsPanel.tsx';
import { NewVersion } from './NewVersion.tsx';
import { Notices } from './Notices.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';
import { useThemeAttribute } from './useColourScheme.ts';
import { PlaygroundContext, usePlayground } from './usePlayground.ts';
import { ViewsPanel } from './ViewsPanel.tsx';

interface Props {
  readonly store: PlaygroundStore;
  readonly updates: UpdateStore;
  /** Makes the worker behind the figures of the essay. */
  readonly openLessons: OpenLessons;
}

export function App({ store, updates, openLessons }: Props) {
  // Another language is another page: every text of it is asked for again. What the reader has done is in the store.
  const spoken = useSyncExternalStore(onLanguage, language);
  useEffect(() => {
    document.documentElement.lang = TAGS[spoken];
  }, [spoken]);
  return (
    <PlaygroundContext value={store}>
      <Page key={spoken} updates={updates} openLessons={openLessons} />
    </PlaygroundContext>
  );
}

function Page({ updates, openLessons }: Omit<Props, 'store'>) {
  useThemeAttribute();
  const main = useRef<HTMLElement>(null);
  const hinted = usePlayground((state) => state.hints);
  return (
    <>
      {/* A button: the hash, where a skip link would go, is the experiment's. */}
      <button type="button" className="button skip" onClick={() => main.current?.focus()}>
        {pageText().skip}
      </button>
      <Header />
      <Notices />
      <NewVersion updates={updates} />
      <ResumeOffer />
      <Hints />
      <main className="columns" ref={main} tabIndex={-1} data-hinted={hinted}>
        <div className="column controls">
          <DataPanel />
          <ModelsPanel />
          <SettingsPanel />
        </div>
        <ViewsPanel />
        <div className="column results">
          <BoundPanel />
          <GapPanel />
          <DiagnosticsPanel />
          <KlPanel />
          <HeldOutTable />
          <EstimatesPanel />
        </div>
      </main>
      <EssaySlot openLessons={openLessons} />
      <DropTarget />
    </>
  );
}
