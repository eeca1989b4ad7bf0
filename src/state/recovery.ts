/**
 * Goes on after a fault of the worker or its device: a new worker, from the newest checkpoint, on the same backend once
 * more and after that on WebAssembly. After some faults in a row it gives up and waits for the reader.
 */
import type { Experiment } from '../config/experiment.ts';
import type { DataSetName } from '../config/settings.ts';
import type {
  BackendChoice,
  BackendInfo,
  FromWorker,
  RunData,
  RunState,
  ToWorker,
  WorkerFault,
} from '../protocol.ts';
import { recoveryText } from '../text/en/recovery.ts';
import { grouped } from '../text/numbers.ts';
import { messagesBetween } from './change.ts';
import type { NoticeAbout } from './notices.ts';
import { trainsNow } from './presence.ts';
import type { Session } from './session.ts';
import type { WorkerPort } from './surroundings.ts';

/** Faults without a checkpoint between them after which the reader is asked. */
export const MOST_IN_A_ROW = 3;

export interface RecoveryHands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly worker: WorkerPort;
  readonly notify: (message: string, about?: NoticeAbout) => void;
  readonly start: (experiment: Experiment) => void;
}

export class Recovery {
  readonly #hands: RecoveryHands;
  /** What runs are asked to compute on; falls to WebAssembly where the GPU fails again and again. */
  backend: BackendChoice;
  #kept: RunState | null = null;
  /** What the worker was asked to go on with and has not begun. */
  #asked: Pick<Extract<ToWorker, { type: 'resume' }>, 'state' | 'data'> | null = null;
  /** What the reader gave, by the data set it is for, and what has been given and not taken yet. */
  readonly #data = new Map<DataSetName, RunData>();
  #given: RunData | null = null;
  #inARow = 0;
  /** While a run is being gone on with: what went wrong, and the step it had come to. */
  #pending: { readonly fault: WorkerFault; readonly step: number } | null = null;
  /** Asked to go on from a checkpoint, which is then not a start of the reader's. */
  #resuming = false;

  constructor(backend: BackendChoice, hands: RecoveryHands) {
    this.backend = backend;
    this.#hands = hands;
  }

  /** Sees what is said to the worker: files and lines given to it have to be given to its successor. */
  posted(message: ToWorker): void {
    const { type } = message;
    if (type === 'import') this.#given = { kind: 'files', files: message.files };
    else if (type === 'learnHand')
      this.#given = { kind: 'hand', lines: message.lines, seed: message.seed };
    else if (type === 'start' || type === 'resume')
      this.#asked = type === 'resume' ? message : null;
  }

  imported(data: DataSetName): void {
    if (this.#given !== null) this.#data.set(data, this.#given);
  }

  /** What the reader gave for a data set; null where that is nothing. */
  dataOf(data: DataSetName): RunData | null {
    return this.#data.get(data) ?? null;
  }

  /** A checkpoint is progress: what fails after it is another fault. */
  kept(state: RunState): void {
    this.#kept = state;
    this.#inARow = 0;
  }

  /** True where this run is the one before, gone on with after a fault; its settings are then sent again. */
  started(message: Extract<FromWorker, { type: 'started' }>): boolean {
    const pending = this.#pending;
    this.#resuming = false;
    // One that begins was asked for before: what is to go on has not been answered yet.
    const asked = message.resumedAt === undefined ? null : this.#asked;
    if (asked !== null) this.#asked = null;
    this.#kept = asked?.state ?? null;
    if (asked !== null && asked.data !== null)
      this.#data.set(message.experiment.settings.data, asked.data);
    if (pending === null) return false;
    this.#pending = null;
    const { get, worker, notify } = this.#hands;
    const { backend, experiment } = get();
    const from = message.resumedAt ?? 0;
    const lost = pending.step - from;
    const text = recoveryText();
    notify(
      text.continues(
        text.faults[pending.fault.kind],
        pending.fault.message,
        backend === null ? null : text.backends[backend.backend],
        grouped(from),
        { steps: lost, written: grouped(lost) },
      ),
    );
    if (message.resumedAt === undefined) return false;
    const changes = messagesBetween(message.experiment, experiment);
    if (changes === null) this.#hands.set({ experiment: message.experiment });
    else for (const change of changes) worker.post(change);
    return true;
  }

  failed(fault: WorkerFault): void {
    const { get, set, worker } = this.#hands;
    const { progress, importing, estimates, halt } = get();
    if (halt !== null) return;
    this.#inARow++;
    const step = Math.max(progress.step, this.#pending?.step ?? 0);
    this.#pending = { fault, step };
    set({ importing: null, estimates: { ...estimates, pending: null } });
    if (importing !== null) this.#hands.notify(recoveryText().readingFailed(importing), 'file');
    if (this.#inARow > MOST_IN_A_ROW) {
      const text = recoveryText();
      set({
        phase: 'idle',
        playing: false,
        halt: text.halt(text.faults[fault.kind], fault.message, this.#inARow, this.#stands()),
      });
      worker.restart();
      return;
    }
    if (this.#inARow > 1 && isOfGpu(fault, get().backend)) this.backend = 'wasm';
    worker.restart();
    this.#goOn();
  }

  /** Once more, at the reader's wish. */
  tryAgain(): void {
    this.#inARow = 0;
    this.#hands.set({ halt: null, playing: true });
    this.#hands.worker.restart();
    this.#goOn();
  }

  #goOn(): void {
    const { get, set, start, worker } = this.#hands;
    const { experiment, running, phase } = get();
    const playing = trainsNow(get());
    // What it was asked to go on with and has not begun is asked again.
    const state = this.#asked?.state ?? this.#kept;
    // One that was only being started has no steps to lose.
    const anew = phase === 'starting' && !this.#resuming && this.#asked === null;
    const wanted =
      this.#asked?.state.experiment ??
      (phase === 'starting' ? experiment : (running ?? experiment));
    const data = this.#asked?.data ?? this.dataOf(wanted.settings.data);
    set({ phase: 'starting', experiment: wanted });
    const say = (message: ToWorker) => {
      this.posted(message);
      worker.post(message);
    };
    if (state !== null && !anew) {
      this.#resuming = true;
      say({ type: 'resume', state, data, backend: this.backend, playing });
    } else if (data === null) start(wanted);
    // The experiment starts by itself once what it learns from has been read.
    else if (data.kind === 'files') say({ type: 'import', files: data.files });
    else say({ type: 'learnHand', lines: data.lines, seed: data.seed });
  }

  #stands(): string {
    return this.#kept === null
      ? recoveryText().noCheckpoint
      : recoveryText().nothingLost(grouped(this.#kept.step));
  }
}

function isOfGpu({ kind }: WorkerFault, backend: BackendInfo | null): boolean {
  return kind !== 'crashed' && kind !== 'trap' && backend?.backend === 'webgpu';
}
