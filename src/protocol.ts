/**
 * What page and worker say to each other: tagged unions of plain data. Typed arrays are transferred. The
 * worker sends a report only after the page has acknowledged the one before, so a slow page slows the
 * reports and not the training.
 */

import type { Experiment, ModelSpec } from './config/experiment.ts';
import type { Observation } from './config/observation.ts';
import type { DataSetName, SettingKey, Settings, SettingValue } from './config/settings.ts';
import type { Dataset } from './data/dataset.ts';
import type { Stroke } from './data/pen/ink.ts';
import type { PadScale } from './data/pen/pad.ts';
import type { Diagnostics } from './posterior/diagnostics.ts';
import type { LessonAnswers, LessonKind, LessonWishes } from './posterior/lessons/lesson.ts';
import type { ExactPosterior, ReferenceReport, Watch, WatchReport } from './posterior/watch.ts';
import type { DigitAnswer, DigitWish } from './train/digitAnswers.ts';
import type { DigitReading, DigitReadingWish } from './train/digitReadings.ts';
import type { Estimate } from './train/evaluate.ts';
import type { EstimateFigure, EstimateWish } from './train/modelEstimate.ts';
import type { PenAnswer, PenSources, PenWish, Varied } from './train/penAnswers.ts';
import type { KlAlong, PointReading, ReadingWish } from './train/penReadings.ts';
import type {
  Path,
  PathWish,
  Saying,
  SayingWish,
  SentenceReading,
  SentenceReadingWish,
} from './train/sentenceAnswers.ts';
import type { LookWish, SentenceLook } from './train/sentenceLook.ts';
import type { WeightCopies } from './train/weightCopies.ts';

export type { Stroke } from './data/pen/ink.ts';
export type { PadScale } from './data/pen/pad.ts';
export type { Diagnostics } from './posterior/diagnostics.ts';
export type {
  ExactPosterior,
  JointAxes,
  ModelPosterior,
  ModelReference,
  ReferenceReport,
  Watch,
  WatchReport,
} from './posterior/watch.ts';
export type { DigitReading } from './train/digitReadings.ts';
export type { BoundName } from './train/modelEstimate.ts';
export type { Ink, Varied } from './train/penAnswers.ts';
export type { KlAlong, PointReading } from './train/penReadings.ts';
export type {
  Path,
  PathWish,
  Saying,
  SayingWish,
  ScoredSentence,
  SentenceReading,
  SentenceReadingWish,
  Understood,
} from './train/sentenceAnswers.ts';
export type { LookedModel, LookWish, SentenceLook } from './train/sentenceLook.ts';
export type { ModelWeights, WeightCopies } from './train/weightCopies.ts';

export const BACKENDS = ['auto', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

export const DEFAULT_WATCH: Watch = {
  sequence: 0,
  dimension: 0,
  otherDimension: 1,
  exact: 'filter',
  conditioning: 'all-pasts',
  past: 0,
};

export type ToWorker =
  /** Begin (again) with this experiment. */
  | {
      readonly type: 'start';
      readonly experiment: Experiment;
      readonly backend: BackendChoice;
      readonly playing: boolean;
    }
  /**
   * Go on with a run in the middle, on the data it was trained on (null: those that need no file, or what is here
   * already). Answered as a start, or by a `problem` that leaves the run alone.
   */
  | {
      readonly type: 'resume';
      readonly state: RunState;
      readonly data: RunData | null;
      readonly backend: BackendChoice;
      readonly playing: boolean;
    }
  /** Answered by a `checkpoint`, which also comes by itself while training and when it pauses or ends. */
  | { readonly type: 'checkpoint' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** One training step while paused. */
  | { readonly type: 'step' }
  /** A setting whose effect is `live` or `next-step`. */
  | { readonly type: 'set'; readonly key: SettingKey; readonly value: SettingValue }
  | { readonly type: 'addModel'; readonly model: ModelSpec }
  | { readonly type: 'removeModel'; readonly id: string }
  | { readonly type: 'watch'; readonly watch: Watch }
  /**
   * What the data and the exact posterior would be with these settings, while the run goes on with its own.
   * Answered by `preview`s; the last one asked for counts. Null: no more of it.
   */
  | { readonly type: 'preview'; readonly settings: Settings | null }
  /**
   * Files to learn from, of which only drawings may come in several. Read while the run goes on, with word of it;
   * answered by `imported`, or by a `problem` that leaves the run alone. The last import counts.
   */
  | { readonly type: 'import'; readonly files: readonly PickedFile[] }
  /** Answered by `importCancelled`, unless it has just been read. */
  | { readonly type: 'cancelImport' }
  /** Lines of the reader's own hand, as ink of the pad, to learn from. Answered as an import. */
  | {
      readonly type: 'learnHand';
      readonly lines: readonly (readonly Stroke[])[];
      /** Parts them into training, validation and test. */
      readonly seed: number;
    }
  /** A model that was stopped trains again, from its last good weights and at this rate of its own. */
  | { readonly type: 'goOn'; readonly id: string; readonly learningRate: number }
  | { readonly type: 'exportWeights'; readonly modelId: string }
  /**
   * A safetensors file: weights for a model of the run, answered by `weightsLoaded`; or a checkpoint, answered by
   * `checkpointOpened`. A `problem` where it is neither, or fits no model.
   */
  | {
      readonly type: 'openWeights';
      readonly fileName: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  /** Where the pen worker listens, for its copy of the weights. */
  | { readonly type: 'connectPen'; readonly port: MessagePort }
  /** Whether the pen worker wants weights now and then; with `atStep` only once training is there. */
  | { readonly type: 'feedPen'; readonly wanted: boolean; readonly atStep: number | null }
  /** The same for the worker that draws digits. */
  | { readonly type: 'connectDigits'; readonly port: MessagePort }
  | { readonly type: 'feedDigits'; readonly wanted: boolean }
  /** Bounds over the test split, while the run goes on; answered by `estimating` and `estimated`. The last one counts. */
  | { readonly type: 'estimate'; readonly request: EstimateRequest }
  | { readonly type: 'cancelEstimate' }
  /** Of models of sentences, while the run goes on. The last of each kind counts; null: no more of it. */
  | {
      readonly type: 'askSentences';
      readonly kind: SentenceKind;
      readonly id: number;
      readonly request: SentenceRequest | null;
    }
  | { readonly type: 'acknowledge' }
  /** Answered at once by `alive`, whatever is under way, unless the worker is dead or caught. */
  | { readonly type: 'ping' };

/** A run in the middle: all it takes to go on with the same numbers. */
export interface RunState {
  /** A file of `train/checkpoint.ts`: experiment, weights, optimisers, place in the data. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Joint training steps made. */
  readonly step: number;
  /** With the settings as they were by then. */
  readonly experiment: Experiment;
  /** The same numbers are promised on this one only. */
  readonly backend: BackendInfo['backend'];
  /** A validation was due at this step and had not been made. */
  readonly validationDue: boolean;
}

/** What the reader gave a run to learn from. */
export type RunData =
  | { readonly kind: 'files'; readonly files: readonly PickedFile[] }
  /** Lines of their own hand, and the seed that parted them. */
  | {
      readonly kind: 'hand';
      readonly lines: readonly (readonly Stroke[])[];
      readonly seed: number;
    };

export type EstimateRequest = EstimateWish;

/** Sentences that go on from a beginning, or from nothing; a sentence read; a line between two; how z is used. */
export type SentenceRequest =
  | { readonly kind: 'continue' | 'samples'; readonly wish: SayingWish }
  | { readonly kind: 'read'; readonly wish: SentenceReadingWish }
  | { readonly kind: 'path'; readonly wish: PathWish }
  | { readonly kind: 'look'; readonly wish: LookWish };
export type SentenceKind = SentenceRequest['kind'];

/** What a request has brought so far; the last answer is `done`. */
export type SentenceAnswer =
  | { readonly kind: 'continue' | 'samples'; readonly answer: Saying }
  | { readonly kind: 'read'; readonly answer: SentenceReading }
  | { readonly kind: 'path'; readonly answer: Path }
  | { readonly kind: 'look'; readonly answer: SentenceLook };

/** What an estimate found, of the models as they were when it began. */
export interface EstimateReport {
  readonly request: EstimateRequest;
  readonly experiment: Experiment;
  /** The data set, in words. */
  readonly data: string;
  /** Test sequences that were looked at, of those there are. */
  readonly sequences: number;
  readonly testCount: number;
  /** Words and ends in those that were looked at; null of data that are no sentences. */
  readonly tokens: number | null;
  /** Training steps. */
  readonly step: number;
  readonly models: readonly EstimatedModel[];
  /** log p(x) of the generator over the same sequences, where it is known. */
  readonly exact: Estimate | null;
}

export interface EstimatedModel extends EstimateFigure {
  readonly model: ModelSpec;
  /** log p(x) of the generator less the figure, sequence by sequence; null where it is not known. */
  readonly belowExact: Estimate | null;
}

/** A file of the reader's; the name has its folders where it came with some. */
export interface PickedFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface BackendInfo {
  readonly backend: 'webgpu' | 'wasm' | 'cpu';
  /** Adapter or instruction set: "Apple M2", "SwiftShader (software)", "SIMD". */
  readonly detail: string;
}

export interface DataSummary {
  /** In English, as files carry it. */
  readonly description: string;
  /** What it is made of, to be said in the language of the page; absent where there is only the line. */
  readonly facts?: NonNullable<Dataset['facts']>;
  /** Formula of a generator, else null. */
  readonly formula: string | null;
  readonly known: boolean;
  /** A generator whose z_t does not depend on z_{t-1}. */
  readonly independent: boolean;
  readonly steps: number;
  readonly channelNames: readonly string[];
  readonly observation: Observation;
  /** Sequences; null for an endless generator. */
  readonly trainCount: number | null;
  readonly validationCount: number;
  readonly testCount: number;
  /** Null where the data are no pen's. */
  readonly pad: PadSummary | null;
  /** Null where the data are no pictures. */
  readonly pictures: PictureSummary | null;
  /** Null where the data are no sentences. */
  readonly sentences: SentenceSummary | null;
}

/** Sentences, each with one latent, and some of them. */
export interface SentenceSummary {
  /** Of a token: a word, or a character. */
  readonly unit: 'word' | 'character';
  /** Words and ends of the validation set. */
  readonly validationTokens: number;
  /** The first of the validation set. */
  readonly examples: readonly {
    readonly text: string;
    /** Words or characters, without the end. */
    readonly length: number;
    /** Which value it has of each of `factors`; empty where none is known. */
    readonly factors: readonly number[];
  }[];
  /** The hidden factors of a grammar, and the names of their values. */
  readonly factors: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Binary pictures that are read along a scan, and some of them. */
export interface PictureSummary {
  /** Pixels a side. */
  readonly side: number;
  /** What the models read at one step. */
  readonly unit: 'row' | 'cell' | 'pixel';
  /** Drawn by the programme, and no MNIST. */
  readonly synthetic: boolean;
  /** Validation pictures as the models see them, 0 or 1. [side^2] each */
  readonly examples: readonly Uint8Array[];
}

/** What a pad for data of a pen is like. */
export interface PadSummary extends PadScale {
  /** Validation lines as ink. */
  readonly examples: readonly (readonly Stroke[])[];
}

export interface ModelSummary {
  readonly id: string;
  readonly parameterCount: number;
  readonly latentDimensions: number;
}

/** Means over the training steps since the last report; nats per sequence. */
export interface TrainingPoint {
  readonly step: number;
  /** Surrogate bound L_K at the present K, beta = 1 (whatever beta the training uses). */
  readonly bound: number;
  readonly kl: number;
  readonly mixingSamples: number;
  readonly beta: number;
  /** Milliseconds of one training step of this model. */
  readonly msPerStep: number;
}

/** Over the validation set at the fixed K of evaluation; nats per sequence. */
export interface ValidationPoint {
  readonly step: number;
  readonly bound: number;
  readonly boundStderr: number;
  readonly reconstruction: number;
  readonly kl: number;
  readonly mixingSamples: number;
  readonly sequences: number;
}

/** (exact log p(x) - bound) / T over the validation set, sequence by sequence; nats per step, of sentences nats each. */
export interface Deficit {
  readonly step: number;
  readonly mean: number;
  /** Standard error over sequences. */
  readonly stderr: number;
  /** K of the bound. */
  readonly mixingSamples: number;
  readonly sequences: number;
}

/** The least deficit a single Gaussian can have, nats per step; see `posterior/gaussianGap.ts`. */
export interface GaussianGap {
  readonly mean: number;
  /** NaN while there is no telling, 0 where the number is analytic. */
  readonly stderr: number;
}

/** The watched sequence and its exact posterior under settings the run does not have (yet). */
export interface Preview {
  /** Those it was asked for with. */
  readonly settings: Settings;
  /** [T, X] */
  readonly x: Float32Array;
  /** Null where prior and decoder are learned. */
  readonly exact: ExactPosterior | null;
  readonly gap: GaussianGap | null;
}

/** A model whose loss was not finite or exploded: it stands at its last good weights while the others train. */
export interface StoppedModel {
  readonly id: string;
  /** Joint step at which it was found; null where that is not known any more. */
  readonly step: number | null;
  /** The joint step of its weights. */
  readonly restored: number;
  readonly learningRate: number;
  /** What was found and the likely cause, for people. */
  readonly message: string;
}

export interface ModelReport {
  readonly id: string;
  /** Null when no step was made since the last report. */
  readonly training: TrainingPoint | null;
  /** Null until a validation has been made since the last report. */
  readonly validation: ValidationPoint | null;
  /** As `validation`; always null for a model without latent. */
  readonly diagnostics: Diagnostics | null;
  /** Null until there is a new one; always null where exact log p(x) is not known. */
  readonly deficit: Deficit | null;
}

export interface Report {
  readonly step: number;
  readonly playing: boolean;
  /** Passes over the training file; null for an endless generator. */
  readonly epoch: number | null;
  readonly stepsPerSecond: number;
  /** Seconds until beta and K have reached their ends, at the present pace; null when they have or none is known. */
  readonly secondsToRampEnd: number | null;
  readonly memoryBytes: number;
  readonly models: readonly ModelReport[];
  /** Null when nothing about it changed. */
  readonly posterior: WatchReport | null;
}

/** Why a worker cannot go on: its device, its memory or its code is not to be trusted any more. */
export interface WorkerFault {
  readonly kind:
    | 'device-lost'
    | 'out-of-memory'
    | 'device-error'
    /** WebAssembly trapped. */
    | 'trap'
    /** Something else was thrown in a training step. */
    | 'error'
    /** Said of it by the page: no word for too long, a script that failed. */
    | 'silent'
    | 'crashed';
  /** For people, without a full stop. */
  readonly message: string;
}

export type FromWorker =
  | { readonly type: 'ready'; readonly backend: BackendInfo }
  | {
      readonly type: 'started';
      readonly experiment: Experiment;
      readonly data: DataSummary;
      readonly models: readonly ModelSummary[];
      /** The step a run goes on from; absent where it begins. */
      readonly resumedAt?: number;
    }
  | { readonly type: 'checkpoint'; readonly state: RunState }
  | { readonly type: 'stopped'; readonly model: StoppedModel }
  /** The models changed without a new start. */
  | { readonly type: 'models'; readonly models: readonly ModelSummary[] }
  /** The experiment reads a file and none has been imported. The run before goes on. */
  | { readonly type: 'needsData'; readonly data: DataSetName }
  | { readonly type: 'importing'; readonly readBytes: number; readonly totalBytes: number }
  | { readonly type: 'importCancelled' }
  | { readonly type: 'imported'; readonly data: DataSetName; readonly description: string }
  | { readonly type: 'report'; readonly report: Report }
  /** Exact log p(x) of the validation set, nats per sequence, once it has been computed. */
  | {
      readonly type: 'exact';
      readonly logp: number;
      readonly stderr: number;
      readonly sequences: number;
    }
  /** The best Gaussian's loss under the known generator, again and again as it gets surer. */
  | { readonly type: 'gap'; readonly gap: GaussianGap }
  | { readonly type: 'preview'; readonly preview: Preview }
  /** For the view and the models as they are, where prior and decoder are learned. */
  | { readonly type: 'reference'; readonly reference: ReferenceReport }
  | { readonly type: 'weightsLoaded'; readonly modelId: string; readonly fileName: string }
  | { readonly type: 'checkpointOpened'; readonly state: RunState; readonly fileName: string }
  | { readonly type: 'weights'; readonly modelId: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** What is being estimated (a model's id, or "exact") and the share of the whole that is done. */
  | { readonly type: 'estimating'; readonly working: string; readonly share: number }
  /** Null: it was cancelled, or failed, of which a `problem` tells. */
  | { readonly type: 'estimated'; readonly report: EstimateReport | null }
  | { readonly type: 'sentences'; readonly id: number; readonly answer: SentenceAnswer }
  /** Of an answer that takes long the share that is done, 0 to 1. */
  | { readonly type: 'sentencesProgress'; readonly id: number; readonly share: number }
  /** `beats` rises while something is under way; `resting`: nothing is. Also comes by itself during long work. */
  | { readonly type: 'alive'; readonly beats: number; readonly resting: boolean }
  /** The last word of a worker that has to be replaced. */
  | { readonly type: 'failed'; readonly fault: WorkerFault }
  /** Something was refused or failed; whatever ran before still does. */
  | { readonly type: 'problem'; readonly message: string };

export const VARIED = ['both', 'latent', 'pen'] as const satisfies readonly Varied[];

export interface ContinueRequest extends PenWish {
  readonly id: number;
  /** Answered with the models as they are once they have made so many steps; null: as they are. */
  readonly atStep: number | null;
}

/** What a request has brought so far; the last answer is `done`. */
export interface Continued extends PenAnswer {
  readonly request: ContinueRequest;
  /** From the request to its first points. */
  readonly firstMs: number;
}

/** Completions on the pad, and lines from nothing: the last request for each counts. */
export type PenChannel = 'pad' | 'samples';

export type ToPen =
  /** Models as they are at a step; they replace those before. */
  | ({ readonly type: 'models' } & PenSources)
  /** Another run begins: its models come. */
  | { readonly type: 'forget' }
  /** Where training's copies of the weights come from. */
  | { readonly type: 'connect'; readonly port: MessagePort }
  | {
      readonly type: 'continue';
      readonly channel: PenChannel;
      /** Null: no more of the last. */
      readonly request: ContinueRequest | null;
    }
  /** The last request counts; null: no more of it. */
  | { readonly type: 'read'; readonly request: ReadRequest | null };

/** What models make of the ink: KL along it, and what they believe at one step of it. */
export interface ReadRequest extends ReadingWish {
  readonly id: number;
  /** The step, from 0, and the z shown there. */
  readonly at: number;
  readonly dimension: number;
  /** Whether the KL along the ink is asked for too. */
  readonly along: boolean;
}

export type FromPen =
  | { readonly type: 'continued'; readonly channel: PenChannel; readonly continued: Continued }
  | { readonly type: 'point'; readonly id: number; readonly point: PointReading }
  | { readonly type: 'along'; readonly id: number; readonly along: KlAlong }
  | { readonly type: 'problem'; readonly message: string };

export interface PictureRequest extends DigitWish {
  readonly id: number;
}

/** What a request has brought so far; the last answer is `done`. */
export interface Pictured extends DigitAnswer {
  readonly request: PictureRequest;
}

/** Completions of what stands on the canvas, and pictures from nothing: the last request for each counts. */
export type PictureChannel = 'canvas' | 'samples';

export interface PictureReadRequest extends DigitReadingWish {
  readonly id: number;
}

export type ToDigits =
  /** Models as they are at a step; they replace those before. */
  | ({ readonly type: 'models' } & WeightCopies)
  /** Another run begins: its models come. */
  | { readonly type: 'forget' }
  | { readonly type: 'connect'; readonly port: MessagePort }
  | {
      readonly type: 'draw';
      readonly channel: PictureChannel;
      /** Null: no more of the last. */
      readonly request: PictureRequest | null;
    }
  /** The last request counts; null: no more of it. */
  | { readonly type: 'read'; readonly request: PictureReadRequest | null };

export type FromDigits =
  | { readonly type: 'drawn'; readonly channel: PictureChannel; readonly pictured: Pictured }
  | { readonly type: 'reading'; readonly id: number; readonly reading: DigitReading }
  | { readonly type: 'problem'; readonly message: string };

/** What figures of the essay wish to know, each wish by its own number. */
export type ToLessons =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly kind: LessonKind;
      readonly wish: LessonWishes[LessonKind];
    }
  /** Nobody waits for it any more. */
  | { readonly type: 'rest'; readonly id: number };

export type FromLessons =
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly answer: LessonAnswers[LessonKind];
      /** There is no more of it. */
      readonly done: boolean;
    }
  | { readonly type: 'problem'; readonly id: number; readonly message: string };
