/**
 * Pictures of digits read row by row, cell by cell or pixel by pixel, as binary sequences. Grey pixels stay bytes;
 * batches are binarised when they are asked for.
 */
import type { Settings } from '../config/settings.ts';
import { fillUniform, permutation, type Stream, stream } from '../rng.ts';
import { type DataFacts, englishLine } from '../text/en/dataSets.ts';
import { importDigitsText } from '../text/en/importDigits.ts';
import type { Batch, Dataset, Split } from './dataset.ts';
import { DIGIT_PIXELS, type DigitImages } from './idx.ts';
import { ImportError } from './importError.ts';
import { greys, type Scan, scanOf } from './scan.ts';
import type { SplitName } from './splitName.ts';

/** Of a file at most a tenth is held out for validation and a fifth for the test. */
const FEWEST_IMAGES = 10;

/** The pictures of one split. */
export interface Pictures {
  /** Infinity where they never run out. */
  readonly count: number;
  /** Grey 0 to 255 of the picture of an index, [28, 28], from `first` on. */
  pixels(index: number): { readonly from: ArrayLike<number>; readonly first: number };
  /** What coins are thrown by: the same place, the same coins. */
  place(index: number): number;
  readonly coins: Stream;
}

/**
 * A data set of the images. Which are train, validation and test the files say, else the seed; dynamic coins are a
 * function of (seed, epoch, place in the file), with epoch 0 for validation and test.
 * Throws an ImportError where there are too few images to hold some out, or they are not binarised as asked.
 */
export function fromDigits(images: DigitImages, settings: Settings): Dataset {
  const { count, fileName, pixels, binary } = images;
  if (count < FEWEST_IMAGES)
    throw new ImportError(importDigitsText().few(fileName, count, FEWEST_IMAGES));
  if (images.parts !== undefined && images.parts.train < FEWEST_IMAGES)
    throw new ImportError(
      importDigitsText().fewToLearn(fileName, images.parts.train, FEWEST_IMAGES),
    );
  if (settings.binarisation === 'larochelle' && !binary)
    throw new ImportError(importDigitsText().grey(fileName));
  const members = membersOf(images, settings);
  const coins = stream(settings.seed, 'data/binarise');
  const pictures = (of: Uint32Array): Pictures => {
    const placed = (index: number) => {
      const place = of[index];
      if (place === undefined) throw new RangeError(`index ${index} is not below ${of.length}`);
      return place;
    };
    return {
      count: of.length,
      pixels: (index) => ({ from: pixels, first: placed(index) * DIGIT_PIXELS }),
      place: placed,
      coins,
    };
  };
  return binaryDataset(
    {
      train: pictures(members.train),
      validation: pictures(members.validation),
      test: pictures(members.test),
    },
    settings,
    {
      kind: 'digits',
      file: fileName,
      binary: binary === true,
      images: count,
      scan: scanOf(settings).unit,
      rule: binary ? 'file' : ruleOf(settings),
      labelled: images.parts !== undefined,
    },
  );
}

function membersOf(
  { count, parts }: DigitImages,
  { seed, validationSize, testSize }: Settings,
): Readonly<Record<SplitName, Uint32Array>> {
  const shuffle = stream(seed, 'data/split');
  if (parts === undefined) {
    const testCount = Math.min(testSize, Math.floor(count / 5));
    const validationCount = Math.min(validationSize, Math.floor(count / 10));
    const order = permutation(count, shuffle);
    return {
      test: order.subarray(0, testCount),
      validation: order.subarray(testCount, testCount + validationCount),
      train: order.subarray(testCount + validationCount),
    };
  }
  const from = (first: number, length: number) => Uint32Array.from({ length }, (_, i) => first + i);
  const test = from(parts.train + parts.validation, Math.min(testSize, parts.test));
  if (parts.validation > 0) {
    const validation = from(parts.train, Math.min(validationSize, parts.validation));
    return { train: from(0, parts.train), validation, test };
  }
  const held = Math.min(validationSize, Math.floor(parts.train / 10));
  const order = permutation(parts.train, shuffle);
  return { train: order.subarray(held), validation: order.subarray(0, held), test };
}

/** How grey pixels become binary. */
export function ruleOf({ binarisation }: Settings): 'threshold' | 'coin' {
  return binarisation === 'threshold' ? 'threshold' : 'coin';
}

/** A data set of pictures of whatever origin. */
export function binaryDataset(
  parts: Readonly<Record<SplitName, Pictures>>,
  settings: Settings,
  facts: DataFacts,
): Dataset {
  const scan = scanOf(settings);
  const channels = scan.channelNames.length;
  const split = (name: SplitName): Split => ({
    count: parts[name].count,
    batch: (indices, epoch) =>
      batchOf(parts[name], indices, settings, scan, name === 'train' ? epoch : 0),
  });
  return {
    description: englishLine(facts),
    facts,
    steps: scan.steps,
    channelNames: scan.channelNames,
    observation: 'binary',
    inputMean: new Array<number>(channels).fill(0),
    inputSd: new Array<number>(channels).fill(1),
    unitScale: null,
    known: null,
    test: split('test'),
    validation: split('validation'),
    train: split('train'),
  };
}

function batchOf(
  pictures: Pictures,
  indices: ArrayLike<number>,
  { binarisation }: Settings,
  scan: Scan,
  epoch: number,
): Batch {
  const size = indices.length;
  const { steps } = scan;
  const channels = scan.channelNames.length;
  const x = new Float32Array(steps * size * channels); // [T, B, X]
  const levels = new Float32Array(steps * channels); // [T, X], in (0, 1)
  for (let b = 0; b < size; b++) {
    const index = indices[b]!;
    const { from, first } = pictures.pixels(index);
    const grey = greys(from, first, scan); // [T, X]
    if (binarisation === 'dynamic') {
      const at = { step: epoch, firstRow: pictures.place(index) };
      fillUniform(levels, pictures.coins, levels.length, at);
    } else levels.fill(0.5);
    for (let t = 0; t < steps; t++)
      for (let c = 0; c < channels; c++)
        if (grey[t * channels + c]! > levels[t * channels + c]!)
          x[(t * size + b) * channels + c] = 1;
  }
  return { steps, size, channels, x, mask: null };
}
