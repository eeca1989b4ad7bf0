/**
 * `npm run bench`: one training step by every path, side by side in one run. On WebAssembly: the step as a
 * user of tfjs writes it (`bench/naive.ts`), the same model with `model/reference.ts`, and with the SIMD
 * operations; beside them the naive step in PyTorch, where there is one. On WebGPU, when asked: naive,
 * reference and fused. Absolute times are those of the machine as it is; ratios are what to quote.
 */
import { cpus, loadavg } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { BackendError, runsInSoftware } from '../kernels/backend.ts';
import { simdOps } from '../kernels/simd/ops.ts';
import { setOwnKernels, webgpuOps } from '../kernels/webgpu/ops.ts';
import { Recorder } from '../kernels/webgpu/recorder.ts';
import { layoutOf } from '../model/layout.ts';
import type { Ops } from '../model/ops.ts';
import { referenceOps } from '../model/reference.ts';
import { shapeOf } from '../model/shape.ts';
import { toTensors } from '../train/evaluate.ts';
import { type BenchCase, benchCases } from './bench/cases.ts';
import { firstCompletion } from './bench/firstCompletion.ts';
import { flopsOfStep, productCeiling } from './bench/flops.ts';
import { openLocal } from './bench/local.ts';
import { BENCH_HELP, type BenchOptions, parseBenchOptions } from './bench/options.ts';
import { formatScaling, measureScaling } from './bench/scaling.ts';
import { type BenchRow, formatTable, median, withRatios } from './bench/table.ts';
import { openTorch, threadCounts } from './bench/torch.ts';
import { type Contender, inTurns } from './bench/turns.ts';
import { UsageError } from './flags.ts';
import { openNodeBackend, simdModule } from './nodeBackend.ts';

/** A turn lasts at least this long, so that quick steps are timed as they run in training, one after another. */
const TURN_MS = 200;
const SCALING_ROUNDS = 9;
const REPEATS = { wasm: 3, webgpu: 1 } as const;

async function main(): Promise<void> {
  const options = parseBenchOptions(process.argv.slice(2));
  if (options.help) {
    console.log(BENCH_HELP);
    return;
  }
  if (options.scaling) {
    await opened('wasm');
    const found = await measureScaling(options.repeats ?? SCALING_ROUNDS, tell);
    console.log(`${machine()}\n${formatScaling(found)}`);
    if (options.json) console.log(JSON.stringify(found));
    return;
  }
  const cases = chosen(options);
  const rows: BenchRow[] = [];
  for (const backend of options.webgpu ? (['wasm', 'webgpu'] as const) : (['wasm'] as const)) {
    const adapter = await opened(backend);
    if (adapter === null) continue;
    const ceiling = adapter === 'hardware' ? await ceilingOf() : null;
    for (const benchCase of cases)
      rows.push(...(await measured(benchCase, backend, options, ceiling)));
  }
  console.log(`\n${machine()}`);
  console.log(formatTable(rows));
  console.log(
    "times as fast: as the first path of the case on the backend; PyTorch on WebAssembly's",
  );
  const pen = firstCompletion();
  console.log(
    `first points of a completion after ${pen.stepsOfInk} steps of ink: ${pen.firstMs.toFixed(1)} ms; the first of all ${pen.warmedMs.toFixed(1)} ms (${pen.coldMs.toFixed(1)} without a warm-up of ${pen.warmUpMs.toFixed(0)} ms, which the pen worker makes while nobody waits); three completions of 60 steps of two models: ${pen.allMs.toFixed(0)} ms`,
  );
  if (options.json) console.log(JSON.stringify(rows));
}

function machine(): string {
  const processors = cpus();
  const load = loadavg()[0]!.toFixed(1);
  return `${processors[0]?.model ?? 'CPU'}, ${processors.length} cores, load ${load}, Node ${process.version}`;
}

/** Null where the machine has no such backend: the others are worth a table all the same. */
async function opened(backend: 'wasm' | 'webgpu'): Promise<'hardware' | 'software' | null> {
  try {
    const { detail } = await openNodeBackend(backend);
    tell(`${backend}: ${detail}\n`);
    const hardware = backend === 'webgpu' && !runsInSoftware(new Recorder().device);
    return hardware ? 'hardware' : 'software';
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    tell(`${error.message}\n`);
    return null;
  }
}

async function ceilingOf(): Promise<number> {
  setOwnKernels(true);
  const ceiling = await productCeiling();
  tell(`products of matrices: ${(ceiling / 1e12).toFixed(2)} TFLOP/s\n`);
  return ceiling;
}

function chosen({ cases, long }: BenchOptions): BenchCase[] {
  const all = benchCases(true);
  if (cases === null) return benchCases(long);
  return cases.map((name) => {
    const found = all.find((benchCase) => benchCase.name === name);
    if (found === undefined)
      throw new UsageError(
        `--cases ${name}: there are ${all.map((known) => known.name).join(', ')}`,
      );
    return found;
  });
}

/** The rows of a case on the current backend. */
async function measured(
  benchCase: BenchCase,
  backend: 'wasm' | 'webgpu',
  options: BenchOptions,
  ceiling: number | null,
): Promise<BenchRow[]> {
  const { name, batch, draws } = benchCase;
  const tensors = toTensors(batch);
  const contenders: Contender[] = [];
  tell(`${name}: warming up`);
  for (const [path, makeOps] of LOCAL_PATHS[backend]) {
    if (!options.paths.includes(path) || (benchCase.fusedOnly && path !== 'fused')) continue;
    const label = path === 'fused' && backend === 'wasm' ? 'simd' : path;
    contenders.push(await openLocal(`${backend} ${label}`, benchCase, tensors, makeOps));
    tell('.');
  }
  if (
    backend === 'wasm' &&
    benchCase.inPyTorch &&
    !benchCase.fusedOnly &&
    options.paths.includes('pytorch')
  )
    contenders.push(...(await torchContenders(benchCase, options.pythons)));
  tell(' measuring\n');
  const times = await inTurns(contenders, options.repeats ?? REPEATS[backend], TURN_MS);
  const rows = contenders.map(({ path, dispatches, peakBytes }, i) => ({
    case: name,
    path,
    T: batch.steps,
    B: batch.size,
    K: draws,
    dispatches,
    msMedian: median(times[i]!),
    peakBytes,
    ...(ceiling !== null && rates(benchCase, median(times[i]!), ceiling)),
  }));
  for (const contender of contenders) contender.dispose();
  tf.dispose([tensors.x]);
  return withRatios(rows);
}

/** By the operations the fused path needs, also of paths that make more. */
function rates({ models, data, batch }: BenchCase, ms: number, ceiling: number) {
  const rows = batch.steps * batch.size;
  const flops = models.reduce((total, { spec, settings }) => {
    const draws = spec.system === 'sis-rnn' ? settings.mixingSamples : 0;
    return total + flopsOfStep(shapeOf(spec.system, settings, data), rows, draws);
  }, 0);
  const rate = flops / (ms / 1000);
  return { teraflops: rate / 1e12, shareOfCeiling: rate / ceiling };
}

type LocalPath = readonly [
  path: 'naive' | 'reference' | 'fused',
  makeOps: (() => Promise<Ops>) | null,
];

const LOCAL_PATHS: Readonly<Record<'wasm' | 'webgpu', readonly LocalPath[]>> = {
  wasm: [
    ['naive', null],
    ['reference', async () => referenceOps],
    ['fused', async () => simdOps(await simdModule())],
  ],
  webgpu: [
    ['naive', null],
    ['reference', async () => referenceOps],
    ['fused', async () => webgpuOps()],
  ],
};

async function torchContenders(
  { models, data, batch, draws }: BenchCase,
  pythons: readonly string[],
): Promise<Contender[]> {
  const [{ spec, settings }] = models as [BenchCase['models'][number]];
  const shape = shapeOf(spec.system, settings, data);
  const sizes = { steps: batch.steps, size: batch.size, draws };
  const contenders: Contender[] = [];
  for (const threads of threadCounts()) {
    const opened = await openTorch(pythons, shape, sizes, threads, layoutOf(shape).length);
    if (opened === null) {
      tell(` (no torch in ${pythons.join(' or ')})`);
      break;
    }
    // Its first turn warms it up.
    await opened.turn(0);
    contenders.push(opened);
    tell('.');
  }
  return contenders;
}

function tell(text: string): void {
  process.stderr.write(text);
}

try {
  await main();
  process.exit(); // Dawn keeps the process alive otherwise
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exit(error instanceof UsageError ? 2 : 1);
}
