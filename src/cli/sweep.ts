/** `npm run sweep`: every combination of settings, each a run of `npm run train`. Progress goes to stderr, the table to stdout. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endWith } from './ending.ts';
import { newBoard } from './sweep/board.ts';
import { type Ending, startRun } from './sweep/childRun.ts';
import { lockFolder } from './sweep/folderLock.ts';
import { openView } from './sweep/liveView.ts';
import { runPool } from './sweep/localPool.ts';
import { type SweepOptions, sweepHelp, sweepOptions } from './sweep/options.ts';
import { writeResults } from './sweep/resultFiles.ts';
import { finishedResult, prepareFolder } from './sweep/runFolder.ts';
import { listenForStop } from './sweep/stopSignal.ts';
import { tell } from './training.ts';

/** Exit status after Ctrl-C. */
const INTERRUPTED = 130;

async function main(): Promise<void> {
  const options = sweepOptions(process.argv.slice(2));
  if (options === null) {
    console.log(sweepHelp());
    return;
  }
  mkdirSync(options.out, { recursive: true });
  const unlock = lockFolder(options.out);
  try {
    await sweep(options);
  } finally {
    unlock();
  }
}

async function sweep(options: SweepOptions): Promise<void> {
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
  const signal = listenForStop(view.say);
  const told = (name: string, event: 'starts' | Ending) => {
    if (event === 'starts') view.set(name, { kind: 'running', step: null, bounds: [] });
    else if (event.kind === 'stopped') view.set(name, { kind: 'waiting' });
    else if (event.kind === 'failed') {
      aside.set(name, event.error);
      view.set(name, { kind: 'aside', error: event.error });
    } else {
      finished(name, event.result, false);
      write();
    }
  };
  const tasks = left.map(({ name }) => ({
    name,
    start: () =>
      startRun(folderOf(name), manner, (heard) => {
        if (heard.type === 'progress')
          view.set(name, { kind: 'running', step: heard.step, bounds: heard.bounds });
      }),
  }));
  await runPool(tasks, processes, signal, told);
  view.end();
  const table = write();
  for (const [name, error] of aside) tell(`set aside: ${name}: ${error}\n`);
  if (table !== null) console.log(table);
  tell(`${out} has results.jsonl, table.md, plot.svg, and every run in runs/\n`);
  if (signal.aborted) tell('stopped; the same command goes on from there\n');
  process.exitCode = signal.aborted ? INTERRUPTED : aside.size > 0 ? 1 : 0;
}

await endWith(main);
