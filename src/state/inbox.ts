/** What the store does with each message of the worker. */

import type { Experiment } from '../config/experiment.ts';
import { modelLabel, withSetting } from '../config/experiment.ts';
import { presetNamed } from '../config/presets.ts';
import type { DataSetName } from '../config/settings.ts';
import type { DataSummary, FromWorker } from '../protocol.ts';
import { filesText } from '../text/en/files.ts';
import type { DigitDesk } from './digitDesk.ts';
import type { RunDesk } from './library/runDesk.ts';
import type { MetricsLog } from './metrics.ts';
import type { Notify } from './notices.ts';
import type { PenDesk } from './penDesk.ts';
import type { PreviewRequests } from './previewRequests.ts';
import type { Recovery } from './recovery.ts';
import type { SentenceDesk } from './sentenceDesk.ts';
import {
  continuedSession,
  reportedSession,
  type Session,
  startedSession,
  withReport,
} from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** What the messages act on. */
export interface Desk {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly start: (experiment: Experiment) => void;
  readonly notify: Notify;
  readonly log: MetricsLog;
  /** Set when the reader has played, paused, stepped or started; cleared by the next report. */
  readonly commanded: { value: boolean };
  readonly previews: PreviewRequests;
  readonly recovery: Recovery;
  readonly pen: PenDesk;
  readonly digits: DigitDesk;
  readonly runs: RunDesk;
  readonly sentences: SentenceDesk;
  readonly surroundings: Pick<Surroundings, 'worker' | 'afterDrawing' | 'nowMs' | 'save'>;
}

export function receiver(desk: Desk): (message: FromWorker) => void {
  const { get, set, start, notify, log, surroundings } = desk;
  const { worker, nowMs } = surroundings;
  let curvesMadeMs = Number.NEGATIVE_INFINITY;
  /** The reader has given a file, and the run that learns from it has not begun yet. */
  let isBeginning = false;

  /** The experiment that reads the file just imported: the one waiting for it, else its preset. */
  function startImported(data: DataSetName): void {
    const { experiment } = get();
    const preset = presetNamed(data);
    if (experiment.settings.data === data) start(experiment);
    else if (preset !== undefined)
      start(withSetting(preset.experiment, 'seed', experiment.settings.seed));
  }

  /** Whose file has just begun to train, on a tab that is of no data or of other data, is shown the first of these. */
  function showData({ sentences }: DataSummary): void {
    const { view, experiment } = get();
    const isOwnHand = view === 'hand' && experiment.settings.data === 'strokes';
    if (['tables', 'runs', 'hand'].includes(view) && !isOwnHand)
      set({ view: sentences === null ? 'posterior' : 'sentences' });
  }

  /**
   * The worker pauses by itself where training failed. But the first report after a command may have been
   * on its way before it: that one is not believed.
   */
  function followPlaying(playing: boolean): void {
    // One that is held stands still although the reader wants it to train.
    if (get().presence.held !== null) return;
    if (playing !== get().playing && desk.commanded.value === false) set({ playing });
    desk.commanded.value = false;
  }

  function receive(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        set({ backend: message.backend });
        break;
      case 'started': {
        // What the reader changed since the checkpoint is sent again before anything else.
        const continued = desk.recovery.started(message);
        set((continued ? continuedSession : startedSession)(get(), message, log));
        if (isBeginning) showData(message.data);
        isBeginning = false;
        curvesMadeMs = Number.NEGATIVE_INFINITY;
        worker.post({ type: 'watch', watch: get().watch });
        desk.pen.started();
        desk.digits.started();
        desk.runs.started(message);
        desk.sentences.started();
        break;
      }
      case 'checkpoint':
        desk.recovery.kept(message.state);
        desk.runs.checkpoint(message.state);
        break;
      case 'stopped': {
        const others = get().stopped.filter(({ id }) => id !== message.model.id);
        set({ stopped: [...others, message.model] });
        break;
      }
      case 'models':
        modelsChanged(message);
        break;
      case 'needsData':
        set({ needsData: message.data, phase: get().running === null ? 'idle' : 'running' });
        break;
      case 'importing':
        if (get().importing !== null)
          set({ importShare: message.readBytes / Math.max(1, message.totalBytes) });
        break;
      case 'importCancelled':
        set({ importing: null });
        notify('information', filesText().cancelled, 'file');
        break;
      case 'imported':
        isBeginning = get().importing !== null;
        set({ importing: null });
        desk.recovery.imported(message.data);
        notify('information', filesText().read(message.description), 'file');
        startImported(message.data);
        break;
      case 'report':
        if (message.report.posterior !== null && get().phase === 'running')
          desk.previews.endIfReleased();
        followPlaying(message.report.playing);
        set(
          reportedSession(get(), message.report, {
            log,
            nowMs: nowMs(),
            curvesMadeMs,
            curvesMade: () => {
              curvesMadeMs = nowMs();
            },
          }),
        );
        desk.sentences.progressed(message.report.step);
        surroundings.afterDrawing(() => worker.post({ type: 'acknowledge' }));
        break;
      case 'exact':
        set({
          exact: { logp: message.logp, stderr: message.stderr, sequences: message.sequences },
        });
        break;
      case 'gap':
        set({ gap: message.gap });
        break;
      case 'reference':
        set({ reference: message.reference });
        break;
      case 'preview':
        desk.previews.answered(message.preview);
        break;
      case 'weightsLoaded': {
        const model = get().running?.models.find(({ id }) => id === message.modelId);
        const name = model === undefined ? message.modelId : modelLabel(model);
        notify('information', filesText().weights(name, message.fileName), 'file');
        break;
      }
      case 'checkpointOpened':
        void desk.runs.openCheckpoint(message.fileName, message.state);
        break;
      case 'weights':
        surroundings.save(`${message.modelId}.safetensors`, message.bytes);
        break;
      case 'estimating': {
        const { estimates } = get();
        const { working, share } = message;
        if (estimates.pending !== null)
          set({ estimates: { ...estimates, pending: { ...estimates.pending, working, share } } });
        break;
      }
      case 'estimated': {
        const { estimates } = get();
        set({
          estimates:
            message.report === null
              ? { ...estimates, pending: null }
              : withReport(estimates, message.report),
        });
        break;
      }
      case 'sentences':
      case 'sentencesProgress':
        desk.sentences.heard(message);
        break;
      case 'alive':
        break; // taken by the supervisor
      case 'failed':
        desk.previews.end();
        desk.recovery.failed(message.fault);
        break;
      case 'problem':
        problemFound(message.message);
        break;
      default:
        message satisfies never;
    }
  }

  function modelsChanged({ models }: Extract<FromWorker, { type: 'models' }>): void {
    const { experiment, running, needsData, curves, heldOut, diagnostics, deficits } = get();
    if (running === null) return;
    const built = new Set(models.map((model) => model.id));
    const source = needsData === null ? experiment : running;
    for (const { id } of running.models) if (!built.has(id)) log.remove(id);
    set({
      summaries: models,
      stopped: get().stopped.filter(({ id }) => built.has(id)),
      running: { ...source, models: source.models.filter((model) => built.has(model.id)) },
      curves: pick(curves, built),
      heldOut: pick(heldOut, built),
      diagnostics: pick(diagnostics, built),
      deficits: pick(deficits, built),
    });
    desk.pen.askAll();
    desk.digits.askAll();
    desk.sentences.actions.refreshSentences();
  }

  /** Something was refused; the worker's run before it goes on, so the controls go back to that. */
  function problemFound(message: string): void {
    notify('problem', message, isBeginning || get().importing !== null ? 'file' : 'page');
    isBeginning = false;
    desk.previews.endIfReleased();
    desk.runs.refused();
    const { phase, running, experiment, importing, needsData, summaries } = get();
    const built = new Set(summaries.map((model) => model.id));
    if (importing !== null) set({ importing: null });
    else if (phase === 'starting' && running === null) set({ phase: 'idle' });
    else if (phase === 'starting') set({ phase: 'running', experiment: running ?? experiment });
    else if (needsData === null && experiment.models.some((model) => !built.has(model.id)))
      set({
        experiment: {
          ...experiment,
          models: experiment.models.filter((model) => built.has(model.id)),
        },
      });
  }

  return receive;
}

function pick<V>(
  record: Readonly<Record<string, V>>,
  keys: ReadonlySet<string>,
): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
}
