/**
 * Synthetic digits, so that digits need no file: strokes of a pen, distorted by a seed and drawn as 28 by 28 grey pixels
 * the way MNIST has them (20 by 20 box, centre of mass in the middle). They are not MNIST and no figure on them compares
 * with one on it. Picture i of a split is a pure function of (seed, split, i); its digit is i mod 10.
 */
import type { Settings } from '../config/settings.ts';
import { stream } from '../rng.ts';
import { importDigitsText } from '../text/en/importDigits.ts';
import type { Dataset } from './dataset.ts';
import { binaryDataset, type Pictures, ruleOf } from './digits.ts';
import { DIGIT_PIXELS, DIGIT_SIDE } from './idx.ts';
import { ImportError } from './importError.ts';
import { Dice } from './pen/dice.ts';
import type { Point } from './pen/letterforms.ts';
import { smooth } from './pen/penPath.ts';
import { scanOf } from './scan.ts';
import type { SplitName } from './splitName.ts';

/** Ways to write each digit: x to the right, y downwards, 14 high; strokes separated by slashes. */
const FORMS: readonly (readonly string[])[] = [
  [
    '5,0 2,1 0,4 0,10 2,13 5,14 8,13 10,10 10,4 8,1 5,0',
    '8,1 5,0 2,2 0,6 0,10 2,13 5,14 8,12 9,8 9,4 7,1 4,0',
  ],
  ['5,0 5,14', '5,0 5,14', '1,4 5,0 5,14', '1,4 5,0 5,14 / 1,14 9,14'],
  ['0,4 1,1 4,0 7,0 9,2 9,5 6,9 0,14 10,14', '0,3 3,0 7,0 9,3 8,7 4,12 1,13 1,11 4,11 7,13 10,13'],
  ['0,1 4,0 8,1 9,4 7,6 4,7 8,8 10,11 8,13 4,14 0,12', '0,0 9,0 4,6 8,7 10,10 8,13 4,14 0,13'],
  ['3,0 0,9 10,9 / 8,4 8,14', '1,0 0,7 8,7 / 8,0 8,14', '8,14 8,0 0,9 10,9'],
  ['1,0 1,6 5,5 9,7 10,10 7,13 3,14 0,12 / 1,0 9,0', '9,0 2,0 1,6 5,5 9,8 8,12 4,14 0,13'],
  ['8,0 4,3 1,8 1,12 4,14 8,13 9,10 7,8 4,8 1,11', '6,0 2,5 0,10 2,13 5,14 8,12 8,9 5,8 1,11'],
  ['0,0 10,0 7,6 4,14', '0,1 5,0 9,0 6,7 4,14', '0,0 10,0 4,14 / 2,7 9,7'],
  [
    '9,2 5,0 1,2 2,5 8,8 10,11 8,14 3,14 0,11 2,8 8,5 9,2',
    '5,6 2,5 1,3 3,0 7,0 9,3 8,5 5,6 1,9 0,12 3,14 7,14 10,12 9,9 5,6',
  ],
  ['9,3 6,0 2,1 0,4 2,7 6,7 9,3 9,8 7,14', '9,4 6,0 2,1 1,5 4,7 8,5 9,3 9,10 7,13 3,14 0,13'],
];

/** Pixels a digit's longer side takes, and the grey border of a line. */
const BOX = 20;
const SOFT_EDGE = 1.3;
/** Standard deviations of the distortions. */
const SLANT = 0.18;
const ROTATION = 0.1;
const STRETCH = 0.15;
const VERTEX_JITTER = 0.45;
const WARP = 0.5;
const WARP_LENGTH = 16;
/** Radius of the pen, pixels. */
const THINNEST = 0.7;
const THICKEST = 1.7;

/** Endless training digits and as many others as the settings say. Throws an ImportError where a file is needed. */
export function fromDrawnDigits(settings: Settings): Dataset {
  if (settings.binarisation === 'larochelle') throw new ImportError(importDigitsText().larochelle);
  const pictures = (part: SplitName, count: number): Pictures => ({
    count,
    pixels: (index) => {
      if (!(index < count)) throw new RangeError(`index ${index} is not below ${count}`);
      return { from: drawDigit(settings.seed, part, index), first: 0 };
    },
    place: (index) => index,
    coins: stream(settings.seed, `data/binarise/${part}`),
  });
  return binaryDataset(
    {
      train: pictures('train', Number.POSITIVE_INFINITY),
      validation: pictures('validation', settings.validationSize),
      test: pictures('test', settings.testSize),
    },
    settings,
    { kind: 'drawnDigits', scan: scanOf(settings).unit, rule: ruleOf(settings) },
  );
}

/** One picture: grey 0 to 255. [28, 28] */
export function drawDigit(seed: number, part: SplitName, index: number): Uint8Array {
  const dice = new Dice(seed, `data/digits/${part}`, index);
  const lines = centred(distorted(dice.pick(FORMS[index % 10]!), dice));
  const radius = THINNEST + (THICKEST - THINNEST) * dice.uniform() ** 1.5;
  const ink = new Float32Array(DIGIT_PIXELS); // 0 to 1
  for (const line of lines)
    for (let i = 0; i < line.length; i++)
      drawSegment(ink, line[Math.max(0, i - 1)]!, line[i]!, radius);
  return Uint8Array.from(ink, (value) => Math.round(255 * value));
}

type Line = readonly Point[];

/** The strokes of a form in another hand: jittered, rounded, stretched, slanted, turned and bent. */
function distorted(form: string, dice: Dice): Line[] {
  const across = Math.exp(STRETCH * dice.normal());
  const slant = SLANT * dice.normal() + SLANT;
  const turn = ROTATION * dice.normal();
  const curvature = 0.7 + 0.3 * dice.uniform();
  const [bend, phase] = [WARP * dice.normal(), 2 * Math.PI * dice.uniform()];
  return form.split(' / ').map((stroke) => {
    const corners = stroke.split(' ').map((pair) => {
      const [x, y] = pair.split(',').map(Number);
      return {
        x: x! + VERTEX_JITTER * dice.normal(),
        y: y! + VERTEX_JITTER * dice.normal(),
      };
    });
    return smooth(corners, curvature).map(({ x, y }) => {
      const wave = bend * Math.sin((2 * Math.PI * y) / WARP_LENGTH + phase);
      const sheared = across * (x - 5 + wave) - slant * (y - 7);
      return {
        x: sheared * Math.cos(turn) - (y - 7) * Math.sin(turn),
        y: sheared * Math.sin(turn) + (y - 7) * Math.cos(turn),
      };
    });
  });
}

/** Scaled to the box, with the middle of the lines' length in the middle of the picture. */
function centred(lines: readonly Line[]): Line[] {
  const points = lines.flat();
  const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const extent = Math.max(spread(points.map(({ x }) => x)), spread(points.map(({ y }) => y)));
  let [length, x, y] = [0, 0, 0];
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!];
      const part = Math.hypot(b.x - a.x, b.y - a.y);
      length += part;
      x += (part * (a.x + b.x)) / 2;
      y += (part * (a.y + b.y)) / 2;
    }
  // Room for the pen itself.
  const scale = (BOX - 2 * THINNEST) / extent;
  const middle = (DIGIT_SIDE - 1) / 2;
  return lines.map((line) =>
    line.map((point) => ({
      x: middle + scale * (point.x - x / length),
      y: middle + scale * (point.y - y / length),
    })),
  );
}

/** Darkens the pixels near a segment: black within the radius, fading to white over the soft edge around it. */
function drawSegment(ink: Float32Array, a: Point, b: Point, radius: number): void {
  const reach = radius + SOFT_EDGE / 2;
  const inside = (value: number) => Math.min(DIGIT_SIDE - 1, Math.max(0, value));
  const top = inside(Math.ceil(Math.min(a.y, b.y) - reach));
  const bottom = inside(Math.floor(Math.max(a.y, b.y) + reach));
  const left = inside(Math.ceil(Math.min(a.x, b.x) - reach));
  const right = inside(Math.floor(Math.max(a.x, b.x) + reach));
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const along = squared === 0 ? 0 : ((column - a.x) * dx + (row - a.y) * dy) / squared;
      const part = Math.min(1, Math.max(0, along));
      const [x, y] = [column - a.x - part * dx, row - a.y - part * dy];
      const cover = Math.min(1, Math.max(0, (reach - Math.sqrt(x * x + y * y)) / SOFT_EDGE));
      const at = row * DIGIT_SIDE + column;
      if (cover > ink[at]!) ink[at] = cover;
    }
}
