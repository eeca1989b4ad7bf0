/**
 * A data set of the drawings of a file: offsets of consecutive points with dy upwards, e = 1 where a stroke ends,
 * as the code of the VRNN makes them of IAM-OnDB. The first point of a drawing is where it begins, not a step.
 */
import type { Settings } from '../../config/settings.ts';
import { fillUniform, permutation, stream } from '../../rng.ts';
import { importInkText } from '../../text/en/importInk.ts';
import type { Dataset } from '../dataset.ts';
import { ImportError } from '../importError.ts';
import { type Drawing, type InkFile, type InkSplit, pointsOf } from './ink.ts';
import { penDataset, penScale } from './penDataset.ts';

/**
 * The parts are those of the file where it names all three, else drawn by the seed. Drawings of a single point
 * are left out; those of more steps than `sequenceLength` are cut off there. Offsets of whole numbers get
 * Uniform(-0.5, 0.5) added, because their density would be unbounded: anew every epoch, a function of (seed,
 * epoch, place in the file), with epoch 0 for validation and test. Throws an ImportError where a part is empty.
 */
export function fromInk(
  { fileName, format, hand, drawings }: InkFile,
  settings: Settings,
): Dataset {
  const { sequenceLength: longest, normaliser } = settings;
  const usable = drawings.flatMap((drawing, place) =>
    pointsOf(drawing) > 1 ? [{ drawing, place }] : [],
  );
  if (usable.length < 3) throw new ImportError(importInkText().few(fileName, usable.length));
  const whole = usable.every(({ drawing }) => isWhole(drawing));
  const noise = whole && settings.dequantise ? stream(settings.seed, 'data/dequantise') : null;
  const { parts, labelled } = partsOf(
    usable.map(({ drawing }) => drawing.split),
    settings,
  );
  const part = (members: readonly number[], drawnAnew: boolean) => {
    const stepsOf = (index: number) =>
      Math.min(longest, pointsOf(usable[members[index]!]!.drawing) - 1);
    const offsets = (index: number, epoch: number) => {
      const { drawing, place } = usable[members[index]!]!;
      const values = offsetsOf(drawing, longest);
      if (noise !== null) {
        const levels = new Float32Array((2 * values.length) / 3);
        fillUniform(levels, noise, levels.length, { step: drawnAnew ? epoch : 0, firstRow: place });
        for (let t = 0; t < values.length / 3; t++)
          for (const c of [0, 1]) values[3 * t + c]! += levels[2 * t + c]! - 0.5;
      }
      return values;
    };
    return { count: members.length, steps: stepsOf, offsets };
  };
  const measured = function* () {
    for (const member of parts.train) yield offsetsOf(usable[member]!.drawing, longest);
  };
  const { sd } = penScale(measured(), normaliser);
  if (!sd.every((value) => value > 0 && Number.isFinite(value)))
    throw new ImportError(importInkText().noMovement(fileName, sd[0] > 0 ? 'dy' : 'dx'));
  const cut = usable.filter(({ drawing }) => pointsOf(drawing) - 1 > longest).length;
  return penDataset(
    {
      train: part(parts.train, true),
      validation: part(parts.validation, false),
      test: part(parts.test, false),
    },
    {
      facts: {
        kind: 'ink',
        file: fileName,
        hand: hand ?? null,
        format,
        drawings: usable.length,
        labelled,
        cut,
        longest,
        dots: drawings.length - usable.length,
        dequantised: whole ? noise !== null : null,
        normaliser,
      },
      measured: measured(),
      normaliser,
      longest,
    },
  );
}

/** (dx, dy, e) of the first `longest` steps; the last lifts the pen. [N, 3] */
export function offsetsOf(drawing: Drawing, longest: number): Float32Array {
  const steps = Math.min(longest, pointsOf(drawing) - 1);
  const offsets = new Float32Array(3 * steps);
  let previous: { x: number; y: number } | null = null;
  let at = 0;
  for (const { x, y } of drawing.strokes)
    for (let i = 0; i < x.length; i++) {
      const point = { x: x[i]!, y: y[i]! };
      if (previous !== null && at < offsets.length) {
        const lifts = i === x.length - 1 || at === offsets.length - 3;
        offsets.set([point.x - previous.x, previous.y - point.y, lifts ? 1 : 0], at);
        at += 3;
      }
      previous = point;
    }
  return offsets;
}

function isWhole({ strokes }: Drawing): boolean {
  return strokes.every(({ x, y }) => x.every(Number.isInteger) && y.every(Number.isInteger));
}

type Parts = Readonly<Record<InkSplit, readonly number[]>>;

function partsOf(
  splits: readonly (InkSplit | null)[],
  { seed, validationSize, testSize }: Settings,
): { parts: Parts; labelled: boolean } {
  const order = [...permutation(splits.length, stream(seed, 'data/split'))];
  const members = (part: InkSplit) => order.filter((index) => splits[index] === part);
  const labelled = new Set(splits.filter((split) => split !== null)).size === 3;
  if (labelled)
    return {
      labelled,
      parts: {
        train: members('train'),
        validation: members('validation').slice(0, validationSize),
        test: members('test').slice(0, testSize),
      },
    };
  const total = splits.length;
  const testCount = Math.max(1, Math.min(testSize, Math.floor(total / 5)));
  const heldOut = testCount + Math.max(1, Math.min(validationSize, Math.floor(total / 10)));
  return {
    labelled,
    parts: {
      test: order.slice(0, testCount),
      validation: order.slice(testCount, heldOut),
      train: order.slice(heldOut),
    },
  };
}
