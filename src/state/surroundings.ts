/** What the store stands in: worker, clock, network and screen, handed in so that all of it runs in Node. */
import type {
  BackendChoice,
  FromDigits,
  FromPen,
  FromWorker,
  ToDigits,
  ToPen,
  ToWorker,
} from '../protocol.ts';
import type { ChoiceStorage } from './choices.ts';
import type { RunSurroundings } from './library/runHands.ts';
import type { PresencePort } from './presence.ts';

export interface WorkerPort {
  post(message: ToWorker, transfer?: Transferable[]): void;
  listen(handler: (message: FromWorker) => void): void;
  /** Another worker in its place, which knows nothing. */
  restart(): void;
}

export interface PenPort {
  post(message: ToPen): void;
  listen(handler: (message: FromPen) => void): void;
}

export interface DigitsPort {
  post(message: ToDigits): void;
  listen(handler: (message: FromDigits) => void): void;
}

export interface Surroundings {
  readonly worker: WorkerPort;
  readonly pen: PenPort;
  readonly digits: DigitsPort;
  readonly backend: BackendChoice;
  /** The hash the page was opened with. */
  readonly hash: string;
  /** Calls back once what changed has been drawn. */
  readonly afterDrawing: (done: () => void) => void;
  readonly nowMs: () => number;
  readonly fetcher: typeof fetch;
  /** Hands a file to the reader. */
  readonly save: (fileName: string, content: string | Uint8Array<ArrayBuffer> | Blob) => void;
  readonly storage: () => ChoiceStorage;
  readonly runs: RunSurroundings;
  readonly presence: PresencePort;
}
