/**
 * Which of the paper's tables a measurement stands beside, under which protocol it was made, and in what that differs
 * from the paper's. Read from the words every data set describes itself with. Pure.
 */
import type { Measurement } from '../../state/measurements.ts';
import { differencesText } from '../../text/en/differences.ts';
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
  const text = differencesText();
  return text.facts([
    bound === 'exact'
      ? text.exact
      : text.bound([
          { elbo: 'ELBO', iwae: 'IWAE', fivo: 'FIVO' }[bound],
          particles === null ? text.noParticles : text.particles(wholeNumber(particles)),
          mixingSamples === null ? text.noMixing : text.mixing(wholeNumber(mixingSamples)),
        ]),
    text.sequences[split](wholeNumber(sequences)),
    step === null ? text.noSteps : text.step(wholeNumber(step)),
    ...(hidden === null ? [] : [`GRU ${hidden}`]),
    ...(seed === null ? [] : [text.seed(seed)]),
    data === '' ? text.noData : data,
    source,
  ]);
}

/** In what the protocol differs from that of the table, a clause each; never empty, because the paper leaves much open. */
export function differencesOf(measurement: Measurement): string[] {
  const text = differencesText();
  const table = tableOf(measurement);
  const { bound, split, interrupted } = measurement;
  return [
    ...(table === 'mnist' ? digitDifferences(measurement) : []),
    ...(table === 'handwriting' ? penDifferences(measurement) : []),
    ...(table === 'text' ? textDifferences(measurement) : []),
    ...(split === 'validation' ? [text.validation] : []),
    ...(interrupted ? [text.interrupted] : []),
    ...(bound === 'exact' ? [] : [text.upperBound]),
  ];
}

function digitDifferences({ data, sequences, step, hidden, bound }: Measurement): string[] {
  const text = differencesText();
  const found: string[] = [];
  if (/^Synthetic/.test(data)) found.push(text.syntheticDigits);
  else if (!/mnist|train-images|t10k/i.test(fileOf(data))) found.push(text.otherDigits);
  if (/rows of/.test(data)) found.push(text.rows);
  else if (/one cell/.test(data)) found.push(text.cells);
  if (/above 0\.5/.test(data)) found.push(text.thresholded);
  else if (/coin/.test(data)) found.push(text.coins);
  if (sequences < MNIST_TEST)
    found.push(text.fewDigits(wholeNumber(sequences), wholeNumber(MNIST_TEST)));
  if (step === null) found.push(text.noSteps);
  else if (step < MNIST_STEPS)
    found.push(text.fewSteps(wholeNumber(step), wholeNumber(MNIST_STEPS)));
  if (hidden !== null && !MNIST_WIDTHS.includes(hidden) && bound !== 'exact')
    found.push(text.width(hidden));
  return found;
}

/** The description without the words of the programme: what stands before the count of images. */
function fileOf(data: string): string {
  return /^(?:MNIST idx|binary) file (.*?): [\d,]+ images/.exec(data)?.[1] ?? '';
}

/** Test sentences of Penn Treebank as Mikolov parted it, and of Yahoo as Yang et al. did. */
const TEXT_TESTS = { ptb: 3761, yahoo: 10_000 } as const;

function textDifferences({ data, sequences }: Measurement): string[] {
  const text = differencesText();
  if (/^Synthetic/.test(data)) return [text.syntheticText];
  const corpus = /yahoo/i.test(data) ? 'yahoo' : /ptb/i.test(data) ? 'ptb' : null;
  if (corpus === null) return [text.otherText];
  const found: string[] = [];
  if (/, characters,/.test(data)) found.push(text.characters);
  if (/, words of prose,/.test(data)) found.push(text.prose);
  if (/left out|cut off/.test(data)) found.push(text.longSentences);
  if (sequences < TEXT_TESTS[corpus])
    found.push(text.fewSentences(wholeNumber(sequences), wholeNumber(TEXT_TESTS[corpus])));
  return found;
}

function penDifferences({ data }: Measurement): string[] {
  const text = differencesText();
  const found: string[] = [];
  if (/^Handwriting/.test(data)) found.push(text.syntheticPen);
  else if (/^Your pen/.test(data)) found.push(text.yourPen);
  else if (!/IAM-OnDB/.test(data)) found.push(text.otherPen);
  if (/cut off at/.test(data)) found.push(text.cutLines);
  if (/dequantised/.test(data) && !/not dequantised/.test(data)) found.push(text.dequantised);
  found.push(/each by its own/.test(data) ? text.ownScales : text.oneScale);
  return found;
}
