/**
 * A line of IAM-OnDB: WhiteboardCaptureSession > StrokeSet > Stroke > Point with x, y and time. A reader of just
 * this: a page's worker has no DOM, and a general XML parser would refuse no less and name places less well.
 */
import { ImportError } from '../importError.ts';
import type { Stroke } from './ink.ts';

const TAG = /<(\/?)([A-Za-z_][\w.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;

/** True where text begins like XML. */
export function isXml(text: string): boolean {
  return /^\uFEFF?\s*</.test(text);
}

/** The strokes of one line. Throws an ImportError that names the line of the file. */
export function parseLineStrokes(text: string, fileName: string): Stroke[] {
  const strokes: { x: number[]; y: number[] }[] = [];
  const where = (index: number) => `${fileName}, line ${text.slice(0, index).split('\n').length}`;
  const open: string[] = [];
  let root = '';
  for (const { 0: tag, 1: closing, 2: name = '', 3: attributes = '', index } of stripped(
    text,
  ).matchAll(TAG)) {
    if (closing === '/') {
      const expected = open.pop();
      if (expected !== name)
        throw new ImportError(
          `${where(index)}: </${name}> closes ${expected === undefined ? 'nothing' : `<${expected}>`}`,
        );
      continue;
    }
    if (root === '') {
      root = name;
      if (root !== 'WhiteboardCaptureSession')
        throw new ImportError(
          `${where(index)}: the file is <${root}>, not <WhiteboardCaptureSession>: expected a file of lineStrokes of IAM-OnDB`,
        );
    }
    if (name === 'Stroke') strokes.push({ x: [], y: [] });
    if (name === 'Point') {
      const stroke = strokes.at(-1);
      if (stroke === undefined || open.at(-1) !== 'Stroke')
        throw new ImportError(`${where(index)}: a <Point> outside any <Stroke>`);
      stroke.x.push(coordinate(attributes, 'x', () => where(index)));
      stroke.y.push(coordinate(attributes, 'y', () => where(index)));
    }
    if (!tag.endsWith('/>')) open.push(name);
  }
  if (root === '') throw new ImportError(`${fileName} holds no XML element`);
  if (open.length > 0)
    throw new ImportError(`${fileName} is cut off: <${open.at(-1)}> is never closed`);
  const written = strokes.filter(({ x }) => x.length > 0);
  if (written.length === 0)
    throw new ImportError(`${fileName} holds no <Point>: expected the strokes of a line`);
  return written;
}

/** Comments and declarations blanked out, so that places stay where they are. */
function stripped(text: string): string {
  return text.replace(/<!--[\s\S]*?-->|<[?!][^>]*>/g, (found) => found.replace(/[^\n]/g, ' '));
}

function coordinate(attributes: string, axis: 'x' | 'y', where: () => string): number {
  const written = new RegExp(`(?:^|\\s)${axis}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];
  if (written === undefined) throw new ImportError(`${where()}: a <Point> without ${axis}`);
  if (!/^\s*[+-]?\d+(\.\d+)?\s*$/.test(written))
    throw new ImportError(`${where()}: ${axis} is "${written.slice(0, 40)}": expected a number`);
  return Number(written);
}
