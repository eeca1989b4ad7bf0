/**
 * The store of the page, without React: a session and the actions on it. The worker, the clock, the
 * network and the screen are handed in, so that all of it runs in Node.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Experiment, withSetting } from '../config/experiment.ts';
import type { DataSetName, SettingKey, SettingValue } from '../config/settings.ts';
import { DEFAULT_WATCH, type EstimateRequest, type ToWorker, type Watch } from '../protocol.ts';
import { headerText } from '../text/en/header.ts';
import { LANGUAGES, type Language, language } from '../text/language.ts';
import { messageOf } from '../text/message.ts';
import { speak } from '../text/speak.ts';
import { type DigitActions, DigitDesk } from './digitDesk.ts';
import { BLANK_DIGITS } from './digits.ts';
import { type ExperimentActions, ExperimentDesk } from './experimentDesk.ts';
import { type FileActions, fileActions } from './fileDesk.ts';
import { type HandActions, handActions, openHand } from './handDesk.ts';
import { hintsWanted, storeHintsSeen } from './hints.ts';
import { receiver } from './inbox.ts';
import { storeLanguage } from './languageChoice.ts';
import type { RunBody } from './library/record.ts';
import { type RunActions, runActions } from './library/runActions.ts';
import { RunDesk } from './library/runDesk.ts';
import { NO_RUNS } from './library/runsState.ts';
import { formatLink, type ParsedLink, parseLink } from './link.ts';
import { type Curves, MetricsLog } from './metrics.ts';
import { type Notify, withNotice } from './notices.ts';
import { BLANK_PAD } from './pad.ts';
import { type PenActions, PenDesk } from './penDesk.ts';
import { firstPresence, trainsNow } from './presence.ts';
import { type PresenceActions, PresenceDesk } from './presenceDesk.ts';
import { PreviewRequests } from './previewRequests.ts';
import { Recovery } from './recovery.ts';
import { type SentenceActions, SentenceDesk } from './sentenceDesk.ts';
import { NO_SENTENCES } from './sentences.ts';
import { NO_ESTIMATES, NO_PROGRESS, NOTHING_YET, type Session, shownPosterior } from './session.ts';
import type { Surroundings } from './surroundings.ts';
import { storedTheme, storeTheme, type Theme } from './theme.ts';

export interface Actions
  extends PenActions,
    HandActions,
    DigitActions,
    PresenceActions,
    SentenceActions,
    RunActions,
    ExperimentActions,
    FileActions {
  play(): void;
  pause(): void;
  /** One training step; pauses first. */
  step(): void;
  /** Starts the experiment again from its seed. */
  reset(): void;
  /** After fault upon fault: from the newest checkpoint, once more. */
  tryAgain(): void;
  setWatch(change: Partial<Watch>): void;
  setTime(time: number): void;
  /** Shows the frame of this index instead of the latest report; null returns to live. */
  replay(index: number | null): void;
  /** Keeps what is shown now to compare with; `dropSnapshot` lets it go. */
  keepSnapshot(): void;
  dropSnapshot(): void;
  /** Shows data and exact posterior as they would be with this value, without touching the run. */
  previewSetting(key: SettingKey, value: SettingValue): void;
  endPreview(): void;
  /** Gives up waiting for a file and returns to the run that goes on meanwhile. */
  keepRunning(): void;
  /** The experiment of a link; the run changes as little as that allows. */
  openLink(hash: string): void;
  notify: Notify;
  dismiss(id: number): void;
  setTheme(theme: Theme): void;
  setLanguage(language: Language): Promise<void>;
  /** The hints of a first visit, for good. */
  dropHints(): void;
  exportWeights(modelId: string): void;
  /** Bounds over the test split, while the run goes on. */
  estimate(request: EstimateRequest): void;
  cancelEstimate(): void;
  /** Every point kept, not only those drawn. */
  allCurves(): Curves;
}

export type PlaygroundState = Session & { readonly actions: Actions };
export type PlaygroundStore = StoreApi<PlaygroundState>;

/** Makes the store and starts the experiment of the hash. */
export function createPlayground(surroundings: Surroundings): PlaygroundStore {
  const recovery = new Recovery(surroundings.backend, {
    get,
    set,
    worker: surroundings.worker,
    notify: (message, about) => notify('information', message, about),
    start,
  });
  const log = new MetricsLog();
  const opened = parseLink(surroundings.hash);
  const commanded = { value: false };
  const previews = new PreviewRequests(post, (preview) => set({ preview }));
  const hand = {
    get,
    set,
    notify: (message: string) => notify('problem', message),
    surroundings,
  };
  let noticeCount = 0;

  const pen = new PenDesk({
    get,
    set,
    post: (message) => surroundings.pen.post(message),
    postToTraining: post,
  });

  const digits = new DigitDesk({
    get,
    set,
    post: (message) => surroundings.digits.post(message),
    postToTraining: post,
  });

  const sentences = new SentenceDesk({
    get,
    set,
    postToTraining: post,
  });

  const runHands = {
    get,
    set,
    notify,
    post,
    dataOf: (data: DataSetName) => recovery.dataOf(data),
    resuming: (experiment: Experiment) => {
      set({ experiment, phase: 'starting' });
      previews.release();
      commanded.value = true;
    },
    figures: () => {
      const { heldOut, diagnostics, deficits } = get();
      return { curves: log.all(), heldOut, diagnostics, deficits };
    },
    restore: ({ state, figures, drawing }: RunBody) => {
      const { curves, ...latest } = figures;
      log.restore(curves);
      set({ ...latest, curves: log.curves(), progress: { ...NO_PROGRESS, step: state.step } });
      if (drawing !== null) pen.actions.draw(drawing);
    },
    surroundings: surroundings.runs,
  };
  const runs = new RunDesk(runHands);

  const presence = new PresenceDesk({
    get,
    set,
    train: (now) => {
      commanded.value = true;
      post({ type: now ? 'play' : 'pause' });
    },
    notify: (message) => notify('information', message),
    port: surroundings.presence,
    storage: surroundings.storage,
  });

  function get(): Session {
    return store.getState();
  }

  function set(change: Partial<Session>): void {
    store.setState(change);
  }

  function post(message: ToWorker, transfer?: Transferable[]): void {
    recovery.posted(message);
    surroundings.worker.post(message, transfer);
  }

  function notify(...[kind, message, about = 'page']: Parameters<Notify>): void {
    set({ notices: withNotice(get().notices, { id: ++noticeCount, kind, message, about }) });
  }

  function start(experiment: Experiment): void {
    set({ experiment, phase: 'starting' });
    previews.release();
    commanded.value = true;
    post({
      type: 'start',
      experiment,
      backend: recovery.backend,
      playing: trainsNow(get()),
    });
  }

  const experiments = new ExperimentDesk({
    get,
    set,
    notify,
    post,
    start,
    play: () => actions.play(),
    setView: (view) => actions.setView(view),
  });

  const actions: Actions = {
    ...experiments.actions,
    ...fileActions({
      get,
      set,
      notify,
      post,
      start,
      importRun: (file) => actions.importRun(file),
      fetcher: surroundings.fetcher,
    }),
    ...pen.actions,
    ...handActions(hand),
    ...digits.actions,
    ...presence.actions,
    ...sentences.actions,
    ...runActions(runs, runHands, surroundings.save),
    setView(view) {
      pen.actions.setView(view);
      digits.askAll();
      sentences.askAll();
    },
    play() {
      if (get().halt !== null) {
        recovery.tryAgain();
        return;
      }
      set({ playing: true });
      commanded.value = true;
      presence.played();
      if (trainsNow(get())) post({ type: 'play' });
    },
    pause() {
      set({ playing: false });
      commanded.value = true;
      presence.follow();
      post({ type: 'pause' });
    },
    step() {
      if (get().playing) actions.pause();
      post({ type: 'step' });
    },
    reset: () => start(get().experiment),
    tryAgain: () => recovery.tryAgain(),
    setWatch(change) {
      const watch = { ...get().watch, ...change };
      // Frames show what was looked at before.
      set({ watch, replayed: null });
      post({ type: 'watch', watch });
    },
    replay: (index) => set({ replayed: index === null ? null : (get().frames[index] ?? null) }),
    keepSnapshot: () => set({ snapshot: shownPosterior(get()) }),
    dropSnapshot: () => set({ snapshot: null }),
    previewSetting: (key, value) =>
      previews.ask(withSetting(get().experiment, key, value).settings),
    endPreview: () => previews.end(),
    setTime: (time) => set({ time: Math.max(0, Math.round(time)) }),
    keepRunning() {
      const { running } = get();
      if (running !== null) set({ experiment: running, needsData: null, phase: 'running' });
    },
    openLink(hash) {
      const link = parseLink(hash);
      announce(link);
      if (link.shared !== null) pen.open(link.shared);
      if (formatLink(link.experiment) !== formatLink(get().experiment))
        experiments.become(link.experiment);
      if (link.shared !== null && get().phase === 'running') pen.askAll();
    },
    notify,
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    setTheme(theme) {
      set({ theme });
      storeTheme(surroundings.storage, theme);
    },
    async setLanguage(wanted) {
      try {
        await speak(wanted);
        // Another may have been chosen meanwhile.
        storeLanguage(surroundings.storage, language());
      } catch (error) {
        notify('problem', headerText().languageNotLoaded(LANGUAGES[wanted], messageOf(error)));
      }
    },
    dropHints() {
      set({ hints: false });
      storeHintsSeen(surroundings.storage);
    },
    exportWeights: (modelId) => post({ type: 'exportWeights', modelId }),
    estimate(request) {
      set({ estimates: { ...get().estimates, pending: { request, working: '', share: 0 } } });
      post({ type: 'estimate', request });
    },
    cancelEstimate: () => post({ type: 'cancelEstimate' }),
    allCurves: () => log.all(),
  };
  function announce(link: ParsedLink): void {
    for (const message of link.notices) notify('problem', message);
  }

  const store: PlaygroundStore = createStore<PlaygroundState>()(() => ({
    experiment: opened.experiment,
    running: null,
    phase: 'starting',
    playing: true,
    presence: firstPresence(surroundings.presence, surroundings.storage),
    needsData: null,
    importing: null,
    importShare: 0,
    backend: null,
    data: null,
    summaries: [],
    ...NOTHING_YET,
    posterior: null,
    snapshot: null,
    preview: null,
    watch: DEFAULT_WATCH,
    time: 0,
    notices: [],
    theme: storedTheme(surroundings.storage),
    hints: hintsWanted(surroundings.storage),
    view: 'posterior',
    pen: BLANK_PAD,
    digits: BLANK_DIGITS,
    sentences: NO_SENTENCES,
    runs: NO_RUNS,
    estimates: NO_ESTIMATES,
    imported: [],
    sweeps: [],
    hand: [],
    handBefore: null,
    actions,
  }));
  surroundings.worker.listen(
    receiver({
      get,
      set,
      start,
      notify,
      log,
      commanded,
      previews,
      recovery,
      pen,
      digits,
      runs,
      sentences,
      surroundings,
    }),
  );
  surroundings.pen.listen((message) => {
    if (message.type === 'problem') notify('problem', message.message);
    else pen.heard(message);
  });
  surroundings.digits.listen((message) => {
    if (message.type === 'problem') notify('problem', message.message);
    else digits.heard(message);
  });
  openHand(hand);
  presence.open();
  void runs.open(surroundings.hash);
  announce(opened);
  if (opened.shared !== null) pen.open(opened.shared);
  start(opened.experiment);
  return store;
}
