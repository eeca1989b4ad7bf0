/** `npm run train`: the run of a page without the page. Progress goes to stderr, the result to stdout. */
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Experiment, modelLabel } from '../config/experiment.ts';
import { datasetFrom } from '../data/importer.ts';
import { opsFor } from '../kernels/ops.ts';
import { estimate } from '../train/evaluate.ts';
import { toSafetensors } from '../train/safetensors.ts';
import { Trainer } from '../train/trainer.ts';
import { readData } from './dataFiles.ts';
import { endWith } from './ending.ts';
import { experimentOf, helpText, type OwnFlags, parseCommand, UsageError } from './flags.ts';
import { backendNamed, openNodeBackend, simdModule } from './nodeBackend.ts';
import { testFigures } from './testFigures.ts';
import { describeTime, estimateTime, isLong } from './timeEstimate.ts';

const FLAGS: OwnFlags = {
  preset: ['NAME', 'the experiment to begin with (listed below); default mirror'],
  experiment: ['FILE', 'begin with an experiment.json instead'],
  models: ['LIST', 'systems side by side, from sis-rnn, vrnn, rnn; e.g. sis-rnn,vrnn'],
  data: [
    'PATH',
    'what a data set of yours is read from: idx images, .amat (one file, or a folder of them), CSV, QuickDraw ndjson, gzip or not; a folder or tar.gz of IAM-OnDB',
  ],
  backend: ['NAME', 'auto, wasm, cpu or webgpu; default auto'],
  out: ['DIR', 'where to write; default runs/PRESET'],
};
const USAGE = 'npm run train -- [--preset NAME] [--SETTING VALUE ...] [--out DIR]';

/** Lines of metrics.jsonl, and of progress where stderr is no terminal, in a whole run. */
const METRICS_ROWS = 400;
const PROGRESS_LINES = 20;
const SAME_PRESS_MS = 1000;

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), FLAGS);
  if (command.help) {
    console.log(helpText(USAGE, FLAGS));
    return;
  }
  const file = command.own.get('experiment');
  const experiment = experimentOf(command, file === undefined ? null : readText(file));
  const dataset = datasetFrom(experiment.settings, await readData(command.own.get('data')));
  if (experiment.preset.startsWith('mnist-') && !command.own.has('data'))
    throw new UsageError(
      `preset ${experiment.preset} is about MNIST: give its files with --data PATH (digits-rows and digits-14 draw digits of their own)`,
    );
  const { backend, detail } = await openNodeBackend(backendNamed(command.own.get('backend')));
  const out = command.own.get('out') ?? join('runs', experiment.preset);
  const interrupted = listenForInterrupt();
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'experiment.json'), `${JSON.stringify(experiment, null, 2)}\n`);
  tell(
    `${dataset.description}\n${experiment.models.map(modelLabel).join(', ')} on ${backend} (${detail})\n`,
  );

  const ops = await opsFor(backend, simdModule);
  if (isLong(experiment, dataset)) {
    const time = await estimateTime(experiment, dataset, ops);
    tell(`${describeTime(time, experiment.settings)}\n`);
  }
  const trainer = new Trainer(experiment, dataset, ops);
  await train(trainer, experiment, out, interrupted);
  for (const learner of trainer.learners) {
    const metadata = { step: String(learner.steps), experiment: JSON.stringify(experiment) };
    const bytes = toSafetensors(learner.layout, await learner.parameters(), metadata);
    writeFileSync(join(out, `${learner.spec.id}.safetensors`), bytes);
  }
  tell(`wrote ${out}; evaluating ${dataset.test.count} test sequences\n`);
  const result = JSON.stringify({
    ...(await testFigures(trainer)),
    step: trainer.step,
    interrupted: interrupted(),
  });
  writeFileSync(join(out, 'result.json'), `${result}\n`);
  console.log(result);
  trainer.dispose();
}

/** Trains to the end of the schedule, or until interrupted. */
async function train(
  trainer: Trainer,
  { settings }: Experiment,
  out: string,
  interrupted: () => boolean,
): Promise<void> {
  const metrics = createWriteStream(join(out, 'metrics.jsonl'));
  const rowEvery = Math.max(1, Math.floor(settings.steps / METRICS_ROWS));
  const lineEvery = Math.max(1, Math.floor(settings.steps / PROGRESS_LINES));
  const began = performance.now();
  const write = (row: Readonly<Record<string, unknown>>) =>
    metrics.write(`${JSON.stringify(row)}\n`);
  while (trainer.step < settings.steps && !interrupted()) {
    await trainer.advance();
    const { step } = trainer;
    const last = step === settings.steps;
    if (step % rowEvery === 0 || last) {
      const bounds: string[] = [];
      for (const learner of trainer.learners) {
        const read = await learner.readMetrics();
        if (read === null) continue;
        const { bound, kl, mixingSamples, beta, msPerStep, gradientNorm } = read;
        const model = learner.spec.id;
        write({
          step,
          model,
          split: 'train',
          bound,
          kl,
          K: mixingSamples,
          beta,
          msPerStep,
          gradientNorm,
        });
        bounds.push(`${model} ${bound.toFixed(2)}`);
        if (Number.isFinite(bound + gradientNorm)) continue;
        learner.halted = true;
        tell(`\n${model} diverged near step ${step} and is halted: lower --learning-rate\n`);
      }
      if (process.stderr.isTTY || step % lineEvery < rowEvery || last)
        progress(step, settings.steps, bounds, performance.now() - began);
    }
    if (step % settings.validateEvery === 0 || last)
      for (const learner of trainer.learners) {
        const evaluation = await trainer.evaluate(learner, 'validation');
        if (evaluation === null) continue;
        const { mean: bound, stderr } = estimate(evaluation.bound);
        const kl = estimate(evaluation.kl).mean;
        const { mixingSamples: K } = evaluation;
        write({ step, model: learner.spec.id, split: 'validation', bound, stderr, kl, K, beta: 1 });
      }
    // A turn of the event loop lets Ctrl-C in: a step on WebAssembly never leaves it.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => metrics.end(resolve));
  if (process.stderr.isTTY) tell('\n');
}

/** From now on Ctrl-C does not end the process but is told here; a second one does. */
function listenForInterrupt(): () => boolean {
  let first: number | null = null;
  process.on('SIGINT', () => {
    // npm hands on the signal the terminal has sent already: two at once are one press.
    if (first === null) {
      first = performance.now();
      tell('\nstopping after this step; Ctrl-C again stops at once\n');
    } else if (performance.now() - first > SAME_PRESS_MS) process.exit(130);
  });
  return () => first !== null;
}

function progress(step: number, steps: number, bounds: readonly string[], elapsedMs: number): void {
  const left = ((elapsedMs / step) * (steps - step)) / 1000;
  const line = `step ${step}/${steps}  bound ${bounds.join('  ')}  ${(step / (elapsedMs / 1000)).toFixed(1)} steps/s  ${left.toFixed(0)} s left`;
  tell(process.stderr.isTTY ? `\r${line.padEnd(process.stderr.columns - 1)}` : `${line}\n`);
}

function tell(text: string): void {
  process.stderr.write(text);
}

function readText(path: string): string {
  return readOrRefuse(path, '--experiment').toString('utf8');
}

function readOrRefuse(path: string, flag: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${flag} ${path}: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

await endWith(main);
