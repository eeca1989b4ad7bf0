/**
 * QuickDraw's layout (github.com/googlecreativelab/quickdraw-dataset): a JSON object a line, `drawing` a list of
 * strokes, each [[x...], [y...]] or [[x...], [y...], [t...]]. Lines come one by one, so that a file need not fit
 * in a string.
 */
import { checkJson } from '../../config/json.ts';
import { importInkText } from '../../text/en/importInk.ts';
import { ImportError } from '../importError.ts';
import { type Drawing, inkSplitOf, type Stroke } from './ink.ts';

/** Lists and objects inside each other in what a line says beside its drawing. */
const MAX_DEPTH = 4;
/** What the lists of a stroke hold. */
const AXES = ['x', 'y', 'time'] as const;

/** Reads one line; null where it is blank. Throws an ImportError that names the line and the stroke. */
export function parseNdjsonLine(line: string, where: string): Drawing | null {
  if (line.trim() === '') return null;
  const text = importInkText();
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new ImportError(text.notJson(where, (error as Error).message));
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ImportError(text.notObject(where, describe(json)));
  const { drawing, ...fields } = json as Record<string, unknown>;
  try {
    checkJson(fields, MAX_DEPTH);
  } catch (error) {
    throw new ImportError(text.refused(where, (error as Error).message));
  }
  if (!Array.isArray(drawing))
    throw new ImportError(
      drawing === undefined
        ? text.drawingMissing(where)
        : text.otherDrawing(where, describe(drawing)),
    );
  const strokes = drawing.map((stroke: unknown, i) => strokeOf(stroke, text.stroke(where, i + 1)));
  const written = fields['split'];
  const split = typeof written === 'string' ? inkSplitOf(written) : null;
  if (written !== undefined && split === null)
    throw new ImportError(text.otherPart(where, describe(written)));
  const name = fields['key_id'] ?? '';
  if (typeof name !== 'string' && typeof name !== 'number')
    throw new ImportError(text.otherName(where, describe(name)));
  return { name: String(name), split, strokes, fields };
}

/** The line a drawing was read from, or one that reads back as the same drawing. */
export function toNdjsonLine({ name, split, strokes, fields }: Drawing): string {
  const own = fields ?? { ...(name !== '' && { key_id: name }), ...(split && { split }) };
  const drawing = strokes.map(({ x, y, t }) => (t ? [x, y, t] : [x, y]));
  return JSON.stringify({ ...own, drawing });
}

function strokeOf(json: unknown, where: string): Stroke {
  const text = importInkText();
  if (!Array.isArray(json) || (json.length !== 2 && json.length !== 3))
    throw new ImportError(text.otherStroke(where, describe(json)));
  const [x, y, t] = json.map((axis: unknown, i) => numbersOf(axis, text.axis(where, AXES[i]!)));
  if (x!.length === 0) throw new ImportError(text.noPoints(where));
  if (y!.length !== x!.length || (t !== undefined && t.length !== x!.length))
    throw new ImportError(
      text.unequal(where, [x, y, t].flatMap((axis) => axis?.length ?? []).join(', ')),
    );
  return t === undefined ? { x: x!, y: y! } : { x: x!, y: y!, t };
}

function numbersOf(json: unknown, where: string): readonly number[] {
  const text = importInkText();
  if (!Array.isArray(json)) throw new ImportError(text.notList(where, describe(json)));
  const wrong = json.findIndex((value) => typeof value !== 'number');
  if (wrong >= 0) throw new ImportError(text.notNumber(where, wrong + 1, describe(json[wrong])));
  return json as number[];
}

function describe(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    // Nested deeper than the stack is high.
    return importInkText().nested;
  }
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
