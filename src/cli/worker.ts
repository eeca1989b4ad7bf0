/** `npm run worker -- --queue redis://...`: makes runs that `npm run sweep -- --queue` hands out. Says what it does on stderr. */
import { parseArgs } from 'node:util';
import { endWith } from './ending.ts';
import { UsageError } from './flags.ts';
import { openBroker } from './queue/broker.ts';
import { queueKind } from './queue/queueName.ts';
import { work } from './queue/queueWorker.ts';
import { processesOf } from './sweep/options.ts';
import { listenForStop } from './sweep/stopSignal.ts';
import { tell } from './training.ts';

const HELP = `npm run worker -- --queue redis://HOST:PORT [--processes N] [--data PATH] [--backend NAME] [--lease SECONDS]

  --queue ADDRESS    the Redis of the sweep: redis://HOST:PORT, redis://:PASSWORD@HOST:PORT, rediss:// over TLS
  --processes N      runs at a time; default one a core, on WebGPU one
  --data PATH        the files of a sweep that has --data: the same ones, by their bytes
  --backend NAME     auto, wasm, cpu or webgpu; default auto. Runs of a sweep on another are left alone
  --lease SECONDS    when this worker is not heard of for so long its runs go to others; default 30
  --help             this text

Takes runs of sweeps of the same build, and waits for more until Ctrl-C, which hands the unfinished back.`;

const LEASE_SECONDS = 30;

async function main(): Promise<void> {
  const { queue, data, backend, help, ...given } = command();
  if (help) {
    console.log(HELP);
    return;
  }
  if (queue === undefined)
    throw new UsageError(
      '--queue is missing: expected --queue redis://HOST:PORT; --help says more',
    );
  const kind = await queueKind(backend, data);
  const processes = processesOf(given.processes, kind.backend);
  const lease = leaseOf(given.lease);
  const say = (line: string) => tell(`${line}\n`);
  const signal = listenForStop(
    say,
    'stopping: runs save and go back into the queue; Ctrl-C again stops at once',
  );
  const broker = await openBroker(queue);
  await work(broker, { kind, processes, data, lease, signal, say });
  broker.close();
}

function command() {
  const text = { type: 'string' } as const;
  const options = { queue: text, processes: text, data: text, backend: text, lease: text };
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
    return values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; --help lists the flags`);
  }
}

function leaseOf(text: string | undefined): number {
  const seconds = Number(text ?? LEASE_SECONDS);
  if (Number.isFinite(seconds) && seconds >= 1) return seconds;
  throw new UsageError(`--lease ${text}: expected seconds, at least 1`);
}

await endWith(main);
