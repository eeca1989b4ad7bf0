/**
 * A data set of a reader's own series: channels standardised, long series cut into windows, short windows
 * padded and masked.
 *
 * Split. Three series or more: whole series are held out, chosen by the seed. One or two: of each the first
 * 70 % in time are train, the next 15 % validation, the last 15 % test, because windows shuffled in time
 * would put the neighbours of every test window into the training.
 */
import type { Settings } from '../config/settings.ts';
import { permutation, stream } from '../rng.ts';
import { type DataFacts, englishLine } from '../text/en/dataSets.ts';
import { importCsvText } from '../text/en/importCsv.ts';
import { importFilesText } from '../text/en/importFiles.ts';
import { grouped } from '../text/numbers.ts';
import type { SeriesFile } from './csv.ts';
import { MAX_TOLD } from './csvColumns.ts';
import type { Batch, Dataset, Split } from './dataset.ts';
import { ImportError } from './importError.ts';
import type { SplitName } from './splitName.ts';

/** Rows first .. first + length - 1 of a series. */
interface Window {
  readonly series: number;
  readonly first: number;
  readonly length: number;
}

interface Windows {
  readonly train: readonly Window[];
  readonly validation: readonly Window[];
  readonly test: readonly Window[];
}

const HELD_OUT_IN_TIME = 0.15;

/**
 * Windows of at most `sequenceLength` steps. Means and standard deviations are those of the training part.
 * Throws an ImportError where a split would be empty or a channel never changes.
 */
export function fromSeries(file: SeriesFile, settings: Settings): Dataset {
  const { fileName, channelNames, leftOut, series } = file;
  const channels = channelNames.length;
  const lengths = series.map(({ values }) => values.length / channels);
  const windows =
    lengths.length < 3 ? splitInTime(lengths, settings) : splitBySeries(lengths, settings);
  for (const [name, members] of Object.entries(windows))
    if (members.length === 0)
      throw new ImportError(
        importCsvText().tooShort(
          fileName,
          totalRows(lengths),
          importFilesText().parts[name as SplitName],
        ),
      );
  const { mean, sd } = statistics(file, windows.train);
  checkReach(file, mean, sd);
  const all = [...windows.train, ...windows.validation, ...windows.test];
  const steps = all.reduce((most, { length }) => Math.max(most, length), 0);
  const split = (members: readonly Window[]): Split => ({
    count: members.length,
    batch: (indices) => batchOf(file, members, indices, steps, mean, sd),
  });
  const facts: DataFacts = {
    kind: 'series',
    file: fileName,
    series: series.length,
    rows: lengths.reduce((sum, length) => sum + length, 0),
    channels: channelNames,
    leftOut: leftOut.slice(0, MAX_TOLD).map(({ name }) => name),
    leftOutMore: Math.max(0, leftOut.length - MAX_TOLD),
    steps,
  };
  return {
    description: englishLine(facts),
    facts,
    steps,
    channelNames,
    observation: 'real',
    inputMean: new Array<number>(channels).fill(0),
    inputSd: new Array<number>(channels).fill(1),
    unitScale: { offset: mean, scale: sd },
    known: null,
    train: split(windows.train),
    validation: split(windows.validation),
    test: split(windows.test),
  };
}

function totalRows(lengths: readonly number[]): string {
  return grouped(lengths.reduce((sum, length) => sum + length, 0));
}

/** Rows first .. end - 1 of a series in windows of `longest` rows; the last may be shorter. */
function cut(series: number, first: number, end: number, longest: number): Window[] {
  const windows: Window[] = [];
  for (let at = first; at < end; at += longest)
    windows.push({ series, first: at, length: Math.min(longest, end - at) });
  return windows;
}

/** Whole series held out: at most a tenth for validation and a fifth for the test, at least one each. */
function splitBySeries(lengths: readonly number[], settings: Settings): Windows {
  const { sequenceLength, validationSize, testSize, seed } = settings;
  const total = lengths.length;
  const order = [...permutation(total, stream(seed, 'data/split'))];
  const testCount = Math.max(1, Math.min(testSize, Math.floor(total / 5)));
  const validationCount = Math.max(1, Math.min(validationSize, Math.floor(total / 10)));
  const windowsOf = (members: readonly number[]) =>
    members.flatMap((series) => cut(series, 0, lengths[series]!, sequenceLength));
  return {
    test: windowsOf(order.slice(0, testCount)).slice(0, testSize),
    validation: windowsOf(order.slice(testCount, testCount + validationCount)).slice(
      0,
      validationSize,
    ),
    train: windowsOf(order.slice(testCount + validationCount)),
  };
}

/** Of each series the last steps held out, so that the test lies after everything learned from. */
function splitInTime(lengths: readonly number[], settings: Settings): Windows {
  const { sequenceLength, validationSize, testSize } = settings;
  const parts = lengths.map((length, series) => {
    const heldOut = (size: number) =>
      Math.min(
        Math.floor(HELD_OUT_IN_TIME * length),
        Math.ceil(size / lengths.length) * sequenceLength,
      );
    const testFrom = length - heldOut(testSize);
    const validationFrom = testFrom - heldOut(validationSize);
    return {
      train: cut(series, 0, validationFrom, sequenceLength),
      validation: cut(series, validationFrom, testFrom, sequenceLength),
      test: cut(series, testFrom, length, sequenceLength),
    };
  });
  return {
    train: parts.flatMap(({ train }) => train),
    validation: parts.flatMap(({ validation }) => validation),
    test: parts.flatMap(({ test }) => test),
  };
}

/** Mean and standard deviation of each channel over the rows of the windows, in two passes. */
function statistics({ fileName, channelNames, series }: SeriesFile, windows: readonly Window[]) {
  const channels = channelNames.length;
  const rows = windows.reduce((sum, { length }) => sum + length, 0);
  const average = (channel: number, of: (value: number) => number) => {
    let sum = 0;
    for (const window of windows) {
      const { values } = series[window.series]!;
      for (let row = window.first; row < window.first + window.length; row++)
        sum += of(values[row * channels + channel]!) / rows;
    }
    return sum;
  };
  const mean = channelNames.map((_, channel) => average(channel, (value) => value));
  const sd = mean.map((m, channel) => Math.sqrt(average(channel, (value) => (value - m) ** 2)));
  sd.forEach((deviation, channel) => {
    // A constant channel has an unbounded density, and rounding leaves it a deviation near zero.
    const column = `"${channelNames[channel]}"`;
    if (!Number.isFinite(deviation))
      throw new ImportError(importCsvText().tooLarge(fileName, column));
    if (!(deviation > 1e-12 * Math.abs(mean[channel]!)))
      throw new ImportError(importCsvText().constant(fileName, column, mean[channel]!));
  });
  return { mean, sd };
}

/** Throws an ImportError for a number that single precision does not hold once it is standardised. */
function checkReach(
  { fileName, channelNames, series }: SeriesFile,
  mean: readonly number[],
  sd: readonly number[],
): void {
  const channels = channelNames.length;
  for (const { values } of series)
    for (let at = 0; at < values.length; at++) {
      const channel = at % channels;
      if (Math.abs((values[at]! - mean[channel]!) / sd[channel]!) > 1e30)
        throw new ImportError(
          importCsvText().tooFar(fileName, `"${channelNames[channel]}"`, values[at]!),
        );
    }
}

function batchOf(
  { series, channelNames }: SeriesFile,
  members: readonly Window[],
  indices: ArrayLike<number>,
  steps: number,
  mean: readonly number[],
  sd: readonly number[],
): Batch {
  const channels = channelNames.length;
  const size = indices.length;
  const x = new Float32Array(steps * size * channels); // [T, B, X], 0 = the mean where padded
  const mask = new Float32Array(steps * size); // [T, B]
  let padded = false;
  for (let b = 0; b < size; b++) {
    const window = members[indices[b]!];
    if (window === undefined)
      throw new RangeError(`index ${indices[b]} is not below ${members.length}`);
    const { values } = series[window.series]!;
    padded ||= window.length < steps;
    for (let t = 0; t < window.length; t++) {
      mask[t * size + b] = 1;
      for (let c = 0; c < channels; c++) {
        const value = values[(window.first + t) * channels + c]!;
        x[(t * size + b) * channels + c] = (value - mean[c]!) / sd[c]!;
      }
    }
  }
  return { steps, size, channels, x, mask: padded ? mask : null };
}
