/** `npm run sweep`: every combination of settings, each a run of `npm run train`. Progress goes to stderr, the table to stdout. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesAt } from './dataFiles.ts';
import { endWith } from './ending.ts';
import { type Broker, openBroker } from './queue/broker.ts';
import { type QueuedEvent, runQueued } from './queue/queuedRuns.ts';
import { type QueueKind, queueKind } from './queue/queueName.ts';
import { newBoard } from './sweep/board.ts';
import { type Ending, startRun } from './sweep/childRun.ts';
import { lockFolder } from './sweep/folderLock.ts';
import { openView } from './sweep/liveView.ts';
import { runPool } from './sweep/localPool.ts';
import { type SweepOptions, sweepHelp, sweepOptions } from './sweep/options.ts';
import { whatIsIn, writeResults } from './sweep/resultFiles.ts';
import { finishedResult, prepareFolder } from './sweep/runFolder.ts';
import { listenForStop } from './sweep/stopSignal.ts';
import { tell } from './training.ts';

/** Exit status after Ctrl-C. */
const INTERRUPTED = 130;
const STOPPING = {
  here: 'stopping: runs save where they are; Ctrl-C again stops at once',
  elsewhere: 'stopping to watch: the runs stay in the queue, and workers go on',
};

async function main(): Promise<void> {
  const options = sweepOptions(process.argv.slice(2));
  if (options === null) {
    console.log(sweepHelp());
    return;
  }
  // What is not there would be missed in every run.
  if (options.manner.data !== undefined) sourcesAt(options.manner.data);
  mkdirSync(options.out, { recursive: true });
  const unlock = lockFolder(options.out);
  try {
    const { address, manner } = options;
    if (address === null) await sweep(options, null);
    else {
      const kind = await queueKind(manner.backend, manner.data);
      const broker = await openBroker(address);
      await sweep(options, { broker, kind });
      broker.close();
    }
  } finally {
    unlock();
  }
}

/** `queue` null: in processes of this machine. */
async function sweep(
  options: SweepOptions,
  queue: { readonly broker: Broker; readonly kind: QueueKind } | null,
): Promise<void> {
  const { out, runs, baseline, manner, processes } = options;
  const folderOf = (name: string) => join(out, 'runs', name);
  const own = runs.filter(({ name, sameAs }) => name === sameAs);
  for (const { name, experiment } of own) prepareFolder(folderOf(name), experiment);
  const results = new Map<string, unknown>();
  const aside = new Map<string, string>();
  const board = newBoard(
    own.map(({ name, experiment }) => ({ name, steps: experiment.settings.steps })),
  );
  if (own.length < runs.length)
    tell(
      `${runs.length} combinations; ${runs.length - own.length} of them train the same models as another and are not run again\n`,
    );
  const view = openView(board);
  const finished = (name: string, result: unknown, found: boolean) => {
    results.set(name, result);
    view.set(name, { kind: 'done', found });
  };
  const write = () => writeResults(out, runs, results, aside, baseline);
  for (const { name } of own) {
    const result = finishedResult(folderOf(name));
    if (result !== null) finished(name, result, true);
  }
  const left = own.filter(({ name }) => !results.has(name));
  const signal = listenForStop(view.say, STOPPING[queue === null ? 'here' : 'elsewhere']);
  const told = (name: string, event: 'starts' | Ending | QueuedEvent) => {
    if (event === 'starts') view.set(name, { kind: 'running', step: null, bounds: [] });
    else if (event.kind === 'running') view.set(name, event);
    else if (event.kind === 'failed') {
      aside.set(name, event.error);
      view.set(name, { kind: 'aside', error: event.error });
    } else if (event.kind === 'finished') {
      finished(name, event.result, false);
      write();
    } else view.set(name, { kind: 'waiting' });
  };
  if (queue !== null)
    await runQueued(queue.broker, {
      kind: queue.kind,
      runs: left.map((run) => ({ ...run, folder: folderOf(run.name) })),
      checkpointEvery: manner.checkpointEvery,
      signal,
      tell: told,
      say: view.say,
    });
  else
    await runPool(
      left.map(({ name }) => ({
        name,
        start: () =>
          startRun(folderOf(name), manner, (heard) => {
            if (heard.type === 'progress')
              view.set(name, { kind: 'running', step: heard.step, bounds: heard.bounds });
          }),
      })),
      processes,
      signal,
      told,
    );
  view.end();
  const table = write();
  for (const [name, error] of aside) tell(`set aside: ${name}: ${error}\n`);
  if (table !== null) console.log(table);
  tell(`${out} has ${whatIsIn(out)}\n`);
  if (signal.aborted) tell('stopped; the same command goes on from there\n');
  process.exitCode = signal.aborted ? INTERRUPTED : aside.size > 0 ? 1 : 0;
}

await endWith(main);
