/**
 * The store of the page, without React: a session and the actions on it. The worker, the clock, the
 * network and the screen are handed in, so that all of it runs in Node.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type Experiment,
  MAX_MODELS,
  newModel,
  parseExperiment,
  problemsOf,
  withOverride,
  withSetting,
} from '../config/experiment.ts';
import { readJson } from '../config/json.ts';
import { PRESETS, presetNamed } from '../config/presets.ts';
import {
  checkValue,
  type DataSetName,
  type SettingKey,
  type Settings,
  type SettingValue,
} from '../config/settings.ts';
import type { System } from '../config/systems.ts';
import {
  DEFAULT_WATCH,
  type EstimateRequest,
  type PickedFile,
  type ToWorker,
  type Watch,
} from '../protocol.ts';
import { controlsText } from '../text/en/controls.ts';
import { filesText } from '../text/en/files.ts';
import { headerText } from '../text/en/header.ts';
import { measurementsText } from '../text/en/measurements.ts';
import { LANGUAGES, type Language, language } from '../text/language.ts';
import { messageOf } from '../text/message.ts';
import { speak } from '../text/speak.ts';
import { messagesBetween } from './change.ts';
import { type DigitActions, DigitDesk } from './digitDesk.ts';
import { BLANK_DIGITS } from './digits.ts';
import { fitLayers } from './fitLayers.ts';
import { type HandActions, handActions, openHand } from './handDesk.ts';
import { hintsWanted, storeHintsSeen } from './hints.ts';
import { receiver } from './inbox.ts';
import { storeLanguage } from './languageChoice.ts';
import type { RunBody } from './library/record.ts';
import { type RunActions, runActions } from './library/runActions.ts';
import { RunDesk } from './library/runDesk.ts';
import { isRunFile } from './library/runFile.ts';
import { NO_RUNS } from './library/runsState.ts';
import { formatLink, type ParsedLink, parseLink } from './link.ts';
import { isResult, measurementsOfFile } from './measurements.ts';
import { type Curves, MetricsLog } from './metrics.ts';
import { type Notify, withNotice, withoutFiles } from './notices.ts';
import { BLANK_PAD } from './pad.ts';
import { type PenActions, PenDesk } from './penDesk.ts';
import { firstPresence, trainsNow } from './presence.ts';
import { type PresenceActions, PresenceDesk } from './presenceDesk.ts';
import { PreviewRequests } from './previewRequests.ts';
import { Recovery } from './recovery.ts';
import { type SentenceActions, SentenceDesk } from './sentenceDesk.ts';
import { NO_SENTENCES } from './sentences.ts';
import { NO_ESTIMATES, NO_PROGRESS, NOTHING_YET, type Session, shownPosterior } from './session.ts';
import { fetchFile } from './source.ts';
import type { Surroundings, WorkerPort } from './surroundings.ts';
import { withSweep } from './sweeps.ts';
import { storedTheme, storeTheme, type Theme } from './theme.ts';

export interface Actions
  extends PenActions,
    HandActions,
    DigitActions,
    PresenceActions,
    SentenceActions,
    RunActions {
  play(): void;
  pause(): void;
  /** One training step; pauses first. */
  step(): void;
  /** Starts the experiment again from its seed. */
  reset(): void;
  setSetting(key: SettingKey, value: SettingValue): void;
  choosePreset(name: string): void;
  addModel(system: System, overrides: Partial<Settings>): void;
  removeModel(id: string): void;
  /** After fault upon fault: from the newest checkpoint, once more. */
  tryAgain(): void;
  /** A model that diverged trains on from its last good weights, at half its learning rate. */
  goOnSlower(id: string): void;
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
  /** Files of the reader's to learn from, or one experiment saved by this page. */
  importFiles(files: readonly PickedFile[]): Promise<void>;
  /** Result files of `npm run train` and `npm run evaluate`, beside the paper's figures, and those of `npm run sweep`. */
  importResults(files: readonly PickedFile[]): Promise<void>;
  dropResults(): void;
  /** The run goes on as if nothing had been chosen. */
  cancelImport(): void;
  importUrl(address: string): Promise<void>;
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

const MAX_WEIGHTS_BYTES = 1e9;
/** Of files of an experiment or of results: a hundred times what they have. */
const FILE_LIMITS = { characters: 4e6, depth: 16 };

/** What a file says. Throws an Error for one that is too large to be read as a whole. */
async function textOf(blob: Blob): Promise<string> {
  if (blob.size > FILE_LIMITS.characters)
    throw new Error(filesText().large((blob.size / 1e6).toFixed(1), FILE_LIMITS.characters / 1e6));
  return blob.text();
}

/** Makes the store and starts the experiment of the hash. */
export function createPlayground(surroundings: Surroundings): PlaygroundStore {
  const recovery = new Recovery(surroundings.backend, {
    get: () => get(),
    set: (change) => set(change),
    worker: surroundings.worker,
    notify: (message, about) => notify('information', message, about),
    start: (experiment) => start(experiment),
  });
  const worker: Pick<WorkerPort, 'post'> = {
    post: (message, transfer) => {
      recovery.posted(message);
      surroundings.worker.post(message, transfer);
    },
  };
  const log = new MetricsLog();
  const opened = parseLink(surroundings.hash);
  const commanded = { value: false };
  const previews = new PreviewRequests(
    (message) => worker.post(message),
    (preview) => set({ preview }),
  );
  const hand = {
    get: () => get(),
    set: (change: Partial<Session>) => set(change),
    notify: (message: string) => notify('problem', message),
    surroundings,
  };
  let noticeCount = 0;

  const pen = new PenDesk({
    get: () => get(),
    set: (change) => set(change),
    post: (message) => surroundings.pen.post(message),
    postToTraining: (message) => worker.post(message),
  });

  const digits = new DigitDesk({
    get: () => get(),
    set: (change) => set(change),
    post: (message) => surroundings.digits.post(message),
    postToTraining: (message) => worker.post(message),
  });

  const sentences = new SentenceDesk({
    get: () => get(),
    set: (change) => set(change),
    postToTraining: (message) => worker.post(message),
  });

  const runHands = {
    get: () => get(),
    set: (change: Partial<Session>) => set(change),
    notify,
    post: (message: ToWorker) => worker.post(message),
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
    get: () => get(),
    set: (change) => set(change),
    train: (now) => {
      commanded.value = true;
      worker.post({ type: now ? 'play' : 'pause' });
    },
    notify: (message) => notify('information', message),
    port: surroundings.presence,
    storage: surroundings.storage,
  });

  const get = () => store.getState();
  const set = (change: Partial<Session>) => store.setState(change);

  function notify(...[kind, message, about = 'page']: Parameters<Notify>): void {
    set({ notices: withNotice(get().notices, { id: ++noticeCount, kind, message, about }) });
  }

  /** What was said of the files before the next one is past. */
  const forgetFiles = () => set({ notices: withoutFiles(get().notices) });

  function start(experiment: Experiment): void {
    set({ experiment, phase: 'starting' });
    previews.release();
    commanded.value = true;
    worker.post({
      type: 'start',
      experiment,
      backend: recovery.backend,
      playing: trainsNow(get()),
    });
  }

  /** Goes from the experiment shown to another one with as little interruption as that allows. */
  function become(next: Experiment): void {
    const { experiment, running, phase, needsData } = get();
    const messages = messagesBetween(experiment, next);
    if (messages === null) {
      start(next);
      return;
    }
    set({ experiment: next });
    // While a file is missing the worker still runs another experiment, which these are not for.
    if (needsData !== null) return;
    if (running !== null && phase === 'running')
      set({ running: { ...running, settings: next.settings } });
    for (const message of messages) worker.post(message);
  }

  /** `become`, unless something is wrong with the experiment as a whole. */
  function becomeSound(next: Experiment): void {
    const problems = problemsOf(next);
    if (problems.length === 0) become(next);
    else notify('problem', controlsText().notChanged(problems));
  }

  function sendFiles(files: readonly PickedFile[]): void {
    const [first] = files;
    const importing = files.length === 1 ? (first?.name ?? '') : filesText().several(files.length);
    set({ importing, importShare: 0 });
    worker.post({ type: 'import', files });
  }

  async function openWeights({ name, blob }: PickedFile): Promise<void> {
    try {
      if (blob.size > MAX_WEIGHTS_BYTES)
        throw new Error(filesText().largeWeights(MAX_WEIGHTS_BYTES / 1e6));
      const bytes = new Uint8Array(await blob.arrayBuffer());
      worker.post({ type: 'openWeights', fileName: name, bytes }, [bytes.buffer]);
    } catch (error) {
      notify('problem', filesText().notRead(name, messageOf(error)), 'file');
    }
  }

  function openExperiment(fileName: string, text: string): void {
    try {
      const value = readJson(text, FILE_LIMITS);
      if (isResult(value)) openResult(fileName, value);
      else start(parseExperiment(value));
    } catch (error) {
      // The list of what is missing may be as long as the table of settings.
      const message = messageOf(error);
      notify(
        'problem',
        measurementsText().ofFile(
          fileName,
          message.length > 240 ? `${message.slice(0, 237)}…` : message,
        ),
        'file',
      );
    }
  }

  /** Figures of a run elsewhere, beside the paper's; those of a file of the same name are replaced. */
  function openResult(fileName: string, value: unknown): void {
    const others = get().imported.filter(({ source }) => source !== fileName);
    set({ imported: [...others, ...measurementsOfFile(fileName, value)], view: 'tables' });
  }

  /** False where the file holds no results of a sweep. */
  function openSweep(fileName: string, text: string): boolean {
    const sweeps = withSweep(get().sweeps, fileName, text);
    if (sweeps !== null) set({ sweeps, view: 'tables' });
    return sweeps !== null;
  }

  const actions: Actions = {
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
      if (trainsNow(get())) worker.post({ type: 'play' });
    },
    pause() {
      set({ playing: false });
      commanded.value = true;
      presence.follow();
      worker.post({ type: 'pause' });
    },
    step() {
      if (get().playing) actions.pause();
      worker.post({ type: 'step' });
    },
    reset: () => start(get().experiment),
    setSetting(key, value) {
      const checked = checkValue(key, value);
      if (!checked.ok) notify('problem', controlsText().refused(checked.problem));
      else becomeSound(fitLayers(withSetting(get().experiment, key, checked.value), key));
    },
    choosePreset(name) {
      const preset = presetNamed(name);
      if (preset === undefined)
        notify(
          'problem',
          controlsText().noPreset(name, PRESETS.map((known) => known.name).join(', ')),
        );
      else {
        if (get().view === 'hand') actions.setView('posterior');
        start(withSetting(preset.experiment, 'seed', get().experiment.settings.seed));
      }
    },
    addModel(system, overrides) {
      const { experiment } = get();
      if (experiment.models.length >= MAX_MODELS) {
        notify('problem', controlsText().mostModels(MAX_MODELS));
        return;
      }
      const model = newModel(system, experiment.models, overrides);
      becomeSound({ ...experiment, models: [...experiment.models, model] });
    },
    removeModel(id) {
      const { experiment } = get();
      becomeSound({
        ...experiment,
        models: experiment.models.filter((model) => model.id !== id),
      });
    },
    tryAgain: () => recovery.tryAgain(),
    goOnSlower(id) {
      const { stopped, experiment, running } = get();
      const found = stopped.find((model) => model.id === id);
      if (found === undefined || running === null) return;
      const checked = checkValue('learningRate', found.learningRate / 2);
      if (!checked.ok) {
        notify('problem', controlsText().notChanged([checked.problem]));
        return;
      }
      const slower = (of: Experiment) => withOverride(of, id, 'learningRate', checked.value);
      set({
        experiment: slower(experiment),
        running: slower(running),
        stopped: stopped.filter((model) => model !== found),
      });
      worker.post({ type: 'goOn', id, learningRate: found.learningRate / 2 });
      // A checkpoint of before could not be brought to this by messages.
      worker.post({ type: 'checkpoint' });
      if (get().playing === false) actions.play();
    },
    setWatch(change) {
      const watch = { ...get().watch, ...change };
      // Frames show what was looked at before.
      set({ watch, replayed: null });
      worker.post({ type: 'watch', watch });
    },
    replay: (index) => set({ replayed: index === null ? null : (get().frames[index] ?? null) }),
    keepSnapshot: () => set({ snapshot: shownPosterior(get()) }),
    dropSnapshot: () => set({ snapshot: null }),
    previewSetting: (key, value) =>
      previews.ask(withSetting(get().experiment, key, value).settings),
    endPreview: () => previews.end(),
    setTime: (time) => set({ time: Math.max(0, Math.round(time)) }),
    async importFiles(files) {
      const [only] = files;
      if (only === undefined) return;
      forgetFiles();
      try {
        if (files.length === 1 && (await isRunFile(only.blob))) {
          await actions.importRun(only);
          return;
        }
      } catch {
        // What cannot be read is told by whoever reads all of it.
      }
      if (files.length === 1 && /\.safetensors$/i.test(only.name)) {
        await openWeights(only);
        return;
      }
      const lines = /\.jsonl$/i.test(only.name);
      if (files.length > 1 || !(lines || /\.json$/i.test(only.name))) {
        sendFiles(files);
        return;
      }
      try {
        if (lines) {
          if (!openSweep(only.name, await textOf(only.blob))) sendFiles(files);
          return;
        }
        openExperiment(only.name, await textOf(only.blob));
      } catch (error) {
        notify('problem', filesText().notRead(only.name, messageOf(error)), 'file');
      }
    },
    cancelImport: () => worker.post({ type: 'cancelImport' }),
    async importResults(files) {
      forgetFiles();
      for (const { name, blob } of files) {
        let value: unknown;
        try {
          const text = await textOf(blob);
          if (openSweep(name, text)) continue;
          value = readJson(text, FILE_LIMITS);
        } catch (error) {
          notify('problem', filesText().notRead(name, messageOf(error)), 'file');
          continue;
        }
        try {
          openResult(name, value);
        } catch (error) {
          // That one names the file.
          notify('problem', filesText().notTaken(messageOf(error)), 'file');
        }
      }
    },
    dropResults: () => set({ imported: [], sweeps: [] }),
    async importUrl(address) {
      forgetFiles();
      set({ importing: address });
      try {
        const { fileName, blob } = await fetchFile(address, surroundings.fetcher);
        set({ importing: null });
        await actions.importFiles([{ name: fileName, blob }]);
      } catch (error) {
        set({ importing: null });
        notify('problem', filesText().notFetched(messageOf(error)), 'file');
      }
    },
    keepRunning() {
      const { running } = get();
      if (running !== null) set({ experiment: running, needsData: null, phase: 'running' });
    },
    openLink(hash) {
      const link = parseLink(hash);
      announce(link);
      if (link.shared !== null) pen.open(link.shared);
      if (formatLink(link.experiment) !== formatLink(get().experiment)) become(link.experiment);
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
    exportWeights: (modelId) => worker.post({ type: 'exportWeights', modelId }),
    estimate(request) {
      set({ estimates: { ...get().estimates, pending: { request, working: '', share: 0 } } });
      worker.post({ type: 'estimate', request });
    },
    cancelEstimate: () => worker.post({ type: 'cancelEstimate' }),
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
