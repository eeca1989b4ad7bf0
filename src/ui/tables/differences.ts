/**
 * Which of the paper's tables a measurement stands beside, under which protocol it was made, and in what that differs
 * from the paper's. Read from the words every data set describes itself with. Pure.
 */
import type { Measurement } from '../../state/measurements.ts';
import { wholeNumber } from '../format.ts';
import type { TableName } from './published.ts';

/** Sequences of the paper's test set of MNIST, and steps it trained: 2,000 epochs of 390 batches. */
const MNIST_TEST = 10_000;
const MNIST_STEPS = 780_000;
const MNIST_WIDTHS = [64, 128];

/** Null: of data that the paper has no table of. */
export function tableOf({ data }: Measurement): TableName | null {
  if (/^Synthetic digits|^(MNIST idx|binary) file /.test(data)) return 'mnist';
  if (/IAM-OnDB|^Handwriting|drawings|^Your pen/.test(data)) return 'handwriting';
  if (/^Synthetic sentences|sentences to learn from, validate and test/.test(data)) return 'text';
  return null;
}

/** How it was measured: "IWAE, N = 50, K = 20; first 100 sequences of test; step 400; seed 5; this browser". */
export function protocolOf(measurement: Measurement): string {
  const { bound, particles, mixingSamples, split, sequences, step, hidden, seed, source, data } =
    measurement;
  const facts = [
    bound === 'exact'
      ? 'exact'
      : [
          { elbo: 'ELBO', iwae: 'IWAE', fivo: 'FIVO' }[bound],
          particles === null ? 'N not stated' : `N = ${wholeNumber(particles)}`,
          mixingSamples === null ? 'K not stated' : `K = ${wholeNumber(mixingSamples)}`,
        ].join(', '),
    `${wholeNumber(sequences)} sequences of ${split}`,
    step === null ? 'training steps not stated' : `training step ${wholeNumber(step)}`,
    ...(hidden === null ? [] : [`GRU ${hidden}`]),
    ...(seed === null ? [] : [`seed ${seed}`]),
    data === '' ? 'data not stated' : data,
    source,
  ];
  return facts.join('; ');
}

/** In what the protocol differs from that of the table, a clause each; never empty, because the paper leaves much open. */
export function differencesOf(measurement: Measurement): string[] {
  const table = tableOf(measurement);
  const { bound, split, interrupted } = measurement;
  return [
    ...(table === 'mnist' ? digitDifferences(measurement) : []),
    ...(table === 'handwriting' ? penDifferences(measurement) : []),
    ...(table === 'text' ? textDifferences(measurement) : []),
    ...(split === 'validation' ? ['validation, not test'] : []),
    ...(interrupted ? ['the run was interrupted'] : []),
    ...(bound === 'exact'
      ? []
      : ['an upper bound on NLL; which bound, K and N the paper used it does not say']),
  ];
}

function digitDifferences({ data, sequences, step, hidden, bound }: Measurement): string[] {
  const found: string[] = [];
  if (/^Synthetic/.test(data)) found.push('synthetic digits, not MNIST: not comparable');
  else if (!/mnist|train-images|t10k/i.test(fileOf(data)))
    found.push('digits of a file that does not call itself MNIST');
  if (/rows of/.test(data))
    found.push('read row by row, not pixel by pixel: the same pixels, another factorisation');
  else if (/one cell/.test(data)) found.push('14 × 14 cells, not 28 × 28 pixels: other data');
  if (/above 0\.5/.test(data))
    found.push('thresholded: easier than the stochastic files of most rows by about 23 nats');
  else if (/coin/.test(data))
    found.push('binarised by coins of this run’s seed, not by the fixed files of most rows');
  if (sequences < MNIST_TEST)
    found.push(`${wholeNumber(sequences)} test digits, not ${wholeNumber(MNIST_TEST)}`);
  if (step === null) found.push('training steps not stated');
  else if (step < MNIST_STEPS)
    found.push(
      `${wholeNumber(step)} training steps, where the paper’s 2,000 epochs are about ${wholeNumber(MNIST_STEPS)}`,
    );
  if (hidden !== null && !MNIST_WIDTHS.includes(hidden) && bound !== 'exact')
    found.push(`GRU of ${hidden}, not 64 or 128`);
  return found;
}

/** The description without the words of the programme: what stands before the count of images. */
function fileOf(data: string): string {
  return /^(?:MNIST idx|binary) file (.*?): [\d,]+ images/.exec(data)?.[1] ?? '';
}

/** Test sentences of Penn Treebank as Mikolov parted it, and of Yahoo as Yang et al. did. */
const TEXT_TESTS = { ptb: 3761, yahoo: 10_000 } as const;

function textDifferences({ data, sequences }: Measurement): string[] {
  if (/^Synthetic/.test(data))
    return ['sentences of this programme’s grammar, not PTB or Yahoo: not comparable'];
  const corpus = /yahoo/i.test(data) ? 'yahoo' : /ptb/i.test(data) ? 'ptb' : null;
  if (corpus === null) return ['a text that calls itself neither PTB nor Yahoo: not comparable'];
  const found: string[] = [];
  if (/, characters,/.test(data)) found.push('characters, not words');
  if (/, words of prose,/.test(data)) found.push('tokens made anew, not those of the file');
  if (/left out|cut off/.test(data)) found.push('long sentences are left out or cut off');
  if (sequences < TEXT_TESTS[corpus])
    found.push(`${wholeNumber(sequences)} test sentences, not ${wholeNumber(TEXT_TESTS[corpus])}`);
  return found;
}

function penDifferences({ data }: Measurement): string[] {
  const found: string[] = [];
  if (/^Handwriting/.test(data))
    found.push('synthetic handwriting of this programme, not IAM-OnDB: not comparable');
  else if (/^Your pen/.test(data))
    found.push('a hand of the reader’s, not IAM-OnDB: not comparable');
  else if (!/IAM-OnDB/.test(data)) found.push('other drawings, not IAM-OnDB: not comparable');
  if (/cut off at/.test(data)) found.push('lines are cut off: a shorter line has another NLL');
  if (/dequantised/.test(data) && !/not dequantised/.test(data))
    found.push('offsets are dequantised, of which the paper says nothing');
  found.push(
    `NLL in units of ${/each by its own/.test(data) ? 'each channel’s own scale' : 'one scale for both channels'}; the paper does not say its own`,
  );
  return found;
}
