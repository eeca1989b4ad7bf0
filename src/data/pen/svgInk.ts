/**
 * Strokes of an SVG file: every path, polyline, polygon and line as the file draws them, transforms applied. Straight
 * pieces keep their points, curves are cut into short ones. Other shapes and texts are no strokes of a pen.
 */
import { SVGPathData } from 'svg-pathdata';
import { ImportError } from '../importError.ts';
import type { Stroke } from './ink.ts';
import { svgMatrix } from './svgMatrix.ts';
import { type XmlTag, xmlTags } from './xmlTags.ts';

/** Held for use elsewhere, and not drawn where they stand. */
const NOT_DRAWN = new Set(['defs', 'symbol', 'clipPath', 'mask', 'marker', 'pattern']);
/** Pieces of a curve as long as the larger side of the drawing. */
const PIECES_A_SIDE = 64;

type Commands = SVGPathData['commands'];

/** One drawing. Throws an ImportError that names the line of the file and what is wrong there. */
export function parseSvg(text: string, fileName: string): Stroke[] {
  const paths: Commands[] = [];
  for (const tag of xmlTags(text, fileName)) {
    if (tag.parent === null && tag.name !== 'svg')
      throw new ImportError(`${tag.where()}: the file is <${tag.name}>: expected <svg>`);
    const data = dataOf(tag);
    if (data !== null && isDrawn(tag)) paths.push(commandsOf(tag, data));
  }
  const ends = paths
    .flat()
    .flatMap((command) => ('x' in command && 'y' in command ? [command] : []));
  const side = Math.max(extent(ends.map(({ x }) => x)), extent(ends.map(({ y }) => y)));
  const strokes = paths.flatMap((commands) => flattened(commands, side / PIECES_A_SIDE));
  if (strokes.length === 0)
    throw new ImportError(
      `${fileName} holds no <path>, <polyline>, <polygon> or <line> that is drawn: expected strokes`,
    );
  return strokes;
}

function isDrawn(tag: XmlTag): boolean {
  for (let at: XmlTag | null = tag; at !== null; at = at.parent)
    if (NOT_DRAWN.has(at.name)) return false;
  return true;
}

/** The element as path data; null where it is no stroke. */
function dataOf(tag: XmlTag): string | null {
  const number = (name: string) => tag.attribute(name) ?? '0';
  const points = () => `M${tag.attribute('points') ?? ''}`;
  switch (tag.name) {
    case 'path':
      return tag.attribute('d') ?? '';
    case 'polyline':
      return points();
    case 'polygon':
      return `${points()}Z`;
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
    default:
      return null;
  }
}

/** Absolute moves, lines and cubic curves on the paper of the file. */
function commandsOf(tag: XmlTag, data: string): Commands {
  const refused = (problem: string) =>
    new ImportError(`${tag.where()}: <${tag.name}>: ${problem.slice(0, 200)}`);
  let path: SVGPathData;
  try {
    path = new SVGPathData(data).toAbs().normalizeHVZ().normalizeST().qtToC().aToC();
  } catch (error) {
    throw refused(`the path cannot be read (${(error as Error).message})`);
  }
  for (let at: XmlTag | null = tag; at !== null; at = at.parent) {
    const written = at.attribute('transform');
    if (written === undefined) continue;
    const matrix = svgMatrix(written);
    if (matrix === null)
      throw new ImportError(
        `${at.where()}: transform "${written.slice(0, 60)}" cannot be read: expected matrix, translate, scale, rotate, skewX or skewY with numbers`,
      );
    path = path.matrix(...matrix);
  }
  for (const command of path.commands)
    for (const value of Object.values(command))
      if (typeof value === 'number' && !Number.isFinite(value))
        throw refused('a number of the path is not finite');
  return path.commands;
}

function flattened(commands: Commands, spacing: number): Stroke[] {
  const strokes: { x: number[]; y: number[] }[] = [];
  let [x, y] = [0, 0];
  const to = (nextX: number, nextY: number) => {
    const stroke = strokes.at(-1)!;
    stroke.x.push(nextX);
    stroke.y.push(nextY);
  };
  for (const command of commands) {
    if (command.type === SVGPathData.MOVE_TO) strokes.push({ x: [], y: [] });
    if (command.type === SVGPathData.CURVE_TO) {
      const { x1, y1, x2, y2 } = command;
      const length =
        Math.hypot(x1 - x, y1 - y) +
        Math.hypot(x2 - x1, y2 - y1) +
        Math.hypot(command.x - x2, command.y - y2);
      const pieces = Math.max(1, Math.ceil(length / spacing));
      for (let piece = 1; piece < pieces; piece++) {
        const s = piece / pieces;
        to(bezier(s, x, x1, x2, command.x), bezier(s, y, y1, y2, command.y));
      }
    }
    if (!('x' in command && 'y' in command)) continue;
    [x, y] = [command.x, command.y];
    to(x, y);
  }
  return strokes;
}

function bezier(s: number, a: number, b: number, c: number, d: number): number {
  const r = 1 - s;
  return r ** 3 * a + 3 * r * r * s * b + 3 * r * s * s * c + s ** 3 * d;
}

function extent(values: readonly number[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}
