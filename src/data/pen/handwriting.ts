/**
 * An endless supply of online handwriting: words in the hand of one of several writers, as offsets of a pen.
 * Line i of a split is a pure function of (seed, split, i) and the settings. Who writes, and which form a letter
 * takes next, is drawn: what comes next is multimodal by construction.
 */
import type { Settings } from '../../config/settings.ts';
import type { Dataset } from '../dataset.ts';
import type { SplitName } from '../splitName.ts';
import { Dice } from './dice.ts';
import { LETTER_FORMS, type LetterForm, type Point } from './letterforms.ts';
import { penDataset } from './penDataset.ts';
import { sampleInTime, smooth } from './penPath.ts';
import { WORDS } from './words.ts';
import { type Hand, WRITERS } from './writers.ts';

export interface WrittenLine {
  readonly text: string;
  readonly writer: string;
  /** (dx, dy, e): dy upwards, e = 1 where the pen leaves the paper; heights of an x. [N, 3] */
  readonly offsets: Float32Array;
}

const MAX_WORDS = 3;
const CAPITALISED = 0.3;
/** Standard deviation of what a tablet adds to every point: it keeps the density of a point bounded. */
const SENSOR_NOISE = 0.008;
/** Of the wobble from one sample to the next. */
const TREMOR_MEMORY = 0.7;
const WAVE_LENGTH = 12;
/** Farthest end of a stroke from the next one's beginning over which a hand joins them, heights of an x. */
const REACH = { letters: 1.2, strokes: 0.75 } as const;
/** Training lines the offsets are standardised by. */
const MEASURED_LINES = 256;

type Settled = Pick<Settings, 'seed' | 'writers' | 'letterVariety' | 'sequenceLength'>;

/** The endless (train) or counted (validation, test) lines of the writers. */
export function fromHandwriting(settings: Settings): Dataset {
  const split = (part: SplitName, count: number) => {
    // A pool of lines is asked for its lengths first and for its batches afterwards.
    const recent = new Map<number, Float32Array>();
    const offsets = (index: number) => {
      let line = recent.get(index);
      if (line === undefined) {
        line = writeLine(settings, part, index).offsets;
        if (recent.size >= 4096) recent.clear();
        recent.set(index, line);
      }
      return line;
    };
    return { count, steps: (index: number) => offsets(index).length / 3, offsets };
  };
  const train = split('train', Number.POSITIVE_INFINITY);
  const writers = WRITERS.slice(0, settings.writers);
  return penDataset(
    {
      train,
      validation: split('validation', settings.validationSize),
      test: split('test', settings.testSize),
    },
    {
      facts: {
        kind: 'handwriting',
        writers: writers.map(({ name }) => name),
        normaliser: settings.normaliser,
      },
      measured: Array.from({ length: MEASURED_LINES }, (_, index) => train.offsets(index)),
      normaliser: settings.normaliser,
      longest: settings.sequenceLength,
    },
  );
}

/** Line `index` of a split; RangeError where there is none. */
export function writeLine(settings: Settled, part: SplitName, index: number): WrittenLine {
  if (!(Number.isInteger(index) && index >= 0 && index < 2 ** 32))
    throw new RangeError(`line ${index} of ${part}: a whole number below ${2 ** 32}`);
  const dice = new Dice(settings.seed, `data/handwriting/${part}`, index);
  const writer = dice.pick(WRITERS.slice(0, settings.writers));
  const hand = today(writer, dice);
  const wanted = 1 + dice.below(MAX_WORDS);
  const longest = settings.sequenceLength + 1;
  const points: PenPoint[] = [];
  const written: string[] = [];
  let x = 0;
  for (let n = 0; n < wanted; n++) {
    const chosen = dice.pick(WORDS);
    const word = n === 0 && dice.chance(CAPITALISED) ? capitalised(chosen) : chosen;
    const { strokes, end } = strokesOf(word, writer, hand, settings.letterVariety, x, dice);
    const next = record(strokes, hand, dice);
    if (n > 0 && points.length + next.length > longest) break;
    points.push(...next);
    written.push(word);
    x = end + 0.7 + 0.15 * Math.abs(dice.normal());
  }
  return { text: written.join(' '), writer: writer.name, offsets: toOffsets(points, longest) };
}

/** A hand on the day of this line: no two are quite alike. */
interface Today extends Hand {
  readonly phase: number;
}

function today(hand: Hand, dice: Dice): Today {
  const about = (value: number, sd: number) => value * Math.exp(sd * dice.normal());
  return {
    ...hand,
    slant: hand.slant + 0.06 * dice.normal(),
    size: about(hand.size, 0.08),
    aspect: about(hand.aspect, 0.06),
    speed: about(hand.speed, 0.08),
    slope: hand.slope * dice.normal(),
    phase: 2 * Math.PI * dice.uniform(),
  };
}

const capitalised = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** The form each writer is used to of each letter. It depends on nothing but who and which. */
const HABITS: ReadonlyMap<Hand, Readonly<Record<string, number>>> = new Map(
  WRITERS.map((writer) => {
    const base = writer.alphabet === 'roman' ? 0 : 1;
    const forms = Object.keys(LETTER_FORMS).map((letter) => {
      const dice = new Dice(0, `writer/${writer.name}`, letter.charCodeAt(0));
      return [letter, dice.chance(writer.habit) ? otherForm(letter, base, dice) : base];
    });
    return [writer, Object.fromEntries(forms)];
  }),
);

function otherForm(letter: string, than: number, dice: Dice): number {
  const count = LETTER_FORMS[letter]!.length;
  return (than + 1 + dice.below(count - 1)) % count;
}

/** A word from x on, as strokes of corner points before slant and size. */
function strokesOf(
  word: string,
  writer: Hand,
  hand: Hand,
  variety: number,
  start: number,
  dice: Dice,
): { strokes: Point[][]; end: number } {
  const strokes: Point[][] = [];
  const delayed: Point[][] = [];
  let x = start;
  let previous: LetterForm | null = null;
  for (const letter of word) {
    const habit = HABITS.get(writer)![letter]!;
    const index = dice.chance(variety) ? otherForm(letter, habit, dice) : habit;
    const form: LetterForm = LETTER_FORMS[letter]![index]!;
    const scale = Math.exp(0.05 * dice.normal());
    const lift = 0.03 * dice.normal();
    const placed = form.strokes.map((stroke) =>
      stroke.map((point) => ({ x: x + scale * point.x, y: lift + scale * point.y })),
    );
    const late = dice.chance(hand.delays);
    placed.forEach((stroke, i) => {
      const joinable = i === 0 ? previous !== null : i < form.delayedFrom && form.kind === 'script';
      const last: Point | undefined = strokes.at(-1)?.at(-1);
      if (i >= form.delayedFrom && late) delayed.push(stroke);
      else if (
        joinable &&
        last !== undefined &&
        Math.hypot(stroke[0]!.x - last.x, stroke[0]!.y - last.y) <
          (i === 0 ? REACH.letters : REACH.strokes) &&
        dice.chance(hand.joins)
      )
        strokes.at(-1)!.push(...stroke);
      else strokes.push([...stroke]);
    });
    // A letter that ends with its own dot or bar is not joined to the next.
    previous = form.strokes.length > form.delayedFrom && !late ? null : form;
    x += scale * form.advance + hand.spacing + 0.03 * dice.normal();
  }
  return { strokes: [...strokes, ...delayed], end: x };
}

interface PenPoint extends Point {
  readonly lifts: boolean;
}

/** What the tablet records of the strokes as this hand writes them. */
function record(strokes: readonly Point[][], hand: Today, dice: Dice): PenPoint[] {
  const { slant, size, aspect, slope, wave, phase, tremor } = hand;
  const shape = ({ x, y }: Point): Point => {
    const across = size * (aspect * x + slant * y);
    const line = slope * across + wave * Math.sin((2 * Math.PI * across) / WAVE_LENGTH + phase);
    return { x: across, y: size * y + line };
  };
  const fresh = Math.sqrt(1 - TREMOR_MEMORY ** 2) * tremor;
  return strokes.flatMap((stroke) => {
    const path = sampleInTime(
      smooth(stroke.map(shape), hand.curvature),
      hand.speed * Math.sqrt(size),
      hand.slowing,
    );
    let wobble: Point = { x: tremor * dice.normal(), y: tremor * dice.normal() };
    return path.map(({ x, y }, i) => {
      wobble = {
        x: TREMOR_MEMORY * wobble.x + fresh * dice.normal(),
        y: TREMOR_MEMORY * wobble.y + fresh * dice.normal(),
      };
      return {
        x: x + wobble.x + SENSOR_NOISE * dice.normal(),
        y: y + wobble.y + SENSOR_NOISE * dice.normal(),
        lifts: i === path.length - 1,
      };
    });
  });
}

/** Offsets between consecutive points, at most `longest` points; the last lifts the pen. [N - 1, 3] */
function toOffsets(points: readonly PenPoint[], longest: number): Float32Array {
  const count = Math.min(points.length, longest);
  const offsets = new Float32Array((count - 1) * 3);
  for (let i = 1; i < count; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    offsets.set([to.x - from.x, to.y - from.y, to.lifts || i === count - 1 ? 1 : 0], 3 * (i - 1));
  }
  return offsets;
}
