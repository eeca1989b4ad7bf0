/** `npm run evaluate -- DIR`: figures of a finished run. Progress and a table go to stderr, the result to stdout. */
import { parseArgs } from 'node:util';
import { datasetFrom } from '../data/importer.ts';
import { opsFor } from '../kernels/ops.ts';
import { type PosteriorFigures, posteriorFigures } from '../train/posteriorFigures.ts';
import { readData } from './dataFiles.ts';
import { endWith } from './ending.ts';
import { openRun, readExperiment } from './finishedRun.ts';
import { UsageError } from './flags.ts';
import { backendNamed, openNodeBackend, simdModule } from './nodeBackend.ts';
import { posteriorTable } from './posteriorTable.ts';
import { testFigures } from './testFigures.ts';

const HELP = `npm run evaluate -- DIR [--posterior] [--sequences N] [--samples M] [--json]

  DIR                the directory a run of npm run train wrote
  --posterior        what the posteriors look like on the test split, and how far they are from the exact
                     ones; without it, the bound of every model over the test split, as in result.json
  --sequences N      test sequences to look at; default 50
  --samples M        sampled pasts behind every density; default 2048
  --json             no table and no progress, only the last line: one JSON object
  --data PATH        the file of a run whose data came from one
  --backend NAME     auto, wasm, cpu or webgpu; default auto
  --help             this text

Of one posterior: mean, sd, skewness, excessKurtosis, modes (local maxima above 5 % of the highest), dip of 500 draws
and its p-value, correlation and mutualInformation of the first two dimensions of z. Beside the exact posterior:
wasserstein (W1, in units of z), kl = KL(model || exact), reverseKl = KL(exact || model), js, in nats. The other
statistics are of the first dimension. Each is averaged over the steps of a sequence; mean and stderr are over sequences.`;

/** What stands in the result beside the figures, for whoever finds it later. */
const CONDITIONING = {
  overAllPasts:
    'q(z_t | x) averaged over sampled z_<t; exact: p(z_t | x_1..x_t) (filter), or p(z_t | x_1..x_T) (smoother) where inference sees the future',
  givenOnePast:
    'q(z_t | one sampled z_<t, x); exact: p(z_t | z_(t-1), x_t) for that past. null where z has no memory (the same as over all pasts)',
} as const;

async function main(): Promise<void> {
  const { directory, posterior, json, help, sequences, samples, data, backend } = command();
  if (help) {
    console.log(HELP);
    return;
  }
  const experiment = readExperiment(directory);
  const dataset = datasetFrom(experiment.settings, await readData(data));
  const opened = await openNodeBackend(backendNamed(backend));
  const ops = await opsFor(opened.backend, simdModule);
  const trainer = openRun(directory, experiment, dataset, ops);
  if (!posterior) {
    console.log(JSON.stringify(await testFigures(trainer)));
    return;
  }
  const figures = await posteriorFigures(trainer.learners, dataset.test, {
    sequences,
    samples,
    onProgress: (done) => {
      if (!json && process.stderr.isTTY) process.stderr.write(`\rsequence ${done} of ${sequences}`);
    },
  });
  if (!json) process.stderr.write(`\n${posteriorTable(figures)}\n`);
  console.log(JSON.stringify(resultOf(figures)));

  function resultOf(of: PosteriorFigures) {
    const { preset, settings } = experiment;
    return { preset, seed: settings.seed, split: 'test', ...of, conditioning: CONDITIONING };
  }
}

/** The words after `npm run evaluate --`. Throws a UsageError. */
function command() {
  const { values, positionals } = parsed();
  const { posterior = false, json = false, help = false, data, backend } = values;
  const [directory = '', ...more] = positionals;
  if (!help && (directory === '' || more.length > 0))
    throw new UsageError(
      `evaluate takes one directory, found ${positionals.length}; --help says more`,
    );
  return {
    directory,
    posterior,
    json,
    help,
    data,
    backend,
    sequences: count('sequences', values.sequences, 50, 1),
    samples: count('samples', values.samples, 2048, 2),
  };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        posterior: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
        sequences: { type: 'string' },
        samples: { type: 'string' },
        data: { type: 'string' },
        backend: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; --help lists the flags`);
  }
}

function count(flag: string, text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value;
  throw new UsageError(`--${flag} ${text}: a whole number from ${least} up`);
}

await endWith(main);
