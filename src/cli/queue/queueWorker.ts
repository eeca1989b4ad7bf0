/** Takes runs out of the queue and makes them in processes of this machine. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseExperiment } from '../../config/experiment.ts';
import { fromCheckpoint } from '../../train/checkpoint.ts';
import type { Told } from '../parent.ts';
import { CHECKPOINT_FILE } from '../runStart.ts';
import { type ChildRun, type Ending, startRun } from '../sweep/childRun.ts';
import { ATTEMPTS } from '../sweep/localPool.ts';
import { prepareFolder } from '../sweep/runFolder.ts';
import type { Broker } from './broker.ts';
import { troubleTeller } from './queuedRuns.ts';
import type { QueueKind } from './queueName.ts';
import { fetchFiles, filesIn, type Lease, putFiles, RESUME_FILES } from './runFiles.ts';
import type { RunJob, RunJobData, RunJobResult } from './runJob.ts';

export interface WorkerOptions {
  readonly kind: QueueKind;
  /** Runs at a time. */
  readonly processes: number;
  /** What --data names. */
  readonly data: string | undefined;
  /** Seconds after which a worker that is not heard of has lost its runs. */
  readonly lease: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly start?: typeof startRun;
}

/** The lease of this run is another's: what is made here counts no more. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Works until `signal` is aborted: then runs under way save, go back into the queue, and it resolves. */
export async function work(broker: Broker, options: WorkerOptions): Promise<void> {
  const { kind, processes, lease, signal, say } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'sis-rnn-worker-'));
  const going = new Map<string, ChildRun>();
  const worker = new broker.bullmq.Worker<RunJobData, RunJobResult, string>(
    kind.name,
    (job, token) => oneRun(broker, options, scratch, going, job, token!),
    {
      connection: broker.connection,
      concurrency: processes,
      lockDuration: 1000 * lease,
      stalledInterval: 1000 * lease,
      // Set aside at the third death, as at the third failure.
      maxStalledCount: ATTEMPTS - 1,
    },
  );
  const trouble = troubleTeller(broker.name, say);
  worker.on('error', (error) => {
    // That is told as a lost lease, once.
    if (!/renew lock|Missing lock|Lock mismatch|not locked/i.test(error.message)) trouble(error);
  });
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) going.get(id)?.kill();
  });
  const stop = () => {
    for (const child of going.values()) child.stop();
  };
  await worker.waitUntilReady();
  say(`waiting for runs of build ${kind.build} on ${kind.backend}, ${processes} at a time`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
  // No new run is taken from here on.
  const closed = worker.close();
  stop();
  await closed;
  rmSync(scratch, { recursive: true, force: true });
}

async function oneRun(
  broker: Broker,
  { data, kind, say, signal, start = startRun }: WorkerOptions,
  scratch: string,
  going: Map<string, ChildRun>,
  job: RunJob,
  token: string,
): Promise<RunJobResult> {
  const { UnrecoverableError, WaitingError } = broker.bullmq;
  const id = job.id!;
  const backToQueue = async (): Promise<never> => {
    await job.moveToWait(token);
    say(`${job.name}: back in the queue`);
    throw new WaitingError();
  };
  if (signal.aborted) return backToQueue();
  const folder = mkdtempSync(join(scratch, 'run-'));
  const lease = { jobId: id, lock: `${job.queueQualifiedName}:${id}:lock`, token };
  try {
    const experiment = readOrGiveUp(job, (message) => new UnrecoverableError(message));
    await fetchFiles(broker, id, folder);
    prepareFolder(folder, experiment);
    say(`${job.name}: ${beginningOf(folder)}`);
    const upload = uploads(broker, lease, folder);
    const manner = { data, backend: kind.backend, checkpointEvery: job.data.checkpointEvery };
    const child = start(folder, manner, (told) => {
      if (told.type === 'progress') void job.updateProgress(progress(told)).catch(() => {});
      else upload.begin(() => child.kill());
    });
    going.set(id, child);
    // Ctrl-C may have come between.
    if (signal.aborted) child.stop();
    const ending = await child.ended;
    if (await upload.lost()) throw new LeaseLost('its lease was lost');
    if (ending.kind === 'finished') {
      const answer = await putFiles(broker, lease, folder, filesIn(folder));
      if (answer === 'lease lost') throw new LeaseLost('its lease was lost');
      if (answer === 'too large')
        say(`${job.name}: its files are too large for the queue: only its result is sent`);
      say(`${job.name}: done`);
      return ending.result;
    }
    if (ending.kind === 'stopped' && signal.aborted) return await backToQueue();
    throw failureOf(ending, (message) => new UnrecoverableError(message));
  } catch (error) {
    if (!(error instanceof WaitingError)) say(`${job.name}: ${(error as Error).message}`);
    throw error;
  } finally {
    going.delete(id);
    rmSync(folder, { recursive: true, force: true });
  }
}

function beginningOf(folder: string): string {
  const path = join(folder, CHECKPOINT_FILE);
  if (!existsSync(path)) return 'starts';
  return `goes on from step ${fromCheckpoint(readFileSync(path)).state.step}`;
}

function readOrGiveUp({ data }: RunJob, asLasting: (message: string) => Error) {
  try {
    return parseExperiment(data.experiment);
  } catch (error) {
    throw asLasting((error as Error).message);
  }
}

function failureOf(ending: Ending, asLasting: (message: string) => Error): Error {
  if (ending.kind !== 'failed') return new LeaseLost('it was stopped because its lease was lost');
  return ending.lasting ? asLasting(ending.error) : new Error(ending.error);
}

function progress({ step, bounds }: Extract<Told, { readonly type: 'progress' }>) {
  return { step, bounds: [...bounds] };
}

/** Sends what a run needs to go on elsewhere, one after the other; of those that wait only the last. */
function uploads(broker: Broker, lease: Lease, folder: string) {
  let last: Promise<boolean> = Promise.resolve(false);
  let waiting = false;
  const send = async (isLost: () => void): Promise<boolean> => {
    waiting = false;
    const lost = (await putFiles(broker, lease, folder, RESUME_FILES)) === 'lease lost';
    if (lost) isLost();
    return lost;
  };
  return {
    begin(isLost: () => void): void {
      if (waiting) return;
      waiting = true;
      last = last.then((lost) => lost || send(isLost));
    },
    /** True where the lease was found lost; resolves when nothing is being sent. */
    lost: () => last,
  };
}
