/**
 * The worker's entry: takes messages one at a time between training steps, trains while playing, and reports
 * no faster than the page acknowledges. Glue; the mathematics is in src/train and below.
 */
import * as tf from '@tensorflow/tfjs';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { Experiment } from '../src/config/experiment.ts';
import { ImportError } from '../src/data/importError.ts';
import { datasetFrom, NeedsFile } from '../src/data/importer.ts';
import { BackendError, type DeviceFault, openBackend } from '../src/kernels/backend.ts';
import { opsFor } from '../src/kernels/ops.ts';
import linear from '../src/kernels/simd/linear.wasm?url';
import type { Ops } from '../src/model/ops.ts';
import {
  type BackendChoice,
  type BackendInfo,
  DEFAULT_WATCH,
  type FromWorker,
  type Preview,
  type RunData,
  type RunState,
  type ToWorker,
  type Watch,
  type WatchReport,
  type WorkerFault,
} from '../src/protocol.ts';
import { workersText } from '../src/text/en/workers.ts';
import { messageOf } from '../src/text/message.ts';
import { followPage } from '../src/text/pageChannel.ts';
import { CheckpointError, fromCheckpoint } from '../src/train/checkpoint.ts';
import type { PenSources } from '../src/train/penAnswers.ts';
import { toSafetensors, WeightsError } from '../src/train/safetensors.ts';
import { Trainer } from '../src/train/trainer.ts';
import { Checkpoints } from './checkpoints.ts';
import { describeData, describeModels } from './describe.ts';
import { Estimation, type EstimationProgress } from './estimation.ts';
import { faultFrom, StepFailed } from './faults.ts';
import { Imports } from './imports.ts';
import { previewSteps } from './preview.ts';
import { Pulse } from './pulse.ts';
import { resumedOn } from './resumed.ts';
import { Run } from './run.ts';
import { SentenceQuestions } from './sentences.ts';
import { WeightFeeder } from './weightFeeder.ts';
import { checkpointIn, loadWeights } from './weightsFile.ts';

/** Reports are at least this far apart: four to six a second are as many as an eye follows. */
const REPORT_INTERVAL_MS = 150;

/** Questions are given as long as the training step before took, but at least and at most. */
const TURN_MS = [60, 250] as const;

const surroundings = {
  gpu: navigator.gpu as GPU | undefined,
  wasmPaths: {
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  },
};

const inbox: ToWorker[] = [];
const turn = new MessageChannel();
let wake = () => {};
const imports = new Imports(post);
const sentences = new SentenceQuestions(post);
const checkpoints = new Checkpoints(post, async (of) => {
  if (!news) return;
  await report(of);
  // One that was broken off is taken up again.
  news = of.validationDue;
});
let ops: Ops | null = null;
/** What `ops` compute on. */
let backendName: BackendInfo['backend'] = 'cpu';
let run: Run | null = null;
const penFeeder = new WeightFeeder<Pick<PenSources, 'scale' | 'units'>>();
const digitFeeder = new WeightFeeder<object>();
const feeders = [penFeeder, digitFeeder] as const;
/** Worked on between training steps. */
let estimation: Estimation | null = null;
let playing = false;
let watch: Watch = DEFAULT_WATCH;
/** What a slider that is being dragged wants to see. */
let previewing: Iterator<Preview | null, void> | null = null;
let acknowledged = true;
let reportDue = 0;
/** Something besides training changed that the page should see. */
let news = false;
const pulse = new Pulse(post);
/** Asleep until a message comes. */
let resting = false;
let deviceFault: Promise<DeviceFault> | null = null;
let failed = false;

followPage(self.name);

self.onmessage = (event: MessageEvent<ToWorker>) => {
  // These are no work and may be taken in the middle of any.
  if (event.data.type === 'acknowledge') acknowledged = true;
  else if (event.data.type === 'ping') {
    pulse.answer(resting);
    return;
  } else inbox.push(event.data);
  wake();
};

function post(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

function problem(message: string): void {
  post({ type: 'problem', message });
}

/** The last word: the page ends this worker and goes on with another. */
function fail(fault: WorkerFault): void {
  if (!failed) post({ type: 'failed', fault });
  failed = true;
}

void live();

async function live(): Promise<void> {
  while (!failed) {
    const message = inbox.shift();
    try {
      if (message !== undefined) await handle(message);
      else await work();
    } catch (error) {
      const fault = await faultFrom(error, deviceFault);
      if (fault !== null) return fail(fault);
      playing = false;
      news = true;
      problem(messageOf(error));
    }
  }
}

async function handle(message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'start':
      return start(message.experiment, message.backend, message.playing);
    case 'resume':
      return goOn(message.state, message.data, message.backend, message.playing);
    case 'checkpoint':
      if (run !== null) await checkpoints.make(run);
      return;
    case 'play':
    case 'pause':
      playing = message.type === 'play' && run?.trains === true;
      // What stands still is to be that of the last step.
      if (!playing) run?.watchNow();
      if (!playing) await feedNow();
      if (!playing && run !== null) {
        // One that is under way belongs to what is kept.
        await run.validateIfDue(undisturbed);
        await checkpoints.makeIfNews(run);
      }
      break;
    case 'step':
      playing = false;
      if (run !== null) await advance(run);
      await feedNow();
      run?.watchNow();
      break;
    case 'set':
      run?.trainer.set(message.key, message.value);
      run?.watchNow();
      break;
    case 'addModel':
    case 'removeModel':
      if (run === null) return;
      if (message.type === 'addModel') run.trainer.add(message.model);
      else run.trainer.remove(message.id);
      run.validateNow();
      run.watchNow();
      await feedNow();
      post({ type: 'models', models: describeModels(run.trainer) });
      break;
    case 'watch':
      watch = message.watch;
      run?.watchNow();
      break;
    case 'preview':
      previewing = message.settings && previewSteps(message.settings, watch);
      return;
    case 'import':
      // Not waited for: the run goes on while files are read.
      void imports.read(message.files);
      return;
    case 'cancelImport':
      imports.cancel();
      return;
    case 'connectPen':
      penFeeder.connect(message.port);
      return;
    case 'feedPen':
      penFeeder.want(message.wanted, message.atStep);
      return penFeeder.feedIfDue();
    case 'connectDigits':
      digitFeeder.connect(message.port);
      return digitFeeder.feedIfDue();
    case 'feedDigits':
      digitFeeder.want(message.wanted);
      return digitFeeder.feedIfDue();
    case 'learnHand':
      return imports.takeHand(message.lines, message.seed);
    case 'estimate':
      estimation?.cancel();
      await endEstimation();
      if (run === null) return post({ type: 'estimated', report: null });
      estimation = new Estimation(message.request, run.trainer, tellEstimation);
      return;
    case 'cancelEstimate':
      estimation?.cancel();
      return;
    case 'goOn':
      run?.trainer.goOn(message.id, message.learningRate);
      run?.validateNow();
      run?.watchNow();
      break;
    case 'askSentences':
      return sentences.ask(message.kind, message.id, message.request);
    case 'exportWeights':
      return exportWeights(message.modelId);
    case 'openWeights':
      return openWeights(message.fileName, message.bytes);
    case 'acknowledge':
    case 'ping':
      break; // taken on arrival
    default:
      message satisfies never;
  }
  news = true;
  reportDue = 0;
}

/** What stands still is to be that of the last step for the other workers too. */
async function feedNow(): Promise<void> {
  for (const feeder of feeders) await feeder.feedNow();
}

async function start(
  experiment: Experiment,
  backend: BackendChoice,
  startPlaying: boolean,
): Promise<void> {
  ops ??= await open(backend);
  let next: Run;
  try {
    const dataset = datasetFrom(experiment.settings, imports.of(experiment.settings.data));
    next = new Run(new Trainer(experiment, dataset, ops), memoryBytes);
  } catch (error) {
    // Either way the run before goes on.
    if (error instanceof NeedsFile) post({ type: 'needsData', data: error.data });
    else if (error instanceof ImportError) problem(error.message);
    else throw error;
    return;
  }
  await begin(next, startPlaying, null);
}

/** Goes on with a run in the middle; where that cannot be, the run before goes on. */
async function goOn(
  { bytes, validationDue }: RunState,
  data: RunData | null,
  backend: BackendChoice,
  startPlaying: boolean,
): Promise<void> {
  ops ??= await open(backend);
  let next: Run;
  try {
    const checkpoint = fromCheckpoint(bytes);
    const { settings } = checkpoint.state.experiment;
    if (data !== null) await imports.giveBack(data);
    const trainer = resumedOn(checkpoint, imports.of(settings.data), ops);
    next = new Run(trainer, memoryBytes, validationDue);
  } catch (error) {
    const known = [NeedsFile, ImportError, CheckpointError].some((kind) => error instanceof kind);
    if (!known) throw error;
    return problem(workersText().cannotGoOn((error as Error).message));
  }
  await begin(next, startPlaying, next.trainer.step);
}

/** Takes the place of the run before. `resumedAt`: the step of one that goes on. */
async function begin(next: Run, startPlaying: boolean, resumedAt: number | null): Promise<void> {
  estimation?.cancel();
  await endEstimation();
  await sentences.forget();
  // What is told of the run before, last, does not speak of another state than the page has asked for.
  playing = startPlaying;
  if (run !== null) await checkpoints.makeLast(run);
  run?.dispose();
  run = next;
  previewing = null;
  checkpoints.begin(backendName, resumedAt);
  const { trainer } = run;
  trainer.onPiece = () => pulse.beat();
  const { experiment } = trainer;
  const data = describeData(trainer.dataset, experiment.settings);
  const units = trainer.dataset.unitScale ?? { offset: [0, 0, 0], scale: [1, 1, 1] };
  penFeeder.begin(trainer, data.pad && { scale: data.pad, units });
  digitFeeder.begin(trainer, data.pictures && {});
  post({
    type: 'started',
    experiment,
    data,
    models: describeModels(trainer),
    ...(resumedAt !== null && { resumedAt }),
  });
  for (const model of run.halted) post({ type: 'stopped', model });
  news = true;
  reportDue = 0;
}

const memoryBytes = () => tf.memory().numBytes;

/** Why a named backend was not opened. */
function whyNot(choice: Exclude<BackendChoice, 'auto'>, error: unknown): string {
  if (error instanceof BackendError && choice !== 'cpu') return workersText().noBackend[choice];
  return messageOf(error);
}

async function open(choice: BackendChoice): Promise<Ops> {
  let opened: Awaited<ReturnType<typeof openBackend>>;
  try {
    opened = await openBackend(choice, surroundings);
  } catch (error) {
    if (choice === 'auto') throw error;
    problem(workersText().takingBest(whyNot(choice, error)));
    opened = await openBackend('auto', surroundings);
  }
  const { backend, detail, fault } = opened;
  backendName = backend;
  deviceFault = fault;
  void fault?.then(fail);
  post({ type: 'ready', backend: { backend, detail } });
  return opsFor(opened.backend, async () =>
    WebAssembly.compile(await (await fetch(linear)).arrayBuffer()),
  );
}

async function exportWeights(modelId: string): Promise<void> {
  const learner = run?.trainer.learners.find(({ spec }) => spec.id === modelId);
  if (run === null || learner === undefined) {
    problem(workersText().noExport(modelId));
    return;
  }
  const bytes = toSafetensors(learner.layout, await learner.parameters(), {
    model: modelId,
    step: String(learner.steps),
    experiment: JSON.stringify(run.trainer.experiment),
  });
  post({ type: 'weights', modelId, bytes }, [bytes.buffer]);
}

async function advance(of: Run): Promise<void> {
  const stopped = await of.advance(undisturbed).catch((cause: unknown) => {
    throw new StepFailed(workersText().stepFailed, { cause });
  });
  for (const model of stopped) post({ type: 'stopped', model });
  if (!of.trains) playing = false;
}

async function openWeights(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    const state = checkpointIn(bytes);
    if (state !== null) {
      post({ type: 'checkpointOpened', state, fileName }, [bytes.buffer]);
      return;
    }
    if (run === null) return problem(workersText().noRun(fileName));
    const { spec } = await loadWeights(run.trainer, bytes);
    post({ type: 'weightsLoaded', modelId: spec.id, fileName });
  } catch (error) {
    if (!(error instanceof WeightsError || error instanceof CheckpointError)) throw error;
    return problem(workersText().fileRefused(fileName, error.message));
  }
  run.validateNow();
  run.watchNow();
  await feedNow();
  // What was handed over before has other weights.
  await checkpoints.make(run);
  news = true;
}

/** One training step while playing, a little of what else is open, or sleep until a message comes. */
async function work(): Promise<void> {
  if (run === null) return sleep();
  const began = performance.now();
  if (playing) {
    await advance(run);
    for (const feeder of feeders) await feeder.feedIfDue();
    await checkpoints.makeIfDue(run);
    news = true;
  } else if (news) {
    await run.validateIfDue(undisturbed);
    await checkpoints.makeIfValidated(run);
  }
  if (estimation !== null) await estimate(estimation);
  if (sentences.pending) {
    const [least, most] = TURN_MS;
    const tookMs = performance.now() - began;
    await sentences.turn(run.trainer, Math.min(most, Math.max(least, tookMs)));
  }
  const exact = run.exactIfDone();
  if (exact) {
    post({ type: 'exact', ...exact });
    news = true;
  }
  const gap = run.gapIfDue();
  if (gap) post({ type: 'gap', gap });
  preview();
  if (news && acknowledged && performance.now() >= reportDue) await report(run);
  const reference = await run.referenceIfDue(playing, undisturbed);
  if (reference) post({ type: 'reference', reference });
  if (
    playing ||
    estimation !== null ||
    sentences.pending ||
    previewing !== null ||
    run.exactPending ||
    (news && acknowledged)
  )
    return breathe();
  return sleep();
}

async function report(of: Run): Promise<void> {
  const message: FromWorker = { type: 'report', report: await of.report(watch, playing) };
  const { posterior } = message.report;
  acknowledged = false;
  news = false;
  reportDue = performance.now() + REPORT_INTERVAL_MS;
  post(message, posterior === null ? [] : buffersOf(posterior));
}

/** A piece of the work on an estimate, and its end once there is no more. */
async function estimate(of: Estimation): Promise<void> {
  let done = true;
  try {
    done = await of.turn();
  } catch (error) {
    problem(workersText().estimateFailed(messageOf(error)));
  }
  if (!done) return;
  estimation = null;
  post({ type: 'estimated', report: of.report });
}

/** One that was cancelled is brought to its end at once. */
async function endEstimation(): Promise<void> {
  while (estimation !== null) await estimate(estimation);
}

let toldMs = Number.NEGATIVE_INFINITY;

function tellEstimation(progress: EstimationProgress): void {
  if (performance.now() - toldMs < REPORT_INTERVAL_MS) return;
  toldMs = performance.now();
  post({ type: 'estimating', ...progress });
}

/** A little work on what a slider wants to see. */
function preview(): void {
  if (previewing === null) return;
  const { value, done } = previewing.next();
  if (done === true) previewing = null;
  else if (value !== null) post({ type: 'preview', preview: value });
}

/** The large arrays of a report, which are handed over and not copied. */
function buffersOf({ x, models, exact }: WatchReport): ArrayBuffer[] {
  const arrays = [
    x,
    ...(exact === null ? [] : [exact.density, ...(exact.joint === null ? [] : [exact.joint])]),
    ...models.flatMap(({ density, prior, pairs, pasts, joint }) => [
      density,
      prior,
      pairs,
      pasts,
      ...(joint === null ? [] : [joint]),
    ]),
  ];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

/** Lets messages in; false when there is one that waits. */
async function undisturbed(): Promise<boolean> {
  await breathe();
  return inbox.length === 0;
}

/** One turn of the event loop, without the delay of a timer. */
function breathe(): Promise<void> {
  pulse.beat();
  return new Promise((resolve) => {
    turn.port1.onmessage = () => resolve();
    turn.port2.postMessage(null);
  });
}

function sleep(): Promise<void> {
  resting = true;
  return new Promise((resolve) => {
    wake = () => {
      wake = () => {};
      resting = false;
      resolve();
    };
    if (inbox.length > 0) wake();
  });
}
