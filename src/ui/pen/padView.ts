/** Which part of the paper the pad shows. Pure. */
import type { Continued, Ink } from '../../protocol.ts';

/** In pad units; the origin is the middle of the paper's left end. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pad units of a typical line's height, as `data/pen/pad.ts` has it. */
export const LINE_HEIGHT = 256;
/** A typical line's height on the screen: of text, and of drawings as high as wide. */
const TEXT_PX = 84;
const DRAWING_SHARE = 0.6;
/** Narrower than this a typical line counts as a drawing. */
const DRAWING_ASPECT = 1.8;
/** Of the pad, left free before the origin. */
const MARGIN_PX = 22;
/** The paper is shown at most so many times smaller, however far the models write. */
const MOST = 2.5;

/** The paper as it lies at first: as many pad units as `width` and `height`, in CSS pixels, have room for. */
export function paperBox(width: number, height: number, aspect: number): Box {
  const linePx = aspect < DRAWING_ASPECT ? DRAWING_SHARE * height : Math.min(TEXT_PX, height / 3);
  const unitsPerPx = LINE_HEIGHT / linePx;
  return {
    left: -MARGIN_PX * unitsPerPx,
    top: (-height / 2) * unitsPerPx,
    width: width * unitsPerPx,
    height: height * unitsPerPx,
  };
}

/** The paper, drawn smaller where ink or answer leave it. */
export function fittingBox(paper: Box, ink: Ink, answer: Continued | null): Box {
  const margin = LINE_HEIGHT / 8;
  let [left, top] = [paper.left, paper.top];
  let [right, bottom] = [paper.left + paper.width, paper.top + paper.height];
  const take = (x: number, y: number) => {
    left = Math.min(left, x - margin);
    right = Math.max(right, x + margin);
    top = Math.min(top, y - margin);
    bottom = Math.max(bottom, y + margin);
  };
  for (const { x, y } of ink.strokes) for (let i = 0; i < x.length; i++) take(x[i]!, y[i]!);
  for (const { lines } of answer?.models ?? [])
    for (const line of lines) for (let i = 0; i < line.length; i += 3) take(line[i]!, line[i + 1]!);
  const scale = Math.min(
    MOST,
    Math.max(1, (right - left) / paper.width, (bottom - top) / paper.height),
  );
  if (scale === 1) return paper;
  const [width, height] = [scale * paper.width, scale * paper.height];
  // What has room on both sides stays in the middle; what has none keeps its beginning, and the ink in sight.
  const ys = ink.strokes.flatMap(({ y }) => [...y]);
  const middle = (bottom + top) / 2 - height / 2;
  const lowest = ys.length === 0 ? middle : Math.max(...ys) + margin - height;
  const highest = ys.length === 0 ? middle : Math.min(...ys) - margin;
  return {
    left: Math.max(left, Math.min(paper.left, right - width)),
    top: Math.max(lowest, Math.min(highest, middle)),
    width,
    height,
  };
}

/** Ink moved so that it begins at the left and stands in the middle of the paper's height. */
export function centred(ink: Ink): Ink {
  const xs = ink.strokes.flatMap(({ x }) => [...x]);
  const ys = ink.strokes.flatMap(({ y }) => [...y]);
  if (xs.length === 0) return ink;
  const right = -Math.min(...xs);
  const down = -Math.round((Math.min(...ys) + Math.max(...ys)) / 2);
  return {
    ...ink,
    strokes: ink.strokes.map(({ x, y }) => ({
      x: x.map((value) => value + right),
      y: y.map((value) => value + down),
    })),
  };
}

/** The first `count` points. */
export function beginningOf(ink: Ink, count: number): Ink {
  let left = count;
  const strokes = ink.strokes.flatMap(({ x, y }) => {
    const taken = Math.min(left, x.length);
    left -= taken;
    return taken === 0 ? [] : [{ x: x.slice(0, taken), y: y.slice(0, taken) }];
  });
  return { ...ink, strokes };
}

/** The least box around points laid out [N, 3], with a margin; null where there are none. */
export function boundsOf(lines: readonly Float32Array[]): Box | null {
  const margin = LINE_HEIGHT / 16;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines)
    for (let i = 0; i < line.length; i += 3) {
      left = Math.min(left, line[i]!);
      right = Math.max(right, line[i]!);
      top = Math.min(top, line[i + 1]!);
      bottom = Math.max(bottom, line[i + 1]!);
    }
  if (left > right) return null;
  return {
    left: left - margin,
    top: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
  };
}

/** As wide as the widest and as high as the highest. */
export function commonBox(boxes: readonly Box[]): Box {
  return {
    left: 0,
    top: -LINE_HEIGHT / 2,
    width: Math.max(LINE_HEIGHT, ...boxes.map(({ width }) => width)),
    height: Math.max(LINE_HEIGHT, ...boxes.map(({ height }) => height)),
  };
}
