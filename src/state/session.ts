/**
 * What the page knows: the experiment it shows, the run the worker reports on, and what the reader looks
 * at. `fold` takes one message of the worker in; it is pure but for the metrics, which live in their log.
 */
import type { Experiment, ModelSpec } from '../config/experiment.ts';
import type { DataSetName } from '../config/settings.ts';
import {
  type BackendInfo,
  type DataSummary,
  DEFAULT_WATCH,
  type Deficit,
  type Diagnostics,
  type EstimateReport,
  type EstimateRequest,
  type FromWorker,
  type GaussianGap,
  type ModelSummary,
  type Preview,
  type ReferenceReport,
  type Report,
  type StoppedModel,
  type ValidationPoint,
  type Watch,
  type WatchReport,
} from '../protocol.ts';
import { messagesBetween } from './change.ts';
import type { DigitState } from './digits.ts';
import { withFrame } from './frames.ts';
import type { Line } from './hand.ts';
import type { RunsState } from './library/runsState.ts';
import type { Measurement } from './measurements.ts';
import type { Curves, MetricsLog } from './metrics.ts';
import type { Notice } from './notices.ts';
import type { PadState, View } from './pad.ts';
import type { Presence } from './presence.ts';
import type { SentenceState } from './sentences.ts';
import type { ImportedSweep } from './sweeps.ts';
import type { Theme } from './theme.ts';

/** starting: the worker has been asked and has not answered. idle: it has no run. */
export type Phase = 'starting' | 'running' | 'idle';

/** The worker's latest word; `playing` in it may lag behind what the reader asked for. */
export type Progress = Pick<
  Report,
  'step' | 'playing' | 'epoch' | 'stepsPerSecond' | 'secondsToRampEnd' | 'memoryBytes'
>;

export interface Exact {
  /** log p(x) of the validation set, nats per sequence. */
  readonly logp: number;
  readonly stderr: number;
  readonly sequences: number;
}

export interface Session {
  /** What the controls show and the link carries. */
  readonly experiment: Experiment;
  /** What the worker runs; differs from `experiment` while starting or waiting for a file. */
  readonly running: Experiment | null;
  readonly phase: Phase;
  /** What the reader asked for, not the worker's latest word. */
  readonly playing: boolean;
  /** What may hold it nevertheless. */
  readonly presence: Presence;
  /** The data set whose file is missing, while `experiment` cannot start. */
  readonly needsData: DataSetName | null;
  /** Name of the file being read, and how much of it, from 0 to 1. */
  readonly importing: string | null;
  readonly importShare: number;
  readonly backend: BackendInfo | null;
  readonly data: DataSummary | null;
  readonly summaries: readonly ModelSummary[];
  /** Models that diverged and stand still, each with what was found. */
  readonly stopped: readonly StoppedModel[];
  /** Why training was given up after fault upon fault, until the reader tries again. */
  readonly halt: string | null;
  readonly progress: Progress;
  readonly curves: Curves;
  /** The latest validation of each model. */
  readonly heldOut: Readonly<Record<string, ValidationPoint>>;
  /** The latest diagnostics, and the latest deficit to exact log p(x), of each model that has one. */
  readonly diagnostics: Readonly<Record<string, Diagnostics>>;
  readonly deficits: Readonly<Record<string, Deficit>>;
  readonly exact: Exact | null;
  /** Of the best single Gaussian under the known generator. */
  readonly gap: GaussianGap | null;
  /** The latest report; see `shownPosterior`. */
  readonly posterior: WatchReport | null;
  /** Reports of the present view, for the time-lapse. */
  readonly frames: readonly WatchReport[];
  /** The frame that is shown instead of the latest report; null: live. */
  readonly replayed: WatchReport | null;
  /** A report kept to compare with. */
  readonly snapshot: WatchReport | null;
  /** Stands in for the exact posterior where prior and decoder are learned; of some view and step before. */
  readonly reference: ReferenceReport | null;
  /** What a generator's slider shows while it is dragged; the models are those of the run. */
  readonly preview: Preview | null;
  readonly watch: Watch;
  /** The marked time step of the strips, from 0. */
  readonly time: number;
  readonly notices: readonly Notice[];
  readonly theme: Theme;
  /** Whether a first visitor is shown what to look at. */
  readonly hints: boolean;
  /** Which tab stands open. */
  readonly view: View;
  readonly pen: PadState;
  readonly digits: DigitState;
  readonly sentences: SentenceState;
  readonly runs: RunsState;
  readonly estimates: Estimates;
  /** Of result files the reader has opened. */
  readonly imported: readonly Measurement[];
  readonly sweeps: readonly ImportedSweep[];
  /** Lines of the reader's own hand; those deleted last can come back. */
  readonly hand: readonly Line[];
  readonly handBefore: readonly Line[] | null;
}

/** Bounds over the test split that the reader asked for. */
export interface Estimates {
  /** Of this run and those before, the latest last. */
  readonly reports: readonly EstimateReport[];
  /** How many of the reports are of runs before. */
  readonly before: number;
  readonly pending: {
    readonly request: EstimateRequest;
    readonly working: string;
    readonly share: number;
  } | null;
}

export const NO_ESTIMATES: Estimates = { reports: [], before: 0, pending: null };
const MAX_REPORTS = 60;

/** With a report more, of which the oldest are let go. */
export function withReport(estimates: Estimates, report: EstimateReport): Estimates {
  const reports = [...estimates.reports, report].slice(-MAX_REPORTS);
  const dropped = estimates.reports.length + 1 - reports.length;
  return { reports, before: Math.max(0, estimates.before - dropped), pending: null };
}

export const NO_PROGRESS: Progress = {
  step: 0,
  playing: false,
  epoch: null,
  stepsPerSecond: 0,
  secondsToRampEnd: null,
  memoryBytes: 0,
};

/** What a run has to tell before its first step. */
export const NOTHING_YET = {
  stopped: [],
  halt: null,
  progress: NO_PROGRESS,
  curves: {},
  heldOut: {},
  diagnostics: {},
  deficits: {},
  exact: null,
  gap: null,
  frames: [],
  replayed: null,
  reference: null,
} as const satisfies Partial<Session>;

/** Where the time marker stands first, as a share of the sequence: where a past has had time to matter. */
const FIRST_LOOK = 0.6;

/** Charts of curves are drawn anew at most this often, in milliseconds. */
const CURVES_EVERY_MS = 250;

/** What is folded beside the message itself. */
export interface FoldContext {
  readonly log: MetricsLog;
  readonly nowMs: number;
  /** When `curves` was last made, and a way to say that it has been. */
  readonly curvesMadeMs: number;
  curvesMade(): void;
}

/** The session after the worker has begun a run: nothing of the run before it is left. */
export function startedSession(
  session: Session,
  message: Extract<FromWorker, { type: 'started' }>,
  log: MetricsLog,
): Partial<Session> {
  log.clear();
  const sameData =
    session.running !== null &&
    session.running.settings.data === message.experiment.settings.data &&
    session.data?.steps === message.data.steps;
  // Settings that were sent after the start are on their way: they are of this run too.
  const sent = messagesBetween(message.experiment, session.experiment) !== null;
  return {
    running: sent
      ? { ...session.experiment, models: message.experiment.models }
      : message.experiment,
    phase: 'running',
    needsData: null,
    data: message.data,
    summaries: message.models,
    ...NOTHING_YET,
    // The strips of the run before stay until the new ones come, unless they show other data.
    posterior: sameData ? session.posterior : null,
    estimates: {
      reports: session.estimates.reports,
      before: session.estimates.reports.length,
      pending: null,
    },
    snapshot: sameData ? session.snapshot : null,
    watch: watchFor(session.watch, message.data, message.models, sameData),
    time: sameData
      ? Math.min(session.time, message.data.steps - 1)
      : Math.floor(message.data.steps * FIRST_LOOK),
  };
}

/** The session after its own run was gone on with from the step `message.resumedAt`: what came later is made again. */
export function continuedSession(
  session: Session,
  message: Extract<FromWorker, { type: 'started' }>,
  log: MetricsLog,
): Partial<Session> {
  const step = message.resumedAt ?? 0;
  log.cutAfter(step);
  const upTo = <V extends { readonly step: number }>(record: Readonly<Record<string, V>>) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value.step <= step));
  return {
    running: session.experiment,
    phase: 'running',
    needsData: null,
    summaries: message.models,
    stopped: [],
    halt: null,
    progress: { ...NO_PROGRESS, step, memoryBytes: session.progress.memoryBytes },
    curves: log.curves(),
    heldOut: upTo(session.heldOut),
    diagnostics: upTo(session.diagnostics),
    deficits: upTo(session.deficits),
    frames: session.frames.filter((frame) => frame.step <= step),
    replayed: null,
  };
}

/** The watch, within what this run has. */
function watchFor(
  watch: Watch,
  data: DataSummary,
  models: readonly ModelSummary[],
  sameData: boolean,
): Watch {
  const dimensions = Math.max(1, ...models.map((model) => model.latentDimensions));
  const kept = sameData ? watch : { ...DEFAULT_WATCH, conditioning: watch.conditioning };
  return {
    ...kept,
    sequence: Math.min(kept.sequence, Math.max(0, data.validationCount - 1)),
    dimension: Math.min(kept.dimension, dimensions - 1),
    otherDimension: Math.min(kept.otherDimension, Math.max(1, dimensions - 1)),
  };
}

export function reportedSession(
  session: Session,
  report: Report,
  context: FoldContext,
): Partial<Session> {
  let { heldOut, diagnostics, deficits } = session;
  for (const model of report.models) {
    const { id, training, validation } = model;
    context.log.add(id, training, validation);
    if (validation !== null) heldOut = { ...heldOut, [id]: validation };
    if (model.diagnostics !== null) diagnostics = { ...diagnostics, [id]: model.diagnostics };
    if (model.deficit !== null) deficits = { ...deficits, [id]: model.deficit };
  }
  const due =
    !report.playing ||
    heldOut !== session.heldOut ||
    context.nowMs - context.curvesMadeMs >= CURVES_EVERY_MS;
  if (due) context.curvesMade();
  return {
    progress: {
      step: report.step,
      playing: report.playing,
      epoch: report.epoch,
      stepsPerSecond: report.stepsPerSecond,
      secondsToRampEnd: report.secondsToRampEnd,
      memoryBytes: report.memoryBytes,
    },
    heldOut,
    diagnostics,
    deficits,
    ...(due && { curves: context.log.curves() }),
    ...(report.posterior !== null && {
      posterior: report.posterior,
      frames: withFrame(session.frames, report.posterior),
    }),
  };
}

/** The models a run shows, in the order of the experiment: those the worker has built. */
export function runningModels(session: Session): readonly ModelSpec[] {
  return session.running?.models ?? [];
}

/** What the pictures show: a frame of the time-lapse, or the latest report. */
export function shownPosterior({ replayed, posterior }: Session): WatchReport | null {
  return replayed ?? posterior;
}
