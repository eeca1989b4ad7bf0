/** `npm run evaluate -- DIR`: figures of a finished run. Progress and a table go to stderr, the result to stdout. */
import { parseArgs } from 'node:util';
import { datasetFrom } from '../data/importer.ts';
import { opsFor } from '../kernels/ops.ts';
import { type PosteriorFigures, posteriorFigures } from '../train/posteriorFigures.ts';
import { readData } from './dataFiles.ts';
import { endWith } from './ending.ts';
import { estimates, estimateTable, estimatorsNamed } from './estimates.ts';
import { openRun, readExperiment } from './finishedRun.ts';
import { UsageError } from './flags.ts';
import { backendNamed, openNodeBackend, simdModule } from './nodeBackend.ts';
import { posteriorTable } from './posteriorTable.ts';
import { testFigures } from './testFigures.ts';

const HELP = `npm run evaluate -- DIR [--estimator LIST] [--posterior] [--samples N] [--json]

  DIR                the directory a run of npm run train wrote
  --estimator LIST   bounds on log p(x), from elbo, iwae, fivo, and kl, what the posterior costs; an RNN's is exact.
                     Of sentences with their perplexities; kl says also what z tells of the sentence, and not fivo
  --k-eval K         extra draws of psi in h_K of every weight; default the run's K at evaluation
  --split NAME       test or validation; default test
  --posterior        what the posteriors look like on the test split, and how far they are from the exact
                     ones; without it and --estimator, the bound of every model over the test split, as in result.json
  --sequences N      sequences to look at; default all for --estimator, 50 for --posterior
  --samples N        draws or particles of each sequence (--estimator; default 100), sampled pasts behind
                     every density (--posterior; default 2048)
  --json             no table (and for --posterior no progress), only the last line: one JSON object
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
  const { directory, posterior, json, help, sequences, samples, data, backend, ...asked } =
    command();
  if (help) {
    console.log(HELP);
    return;
  }
  const experiment = readExperiment(directory);
  const dataset = datasetFrom(experiment.settings, await readData(data));
  const opened = await openNodeBackend(backendNamed(backend));
  const ops = await opsFor(opened.backend, simdModule);
  const trainer = openRun(directory, experiment, dataset, ops);
  if (asked.estimators !== null) {
    const { preset, settings } = experiment;
    const found = await estimates(trainer, {
      estimators: asked.estimators,
      split: asked.split,
      particles: samples,
      mixingSamples: asked.mixingSamples ?? settings.mixingSamplesEvaluation,
      sequences,
      breathe: watched(),
    });
    if (found === null) {
      process.exitCode = 130;
      return;
    }
    if (!json) process.stderr.write(`\n${estimateTable(found)}\n`);
    console.log(JSON.stringify({ preset, seed: settings.seed, backend: opened.backend, ...found }));
    return;
  }
  if (!posterior) {
    console.log(JSON.stringify(await testFigures(trainer)));
    return;
  }
  if (dataset.observation === 'tokens')
    throw new UsageError(
      '--posterior is of models with a latent at each step; of sentences --estimator kl says what z tells',
    );
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

/** Tells of progress on stderr, and stops at the first Ctrl-C. */
function watched(): (work: string, share: number) => Promise<boolean> {
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    process.stderr.write('\nstopped: no result\n');
  });
  const { isTTY } = process.stderr;
  let shown = '';
  return async (work, share) => {
    const percent = isTTY ? Math.floor(100 * share) : 20 * Math.floor(5 * share);
    const line = `${work} ${percent} %`;
    if (line !== shown) process.stderr.write(isTTY ? `\r${line.padEnd(40)}` : `${line}\n`);
    shown = line;
    // A turn of the event loop lets Ctrl-C in.
    await new Promise((resolve) => setImmediate(resolve));
    return !stopped;
  };
}

/** The words after `npm run evaluate --`. Throws a UsageError. */
function command() {
  const { values, positionals } = parsed();
  const { posterior = false, json = false, help = false, data, backend, estimator } = values;
  const [directory = '', ...more] = positionals;
  if (!help && (directory === '' || more.length > 0))
    throw new UsageError(
      `evaluate takes one directory, found ${positionals.length}; --help says more`,
    );
  if (posterior && estimator !== undefined)
    throw new UsageError('--posterior and --estimator are two commands: give one of them');
  const { split = 'test' } = values;
  if (split !== 'test' && split !== 'validation')
    throw new UsageError(`--split ${split}: there are test, validation`);
  const bounds = estimator !== undefined;
  const kEval = values['k-eval'];
  for (const flag of ['k-eval', 'split'] as const)
    if (!bounds && values[flag] !== undefined)
      throw new UsageError(`--${flag} goes with --estimator; --help says more`);
  return {
    directory,
    posterior,
    json,
    help,
    data,
    backend,
    split: split as 'test' | 'validation',
    estimators: bounds ? estimatorsNamed(estimator) : null,
    mixingSamples: kEval === undefined ? null : count('k-eval', kEval, 0, 0),
    sequences: count('sequences', values.sequences, bounds ? Number.MAX_SAFE_INTEGER : 50, 1),
    samples: count('samples', values.samples, bounds ? 100 : 2048, bounds ? 1 : 2),
  };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        posterior: { type: 'boolean' },
        estimator: { type: 'string' },
        'k-eval': { type: 'string' },
        split: { type: 'string' },
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
