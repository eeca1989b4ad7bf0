/** `npm run train`: the run of a page without the page. Progress goes to stderr, the result to stdout. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { modelLabel } from '../config/experiment.ts';
import { datasetFrom } from '../data/importer.ts';
import { opsFor } from '../kernels/ops.ts';
import { checkpointOf, resume } from '../train/checkpoint.ts';
import { toSafetensors } from '../train/safetensors.ts';
import { Trainer } from '../train/trainer.ts';
import { readData } from './dataFiles.ts';
import { endWith } from './ending.ts';
import { checkpointSeconds, helpText, type OwnFlags, parseCommand, UsageError } from './flags.ts';
import { backendNamed, openNodeBackend, simdModule } from './nodeBackend.ts';
import { openParent } from './parent.ts';
import { CHECKPOINT_FILE, type RunStart, runStart } from './runStart.ts';
import { testFigures } from './testFigures.ts';
import { describeTime, estimateTime, isLong } from './timeEstimate.ts';
import { tell, train, turnOfEvents } from './training.ts';
import { writeWhole } from './wholeFile.ts';

const FLAGS: OwnFlags = {
  preset: ['NAME', 'the experiment to begin with (listed below); default mirror'],
  experiment: ['FILE', 'begin with an experiment.json instead'],
  models: [
    'LIST',
    'systems side by side, from sis-rnn, vrnn, rnn, and for digits nade; e.g. sis-rnn,vrnn',
  ],
  data: [
    'PATH',
    'what a data set of yours is read from: idx images, .amat (one file, or a folder of them), CSV, QuickDraw ndjson, InkML, SVG, gzip or not; a folder or tar.gz of IAM-OnDB, InkML or SVG',
  ],
  backend: ['NAME', 'auto, wasm, cpu or webgpu; default auto'],
  out: [
    'DIR',
    'where to write; default runs/PRESET. Where the same run has been stopped, it goes on; the run of another experiment is not overwritten',
  ],
  resume: [
    'DIR',
    'go on with the run of this folder; a file of data has to be named again, and --steps may be more',
  ],
  'checkpoint-every': ['SECONDS', 'how much of a run may be lost when it is killed; default 60'],
};
const USAGE = 'npm run train -- [--preset NAME | --resume DIR] [--SETTING VALUE ...] [--out DIR]';

const SAME_PRESS_MS = 1000;
/** Exit status of a run of which a model diverged. */
const DIVERGED = 3;

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), FLAGS);
  if (command.help) {
    console.log(helpText(USAGE, FLAGS));
    return;
  }
  const parent = openParent();
  const checkpointMs = 1000 * checkpointSeconds(command.own.get('checkpoint-every'));
  const start = runStart(command);
  const { experiment, out, from } = start;
  const dataset = datasetFrom(experiment.settings, await readData(command.own.get('data')));
  if (experiment.preset.startsWith('mnist-') && !command.own.has('data'))
    throw new UsageError(
      `preset ${experiment.preset} is about MNIST: give its files with --data PATH (digits-rows and digits-14 draw digits of their own)`,
    );
  const { backend, detail, fault } = await openNodeBackend(
    backendNamed(command.own.get('backend')),
  );
  // What it computes from then on is worth nothing, and it may never answer.
  void fault?.then(({ message }) => {
    console.error(`the GPU failed (${message}): --resume ${out} goes on from the last checkpoint`);
    process.exit(1);
  });
  const pressed = listenForInterrupt();
  const interrupted = () => pressed() || parent.stopped();
  const ops = await opsFor(backend, simdModule);
  const trainer = from
    ? resume(from.checkpoint, dataset, ops)
    : new Trainer(experiment, dataset, ops);
  mkdirSync(out, { recursive: true });
  writeWhole(join(out, 'experiment.json'), `${JSON.stringify(experiment, null, 2)}\n`);
  tell(
    `${dataset.description}\n${experiment.models.map(modelLabel).join(', ')} on ${backend} (${detail})\n`,
  );
  if (from) tellOfResuming(start, backend);
  const long = isLong(experiment, dataset);
  if (long && !interrupted() && trainer.step < experiment.settings.steps) {
    const time = await estimateTime(experiment, dataset, ops, trainer.step);
    tell(`${describeTime(time, experiment.settings.steps - trainer.step)}\n`);
  }
  const diverged = await train(trainer, start, {
    interrupted,
    checkpointMs,
    async save() {
      writeWhole(join(out, CHECKPOINT_FILE), await checkpointOf(trainer, backend));
      parent.tell({ type: 'saved', step: trainer.step });
    },
    report: (step, bounds) => parent.tell({ type: 'progress', step, bounds }),
  });
  for (const learner of trainer.learners) {
    const metadata = { step: String(learner.steps), experiment: JSON.stringify(experiment) };
    const bytes = toSafetensors(learner.layout, await learner.parameters(), metadata);
    writeWhole(join(out, `${learner.spec.id}.safetensors`), bytes);
  }
  const figures =
    parent.stopped() || (long && interrupted())
      ? { models: {}, sequences: 0 }
      : await tested(trainer, out, () => !parent.stopped());
  const halted = trainer.learners.filter((learner) => learner.halted);
  const result = JSON.stringify({
    ...figures,
    preset: experiment.preset,
    seed: experiment.settings.seed,
    data: dataset.description,
    backend,
    step: trainer.step,
    interrupted: interrupted(),
    ...(halted.length > 0 && {
      diverged: Object.fromEntries(
        halted.map(({ spec, steps }) => [
          spec.id,
          diverged.get(spec.id) ?? { step: steps, message: 'before this run was gone on with' },
        ]),
      ),
    }),
  });
  writeWhole(join(out, 'result.json'), `${result}\n`);
  if (interrupted()) tell(`stopped at step ${trainer.step}; --resume ${out} goes on from there\n`);
  console.log(result);
  // Results there are, but not of a model that trained to its end.
  if (halted.length > 0) process.exitCode = DIVERGED;
  trainer.dispose();
}

function tested(trainer: Trainer, out: string, goesOn: () => boolean) {
  tell(`wrote ${out}; evaluating ${trainer.dataset.test.count} test sequences\n`);
  // A second Ctrl-C is heard between two pieces.
  return testFigures(trainer, async () => {
    await turnOfEvents();
    return goesOn();
  });
}

function tellOfResuming({ experiment, from }: RunStart, backend: string): void {
  const { state, backend: before } = from!.checkpoint;
  tell(`goes on from step ${state.step} of ${experiment.settings.steps} in ${from!.folder}\n`);
  for (const [i, learner] of state.learners.entries())
    if (learner.halted)
      tell(
        `${experiment.models[i]!.id} diverged and stands still; --learning-rate with another value than ${experiment.settings.learningRate} goes on with it\n`,
      );
  if (before !== backend)
    tell(
      `until there it was trained on ${before}: on ${backend} the numbers will not be the same to the last bit\n`,
    );
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

await endWith(main);
