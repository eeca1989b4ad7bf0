/** The middle of the page: one view at a time, chosen by tabs. A tab that does not apply to the data is absent. */
import { type KeyboardEvent, lazy, Suspense } from 'react';
import type { View } from '../state/pad.ts';
import { pageText } from '../text/en/page.ts';
import { About } from './About.tsx';
import { useScreen } from './embed/ScreenContext.tsx';
import { NeedsFile } from './NeedsFile.tsx';
import { PosteriorView } from './PosteriorView.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

// Most data are no pen's and no pictures: their reader need not load these.
const DigitsView = lazy(() => import('./digits/DigitsView.tsx'));
const DrawView = lazy(() => import('./pen/DrawView.tsx'));
const HandView = lazy(() => import('./pen/HandView.tsx'));
const SentencesView = lazy(() => import('./sentences/SentencesView.tsx'));
const RunsView = lazy(() => import('./library/RunsView.tsx'));
const TablesView = lazy(() => import('./tables/TablesView.tsx'));
const SamplesView = lazy(() => import('./pen/SamplesView.tsx'));

export function ViewsPanel() {
  const chosen = usePlayground((state) => state.view);
  const ofPen = usePlayground((state) => state.data !== null && state.data.pad !== null);
  const ofPictures = usePlayground((state) => (state.data?.pictures ?? null) !== null);
  const ofSentences = usePlayground((state) => (state.data?.sentences ?? null) !== null);
  const hidden = useScreen((screen) => screen.hidden);
  const ofData: readonly View[] = [
    ...(ofSentences ? (['sentences'] as const) : []),
    'posterior',
    ...(ofPen ? (['samples', 'draw'] as const) : []),
    ...(ofPen || chosen === 'hand' ? (['hand'] as const) : []),
    ...(ofPictures ? (['digits'] as const) : []),
    'tables',
    'runs',
  ];
  const text = pageText();
  const views = ofData.filter((one) => !hidden.has(one));
  const [first] = views;
  if (first === undefined) return null;
  const usual = views.includes('posterior') ? 'posterior' : first;
  const view = views.includes(chosen) ? chosen : usual;
  return (
    <section className="panel panel-posterior" aria-label={text.view[view]}>
      <NeedsFile />
      <div className="tabs-line">
        <Tabs views={views} view={view} />
        <About of={view} title={text.view[view]} />
      </div>
      <div role="tabpanel" id={`view-${view}`} aria-labelledby={`tab-${view}`}>
        <ViewBody view={view} />
      </div>
    </section>
  );
}

/** What a tab shows, without the tabs. */
export function ViewBody({ view }: { readonly view: View }) {
  return (
    <Suspense fallback={<p className="waiting">{pageText().loading}</p>}>
      {view === 'posterior' && <PosteriorView />}
      {view === 'samples' && <SamplesView />}
      {view === 'draw' && <DrawView />}
      {view === 'hand' && <HandView />}
      {view === 'digits' && <DigitsView />}
      {view === 'sentences' && <SentencesView />}
      {view === 'tables' && <TablesView />}
      {view === 'runs' && <RunsView />}
    </Suspense>
  );
}

function Tabs({ views, view }: { readonly views: readonly View[]; readonly view: View }) {
  const { setView } = useActions();
  const text = pageText();
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = views.indexOf(view);
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: (at + views.length - 1) % views.length,
      ArrowRight: (at + 1) % views.length,
      Home: 0,
      End: views.length - 1,
    };
    const target = views[targets[event.key] ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    setView(target);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${target}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={text.views} onKeyDown={onKey}>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          className="tab"
          role="tab"
          id={`tab-${one}`}
          data-title={text.view[one]}
          aria-selected={one === view}
          aria-controls={`view-${one}`}
          tabIndex={one === view ? 0 : -1}
          onClick={() => setView(one)}
        >
          {text.view[one]}
        </button>
      ))}
    </div>
  );
}
