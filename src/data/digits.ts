/**
 * Digits read row by row: 28 steps of 28 binary pixels. Grey pixels stay bytes; batches are binarised
 * when they are asked for.
 */
import type { Settings } from '../config/settings.ts';
import { fillUniform, permutation, stream } from '../rng.ts';
import type { Batch, Dataset, Split } from './dataset.ts';
import { DIGIT_PIXELS, DIGIT_SIDE, type DigitImages } from './idx.ts';
import { ImportError } from './importError.ts';

/** A pixel is on where grey / 255 > 0.5. */
const FIRST_ON = 128;
/** Of a file at most a tenth is held out for validation and a fifth for the test. */
const FEWEST_IMAGES = 10;

/**
 * A data set of the images. The seed decides which are train, validation and test; dynamic coins are a
 * function of (seed, epoch, place in the file), with epoch 0 for validation and test.
 * Throws an ImportError where there are too few images to hold some out.
 */
export function fromDigits(images: DigitImages, settings: Settings): Dataset {
  const { count, fileName } = images;
  if (count < FEWEST_IMAGES)
    throw new ImportError(
      `${fileName} holds ${count} images: at least ${FEWEST_IMAGES} are needed, so that some can be held out`,
    );
  const testCount = Math.min(settings.testSize, Math.floor(count / 5));
  const validationCount = Math.min(settings.validationSize, Math.floor(count / 10));
  const order = permutation(count, stream(settings.seed, 'data/split'));
  const split = (members: Uint32Array, drawnAnew: boolean): Split => ({
    count: members.length,
    batch: (indices, epoch) => batchOf(images, members, indices, settings, drawnAnew ? epoch : 0),
  });
  const rule =
    settings.binarisation === 'threshold'
      ? 'on above 0.5'
      : 'each a coin with its grey as probability, thrown anew every epoch';
  return {
    description: `MNIST idx file ${fileName}: ${count.toLocaleString('en')} images, ${DIGIT_SIDE} rows of ${DIGIT_SIDE} pixels, ${rule}`,
    steps: DIGIT_SIDE,
    channelNames: Array.from({ length: DIGIT_SIDE }, (_, column) => `column ${column + 1}`),
    observation: 'binary',
    inputMean: new Array<number>(DIGIT_SIDE).fill(0),
    inputSd: new Array<number>(DIGIT_SIDE).fill(1),
    unitScale: null,
    known: null,
    test: split(order.subarray(0, testCount), false),
    validation: split(order.subarray(testCount, testCount + validationCount), false),
    train: split(order.subarray(testCount + validationCount), true),
  };
}

function batchOf(
  images: DigitImages,
  members: Uint32Array,
  indices: ArrayLike<number>,
  settings: Settings,
  epoch: number,
): Batch {
  const size = indices.length;
  const x = new Float32Array(DIGIT_PIXELS * size); // [T, B, X]
  const coins = stream(settings.seed, 'data/binarise');
  const levels = new Float32Array(DIGIT_PIXELS); // [T, X], in (0, 1)
  for (let b = 0; b < size; b++) {
    const image = members[indices[b]!];
    if (image === undefined)
      throw new RangeError(`index ${indices[b]} is not below ${members.length}`);
    if (settings.binarisation === 'dynamic')
      fillUniform(levels, coins, DIGIT_PIXELS, { step: epoch, firstRow: image });
    const first = image * DIGIT_PIXELS;
    for (let i = 0; i < DIGIT_PIXELS; i++) {
      const grey = images.pixels[first + i]!;
      const on = settings.binarisation === 'threshold' ? grey >= FIRST_ON : levels[i]! < grey / 255;
      const t = Math.floor(i / DIGIT_SIDE);
      if (on) x[(t * size + b) * DIGIT_SIDE + (i - t * DIGIT_SIDE)] = 1;
    }
  }
  return { steps: DIGIT_SIDE, size, channels: DIGIT_SIDE, x, mask: null };
}
