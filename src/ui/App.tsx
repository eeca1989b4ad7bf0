/** The page: header, notices, three columns, and the essay below; or one panel of it alone. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ScreenStore } from '../state/screen.ts';
import type { PlaygroundStore } from '../state/store.ts';
import type { UpdateStore } from '../state/updates.ts';
import { pageText } from '../text/en/page.ts';
import { language, onLanguage, TAGS } from '../text/language.ts';
import { BoundPanel, KlPanel } from './CurvePanels.tsx';
import { DataPanel } from './DataPanel.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { DropTarget } from './DropTarget.tsx';
import { EmbedPage } from './embed/EmbedPage.tsx';
import { Part, ScreenContext, useScreen } from './embed/ScreenContext.tsx';
import { SlidesPage } from './embed/SlidesPage.tsx';
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
import { useNarrow } from './useNarrow.ts';
import { PlaygroundContext, usePlayground } from './usePlayground.ts';
import { ViewsPanel } from './ViewsPanel.tsx';

interface Props {
  readonly store: PlaygroundStore;
  readonly screen: ScreenStore;
  readonly updates: UpdateStore;
  /** Makes the worker behind the figures of the essay. */
  readonly openLessons: OpenLessons;
}

export function App({ store, screen, updates, openLessons }: Props) {
  // Another language is another page: every text of it is asked for again. What the reader has done is in the store.
  const spoken = useSyncExternalStore(onLanguage, language);
  useEffect(() => {
    document.documentElement.lang = TAGS[spoken];
  }, [spoken]);
  return (
    <PlaygroundContext value={store}>
      <ScreenContext value={screen}>
        <Page key={spoken} updates={updates} openLessons={openLessons} />
      </ScreenContext>
    </PlaygroundContext>
  );
}

function Page({ updates, openLessons }: Pick<Props, 'updates' | 'openLessons'>) {
  useThemeAttribute();
  const embed = useScreen((screen) => screen.embed);
  const slide = useScreen((screen) => screen.slide);
  if (embed !== null) return <EmbedPage panel={embed} />;
  if (slide !== null) return <SlidesPage slide={slide} />;
  return <WholePage updates={updates} openLessons={openLessons} />;
}

function WholePage({ updates, openLessons }: Pick<Props, 'updates' | 'openLessons'>) {
  const main = useRef<HTMLElement>(null);
  const hinted = usePlayground((state) => state.hints);
  const hintsHidden = useScreen(({ hidden }) => hidden.has('hints'));
  const narrow = useNarrow();
  const controls = (
    <>
      <Part name="models">
        <ModelsPanel />
      </Part>
      <Part name="settings">
        <SettingsPanel />
      </Part>
    </>
  );
  return (
    <>
      {/* A button: the hash, where a skip link would go, is the experiment's. */}
      <button type="button" className="button skip" onClick={() => main.current?.focus()}>
        {pageText().skip}
      </button>
      <Header />
      <Notices />
      <NewVersion updates={updates} />
      <Part name="resume">
        <ResumeOffer />
      </Part>
      <Part name="hints">
        <Hints />
      </Part>
      <main className="columns" ref={main} tabIndex={-1} data-hinted={hinted && !hintsHidden}>
        <div className="column controls">
          <Part name="data">
            <DataPanel />
          </Part>
          {!narrow && controls}
        </div>
        <ViewsPanel />
        <div className="column results">
          <Part name="bound">
            <BoundPanel />
          </Part>
          <Part name="gap">
            <GapPanel />
          </Part>
          <Part name="diagnostics">
            <DiagnosticsPanel />
          </Part>
          <Part name="kl">
            <KlPanel />
          </Part>
          <Part name="held-out">
            <HeldOutTable />
          </Part>
          <Part name="estimates">
            <EstimatesPanel />
          </Part>
        </div>
        {/* In one column the focus goes as the eye does: what is changed rarely comes last. */}
        {narrow && <div className="column">{controls}</div>}
      </main>
      <Part name="essay">
        <EssaySlot openLessons={openLessons} />
      </Part>
      <DropTarget />
    </>
  );
}
