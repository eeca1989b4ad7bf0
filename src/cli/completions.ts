/** `npm run completions -- DIR`: a picture of what the models of a finished run make of held-out drawings. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SYSTEM_TABLE } from '../config/systems.ts';
import { datasetFrom } from '../data/importer.ts';
import { inkOf, linesOf, padScaleOf } from '../data/pen/pad.ts';
import { opsFor } from '../kernels/ops.ts';
import { type PenModels, penAnswers, penModels } from '../train/penAnswers.ts';
import type { Trainer } from '../train/trainer.ts';
import { completionSheet, type SheetRow } from './completionSheet.ts';
import { readData } from './dataFiles.ts';
import { endWith } from './ending.ts';
import { openRun, readExperiment } from './finishedRun.ts';
import { UsageError } from './flags.ts';
import { openNodeBackend, simdModule } from './nodeBackend.ts';

const HELP = `npm run completions -- DIR [--data PATH] [--out FILE] [--rows N] [--count N] [--seed S]

  DIR           the directory a run of npm run train on handwriting or strokes wrote
  --data PATH   the file of a run whose data came from one
  --out FILE    the picture, SVG; default DIR/completions.svg
  --rows N      test drawings, the first of 20 to 90 steps; default 6
  --count N     completions of each model; default 3
  --seed S      of the first completion, the next has the next, row by row; default 1
  --help        this text

Each drawing is given as far as the middle of its steps; the models go on for as many as are left, at temperature 1.`;

/** Colours of the page's slots. */
const COLOURS = ['#d55e00', '#0072b2', '#009e73', '#cc79a7'] as const;
/** Of the drawings that are shown: with fewer there is nothing to go on from. */
const STEPS = [20, 90] as const;
/** Test drawings looked through. */
const MOST_LINES = 500;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      rows: { type: 'string', default: '6' },
      count: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const [directory = ''] = positionals;
  if (directory === '' || positionals.length > 1)
    throw new UsageError(`completions takes one directory, found ${positionals.length}`);
  const [rows, count, seed] = (['rows', 'count', 'seed'] as const).map((flag) => {
    const value = Number(values[flag]);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new UsageError(`--${flag} ${values[flag]}: a whole number from 1 up`);
  }) as [number, number, number];
  const experiment = readExperiment(directory);
  const dataset = datasetFrom(experiment.settings, await readData(values.data));
  if (dataset.observation !== 'pen')
    throw new UsageError(`${directory} is no run of a pen: its data are ${dataset.description}`);
  const { backend } = await openNodeBackend('wasm');
  const trainer = openRun(directory, experiment, dataset, await opsFor(backend, simdModule));
  const models = await modelsOf(trainer);
  const lines = linesOf(dataset, dataset.test, MOST_LINES).filter(
    ({ length }) => length >= 3 * STEPS[0] && length <= 3 * STEPS[1],
  );
  const out = values.out ?? `${directory}/completions.svg`;
  const sheet = completionSheet({
    title: `the beginnings of test drawings, and ${count} completions of each model at temperature 1, seeds from ${seed}, the same for every model`,
    models: experiment.models.map(({ system, slot }) => ({
      name: SYSTEM_TABLE[system].label,
      colour: COLOURS[slot],
    })),
    rows: lines
      .slice(0, rows)
      .map((line, row) => rowOf(line, models, { count, seed: seed + row * count })),
  });
  writeFileSync(out, sheet);
  console.log(`wrote ${out}`);
  trainer.dispose();
}

async function modelsOf({ dataset, learners, experiment }: Trainer): Promise<PenModels> {
  const weights = learners.map(async (learner) => {
    const { shape, settings, spec } = learner;
    return { id: spec.id, shape, settings, flat: await learner.parameters() };
  });
  return penModels({
    step: experiment.settings.steps,
    scale: padScaleOf(dataset, experiment.settings),
    units: dataset.unitScale!,
    models: await Promise.all(weights),
  });
}

function rowOf(
  line: Float32Array,
  by: PenModels,
  { count, seed }: { readonly count: number; readonly seed: number },
): SheetRow {
  const middle = 3 * Math.floor(line.length / 6);
  const lifted = line[middle - 1]! > 0.5;
  const ink = { strokes: inkOf(line.subarray(0, middle), by.scale), sampled: true };
  const temperatures = { pen: 1, z: 1 };
  const steps = (line.length - middle) / 3;
  const wish = { ink, lifted, count, steps, temperatures, varied: 'both', seed } as const;
  let { seen, models } = { seen: new Float32Array(0), models: [] as SheetRow['completions'] };
  for (const answer of penAnswers(by, wish)) {
    if (!answer.done) continue;
    seen = answer.seen as typeof seen;
    models = answer.models.map(({ lines }) => lines);
  }
  const { unit } = by.scale;
  let [x, y] = [seen.at(-3)!, seen.at(-2)!];
  const rest = Array.from(line.subarray(middle));
  for (let i = 0; i < rest.length; i += 3) {
    rest[i] = x += rest[i]! / unit;
    rest[i + 1] = y -= rest[i + 1]! / unit;
  }
  return { seen, rest, lifted, completions: models };
}

await endWith(main);
