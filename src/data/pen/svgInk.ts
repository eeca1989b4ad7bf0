/**
 * Strokes of an SVG file: every path, polyline, polygon and line as the file draws them, transforms applied. Straight
 * pieces keep their points, curves are cut into short ones. Other shapes and texts are no strokes of a pen.
 */
import { SVGPathData } from 'svg-pathdata';
import { importXmlText } from '../../text/en/importXml.ts';
import { grouped } from '../../text/numbers.ts';
import { ImportError } from '../importError.ts';
import type { Stroke } from './ink.ts';
import { IDENTITY, type Matrix, product, svgMatrix } from './svgMatrix.ts';
import { type XmlTag, xmlTags } from './xmlTags.ts';

/** Held for use elsewhere, and not drawn where they stand. */
const NOT_DRAWN = new Set(['defs', 'symbol', 'clipPath', 'mask', 'marker', 'pattern']);
/** Pieces of a curve as long as the larger side of the drawing. */
const PIECES_A_SIDE = 64;
/** Pieces of a curve however far its handles reach. */
const MOST_PIECES = 512;
/** Of one file: commands of its paths, and points they are drawn with. */
const MAX_POINTS = 1e6;
/** Of one path, before it is parsed. */
const MAX_PATH_CHARACTERS = 4e6;

type Commands = SVGPathData['commands'];

/** One drawing. Throws an ImportError that names the line of the file and what is wrong there. */
export function parseSvg(text: string, fileName: string): Stroke[] {
  const paths: Commands[] = [];
  const matrices = new Map<XmlTag, Matrix>();
  let read = 0;
  for (const tag of xmlTags(text, fileName)) {
    if (tag.parent === null && tag.name !== 'svg')
      throw new ImportError(importXmlText().notSvg(tag.where(), tag.name));
    const data = dataOf(tag);
    if (data === null || !isDrawn(tag)) continue;
    const commands = commandsOf(tag, data, matrixOf(tag, matrices));
    read += commands.length;
    if (read > MAX_POINTS) throw tooMany(tag.where());
    paths.push(commands);
  }
  const ends = paths
    .flat()
    .flatMap((command) => ('x' in command && 'y' in command ? [command] : []));
  const side = Math.max(extent(ends.map(({ x }) => x)), extent(ends.map(({ y }) => y)));
  const strokes: Stroke[] = [];
  let drawn = 0;
  for (const commands of paths)
    for (const stroke of flattened(commands, side / PIECES_A_SIDE)) {
      strokes.push(stroke);
      drawn += stroke.x.length;
      if (drawn > MAX_POINTS) throw tooMany(fileName);
    }
  if (strokes.length === 0) throw new ImportError(importXmlText().nothingDrawn(fileName));
  return strokes;
}

function tooMany(where: string): ImportError {
  return new ImportError(importXmlText().tooManyPoints(where, grouped(MAX_POINTS)));
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

/** From the element's own units to those of the file. `known` has those of the elements around it. */
function matrixOf(tag: XmlTag | null, known: Map<XmlTag, Matrix>): Matrix {
  if (tag === null) return IDENTITY;
  const before = known.get(tag);
  if (before !== undefined) return before;
  const around = matrixOf(tag.parent, known);
  const written = tag.attribute('transform');
  const own = written === undefined ? IDENTITY : svgMatrix(written);
  if (own === null)
    throw new ImportError(importXmlText().badTransform(tag.where(), `${written?.slice(0, 60)}`));
  const matrix = product(around, own);
  known.set(tag, matrix);
  return matrix;
}

/** Absolute moves, lines and cubic curves on the paper of the file. */
function commandsOf(tag: XmlTag, data: string, matrix: Matrix): Commands {
  const text = importXmlText();
  const refused = (problem: string) =>
    new ImportError(text.badPath(tag.where(), tag.name, problem.slice(0, 200)));
  if (data.length > MAX_PATH_CHARACTERS) throw refused(text.longPath(data.length));
  let path: SVGPathData;
  try {
    path = new SVGPathData(data).toAbs().normalizeHVZ().normalizeST().qtToC().aToC();
  } catch (error) {
    throw refused(text.unreadablePath((error as Error).message));
  }
  path = path.matrix(...matrix);
  for (const command of path.commands)
    for (const value of Object.values(command))
      if (typeof value === 'number' && !Number.isFinite(value)) throw refused(text.infinitePath);
  return path.commands;
}

function* flattened(commands: Commands, spacing: number): Generator<Stroke> {
  let stroke = { x: [] as number[], y: [] as number[] };
  let [x, y] = [0, 0];
  const to = (nextX: number, nextY: number) => {
    stroke.x.push(nextX);
    stroke.y.push(nextY);
  };
  for (const command of commands) {
    if (command.type === SVGPathData.MOVE_TO) {
      if (stroke.x.length > 0) yield stroke;
      stroke = { x: [], y: [] };
    }
    if (command.type === SVGPathData.CURVE_TO) {
      const { x1, y1, x2, y2 } = command;
      const length =
        Math.hypot(x1 - x, y1 - y) +
        Math.hypot(x2 - x1, y2 - y1) +
        Math.hypot(command.x - x2, command.y - y2);
      const pieces = Math.min(MOST_PIECES, Math.max(1, Math.ceil(length / spacing)));
      for (let piece = 1; piece < pieces; piece++) {
        const s = piece / pieces;
        to(bezier(s, x, x1, x2, command.x), bezier(s, y, y1, y2, command.y));
      }
    }
    if (!('x' in command && 'y' in command)) continue;
    [x, y] = [command.x, command.y];
    to(x, y);
  }
  if (stroke.x.length > 0) yield stroke;
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
