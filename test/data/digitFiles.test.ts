import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../src/config/settings.ts';
import { joinDigits } from '../../src/data/digitFiles.ts';
import { fromDigits } from '../../src/data/digits.ts';
import { type DigitImages, parseIdxImages } from '../../src/data/idx.ts';
import { datasetFrom, importFile, importFiles } from '../../src/data/importer.ts';
import { memorySource } from '../../src/data/source.ts';
import { idxBytes } from './idxBytes.ts';

const settings: Settings = { ...defaultSettings(), data: 'digits-rows' };

/** Images whose pixels all have the grey of their place in the file. */
function images(fileName: string, count: number, first: number): DigitImages {
  const values = Uint8Array.from({ length: count * 784 }, (_, i) => first + Math.floor(i / 784));
  return parseIdxImages(idxBytes([count, 28, 28], 8, values), fileName);
}

const amat = (count: number, on: number) =>
  new TextEncoder().encode(
    Array.from({ length: count }, (_, n) =>
      Array.from({ length: 784 }, (_, i) => (i === on + n ? 1 : 0)).join(' '),
    ).join('\n'),
  ) as Uint8Array<ArrayBuffer>;

describe('files that say what they are for', () => {
  const train = images('train-images-idx3-ubyte', 20, 0);
  const held = images('t10k-images-idx3-ubyte', 12, 100);

  test('are put together in order, whatever the order they come in', () => {
    const joined = joinDigits([held, train]);
    expect(joined).toEqual(joinDigits([train, held]));
    expect(joined).toMatchObject({
      count: 32,
      parts: { train: 20, validation: 0, test: 12 },
      fileName: 'train-images-idx3-ubyte, t10k-images-idx3-ubyte',
    });
    expect([joined.pixels[0], joined.pixels[20 * 784]]).toEqual([0, 100]);
  });

  test('give their own test set whatever the seed, and validation from the training file', () => {
    const joined = joinDigits([train, held]);
    // Each picture is thresholded to all off or all on, so count what the parts hold.
    const parts = (seed: number, testSize: number) => {
      const { train, validation, test, description } = fromDigits(joined, {
        ...settings,
        seed,
        testSize,
      });
      expect(description).toContain('parts as the files say');
      return [train.count, validation.count, test.count];
    };
    expect(parts(1, 1000)).toEqual([18, 2, 12]);
    expect(parts(2, 8)).toEqual([18, 2, 8]);
    const pictures = (seed: number) =>
      fromDigits(joined, { ...settings, seed }).test.batch([0, 11], 0).x;
    expect(pictures(1)).toEqual(pictures(9));
  });

  test.each([
    [[train, images('more', 3, 0)], 'more: of several files of digits each must have train'],
    [[train, images('train2', 3, 0)], 'train-images-idx3-ubyte and train2 are both for train'],
    [[train, images('valid', 3, 0)], 'is for test: expected a file with test in its name'],
    [
      [train, { ...held, binary: true as const }],
      'do not go together: one is binary and one is grey',
    ],
  ])('are refused where they do not fit, case %#', (files, message) => {
    expect(() => joinDigits(files)).toThrow(message);
  });
});

describe('fixed binarisation', () => {
  const sources = [
    memorySource(amat(30, 0), 'binarized_mnist_train.amat'),
    memorySource(amat(10, 100), 'binarized_mnist_valid.amat'),
    memorySource(amat(9, 200), 'binarized_mnist_test.amat'),
  ];

  test('comes from the three files, pixels as they are under every rule', async () => {
    const file = await importFiles(sources);
    for (const binarisation of ['threshold', 'dynamic', 'larochelle'] as const) {
      const { train, validation, test, description } = datasetFrom(
        { ...settings, binarisation },
        file,
      );
      expect([train.count, validation.count, test.count]).toEqual([30, 10, 9]);
      expect(description).toContain('pixels as the file has them, parts as the files say');
      for (const [split, first] of [
        [train, 0],
        [validation, 100],
        [test, 200],
      ] as const) {
        const { x } = split.batch([2], 1);
        expect(x.indexOf(1)).toBe(first + 2);
        expect(x.reduce((sum, value) => sum + value, 0)).toBe(1);
      }
    }
  });

  test('comes from one file as well, split by the seed, and not from grey images', async () => {
    const file = await importFile('some', amat(30, 0));
    expect(datasetFrom({ ...settings, binarisation: 'larochelle' }, file).test.count).toBe(6);
    const grey = { kind: 'digits', images: images('grey', 30, 0) } as const;
    expect(() => datasetFrom({ ...settings, binarisation: 'larochelle' }, grey)).toThrow(
      'grey holds grey images: binarisation larochelle needs the files binarized_mnist_*.amat',
    );
  });

  test('labels beside the images are passed over', async () => {
    const named = (name: string, bytes: Uint8Array<ArrayBuffer>) => memorySource(bytes, name);
    const file = await importFiles([
      named('t10k-images', idxBytes([12, 28, 28])),
      named('t10k-labels', idxBytes([12])),
      named('train-images', idxBytes([20, 28, 28])),
    ]);
    expect(file).toMatchObject({ kind: 'digits', images: { count: 32 } });
  });
});
