/** The runs of a sweep made by workers: put into the queue, watched, and fetched when they are done. */
import { join } from 'node:path';
import type { Queue, QueueEvents } from 'bullmq';
import type { Experiment } from '../../config/experiment.ts';
import { ATTEMPTS } from '../sweep/localPool.ts';
import { RESULT_FILE } from '../sweep/runFolder.ts';
import { writeWhole } from '../wholeFile.ts';
import type { Broker } from './broker.ts';
import { jobId, type QueueKind } from './queueName.ts';
import { dropFiles, fetchFiles, KEEP_SECONDS } from './runFiles.ts';
import { progressOf, type RunJob, type RunJobData, type RunJobResult } from './runJob.ts';

/** Should an event be lost, every run is looked after this often. */
const LOOK_MS = 15_000;
const DIED = 'its worker died, or lost its connection, three times';

export interface QueuedRun {
  readonly name: string;
  readonly folder: string;
  readonly experiment: Experiment;
}

/** What is heard of a run. */
export type QueuedEvent =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly step: number | null; readonly bounds: readonly string[] }
  | { readonly kind: 'finished'; readonly result: RunJobResult }
  | { readonly kind: 'failed'; readonly error: string };

export interface QueuedSweep {
  readonly kind: QueueKind;
  readonly runs: readonly QueuedRun[];
  readonly checkpointEvery: string | undefined;
  readonly signal: AbortSignal;
  readonly tell: (name: string, event: QueuedEvent) => void;
  readonly say: (line: string) => void;
}

/**
 * Puts runs into the queue that are not in it, those that were set aside again, and resolves when each is done or set
 * aside; or when `signal` is aborted, in which case they stay in the queue.
 */
export async function runQueued(broker: Broker, sweep: QueuedSweep): Promise<void> {
  const { kind, runs, signal, say } = sweep;
  const { connection } = broker;
  const queue = new broker.bullmq.Queue<RunJobData, RunJobResult, string>(kind.name, {
    connection,
  });
  const events = new broker.bullmq.QueueEvents(kind.name, { connection });
  const trouble = troubleTeller(broker.name, say);
  queue.on('error', trouble);
  events.on('error', trouble);
  try {
    await events.waitUntilReady();
    for (const { experiment } of runs) await again(await queue.getJob(jobId(experiment)));
    await add(queue, sweep, runs);
    if ((await queue.getWorkersCount()) === 0)
      say(
        `no worker of this build (${kind.build}) is there yet: on every machine npm run worker -- --queue ${broker.name}, with --data and --backend as here`,
      );
    await settled(broker, queue, events, sweep, signal);
  } finally {
    // Closing waits for a Redis that is away; the process takes leave of that one by its end.
    if (broker.redis.status === 'ready') await Promise.all([events.close(), queue.close()]);
  }
}

type RunQueue = Queue<RunJobData, RunJobResult, string>;

async function add(queue: RunQueue, { checkpointEvery }: QueuedSweep, runs: readonly QueuedRun[]) {
  const keep = { age: KEEP_SECONDS };
  await queue.addBulk(
    runs.map(({ name, experiment }) => ({
      name,
      data: { experiment, checkpointEvery } satisfies RunJobData,
      // One that is there already, in whatever state, stays as it is.
      opts: {
        jobId: jobId(experiment),
        attempts: ATTEMPTS,
        removeOnComplete: keep,
        removeOnFail: keep,
      },
    })),
  );
}

/** Whoever starts a sweep again wants what was set aside tried again. */
async function again(job: RunJob | undefined): Promise<void> {
  if (job !== undefined && (await job.isFailed()))
    await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
}

function settled(
  broker: Broker,
  queue: RunQueue,
  events: QueueEvents,
  sweep: QueuedSweep,
  signal: AbortSignal,
): Promise<void> {
  const open = new Map(sweep.runs.map((run) => [jobId(run.experiment), run]));
  /** Looks at a run come one after the other. */
  const looks = new Map<string, Promise<void>>();
  return new Promise((resolve, reject) => {
    const end = () => {
      clearInterval(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const look = (id: string) => {
      const run = open.get(id);
      if (run === undefined) return;
      const next = (looks.get(id) ?? Promise.resolve())
        .then(async () => {
          if (!open.has(id) || signal.aborted) return;
          const event = await eventOf(broker, queue, sweep, run);
          if (event.kind === 'finished' || event.kind === 'failed') open.delete(id);
          sweep.tell(run.name, event);
          if (open.size === 0) end();
        })
        .catch(reject);
      looks.set(id, next);
    };
    const lookAtAll = () => {
      for (const id of open.keys()) look(id);
    };
    const timer = setInterval(lookAtAll, LOOK_MS);
    const heard = ({ jobId: id }: { readonly jobId: string }) => look(id);
    for (const name of ['active', 'progress', 'completed', 'failed', 'waiting'] as const)
      events.on(name, heard);
    signal.addEventListener('abort', end);
    if (signal.aborted || open.size === 0) end();
    else lookAtAll();
  });
}

async function eventOf(
  broker: Broker,
  queue: RunQueue,
  sweep: QueuedSweep,
  run: QueuedRun,
): Promise<QueuedEvent> {
  const id = jobId(run.experiment);
  // First the state: the job, read after it, has what belongs to that.
  const state = await queue.getJobState(id);
  const job = await queue.getJob(id);
  if (job === undefined) {
    // Somebody emptied the queue.
    await add(queue, sweep, [run]);
    return { kind: 'waiting' };
  }
  if (state === 'completed') {
    await fetchFiles(broker, id, run.folder);
    writeWhole(join(run.folder, RESULT_FILE), `${JSON.stringify(job.returnvalue)}\n`);
    await dropFiles(broker, id);
    return { kind: 'finished', result: job.returnvalue };
  }
  if (state === 'failed') {
    const died = /stalled more than allowable limit/.test(job.failedReason);
    return { kind: 'failed', error: died ? DIED : job.failedReason };
  }
  if (state !== 'active') return { kind: 'waiting' };
  const { step = null, bounds = [] } = progressOf(job) ?? {};
  return { kind: 'running', step, bounds };
}

/** Says once that Redis is away, however many connections and attempts say so. */
export function troubleTeller(name: string, say: (line: string) => void): (error: Error) => void {
  let told = '';
  return (error) => {
    const { code, message } = error as NodeJS.ErrnoException;
    const line = `${name}: ${code ?? message}; waiting for it`;
    if (line !== told) say(line);
    told = line;
  };
}
