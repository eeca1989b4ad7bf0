/**
 * QuickDraw's layout (github.com/googlecreativelab/quickdraw-dataset): a JSON object a line, `drawing` a list of
 * strokes, each [[x...], [y...]] or [[x...], [y...], [t...]]. Lines come one by one, so that a file need not fit
 * in a string.
 */
import { checkJson } from '../../config/json.ts';
import { ImportError } from '../importError.ts';
import { type Drawing, inkSplitOf, type Stroke } from './ink.ts';

/** Lists and objects inside each other in what a line says beside its drawing. */
const MAX_DEPTH = 4;

/** Reads one line; null where it is blank. Throws an ImportError that names the line and the stroke. */
export function parseNdjsonLine(line: string, where: string): Drawing | null {
  if (line.trim() === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new ImportError(
      `${where} is not JSON (${(error as Error).message}): expected an object a line, as in QuickDraw`,
    );
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ImportError(`${where} holds ${describe(json)}: expected an object with a "drawing"`);
  const { drawing, ...fields } = json as Record<string, unknown>;
  try {
    checkJson(fields, MAX_DEPTH);
  } catch (error) {
    throw new ImportError(`${where} cannot be taken: ${(error as Error).message}`);
  }
  if (!Array.isArray(drawing))
    throw new ImportError(
      `${where} has ${drawing === undefined ? 'no "drawing"' : `a "drawing" that is ${describe(drawing)}`}: expected a list of strokes`,
    );
  const strokes = drawing.map((stroke: unknown, i) =>
    strokeOf(stroke, `${where}, stroke ${i + 1}`),
  );
  const written = fields['split'];
  const split = typeof written === 'string' ? inkSplitOf(written) : null;
  if (written !== undefined && split === null)
    throw new ImportError(
      `${where}: "split" is ${describe(written)}: expected train, validation or test`,
    );
  const name = fields['key_id'] ?? '';
  if (typeof name !== 'string' && typeof name !== 'number')
    throw new ImportError(`${where}: "key_id" is ${describe(name)}: expected a name`);
  return { name: String(name), split, strokes, fields };
}

/** The line a drawing was read from, or one that reads back as the same drawing. */
export function toNdjsonLine({ name, split, strokes, fields }: Drawing): string {
  const own = fields ?? { ...(name !== '' && { key_id: name }), ...(split && { split }) };
  const drawing = strokes.map(({ x, y, t }) => (t ? [x, y, t] : [x, y]));
  return JSON.stringify({ ...own, drawing });
}

function strokeOf(json: unknown, where: string): Stroke {
  if (!Array.isArray(json) || (json.length !== 2 && json.length !== 3))
    throw new ImportError(`${where} is ${describe(json)}: expected [[x, ...], [y, ...]]`);
  const [x, y, t] = json.map((axis: unknown, i) =>
    numbersOf(axis, `${where}, ${['x', 'y', 'time'][i]}`),
  );
  if (x!.length === 0) throw new ImportError(`${where} has no points`);
  if (y!.length !== x!.length || (t !== undefined && t.length !== x!.length))
    throw new ImportError(
      `${where} has ${[x, y, t].flatMap((axis) => axis?.length ?? []).join(', ')} numbers in its lists: expected as many in each`,
    );
  return t === undefined ? { x: x!, y: y! } : { x: x!, y: y!, t };
}

function numbersOf(json: unknown, where: string): readonly number[] {
  if (!Array.isArray(json)) throw new ImportError(`${where} is ${describe(json)}: expected a list`);
  const wrong = json.findIndex((value) => typeof value !== 'number');
  if (wrong >= 0)
    throw new ImportError(
      `${where} number ${wrong + 1} is ${describe(json[wrong])}: expected a number`,
    );
  return json as number[];
}

function describe(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    // Nested deeper than the stack is high.
    return 'something nested';
  }
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
