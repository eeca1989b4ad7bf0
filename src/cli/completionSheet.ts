/** Completions of held-out drawings as an SVG: a drawing a row, beside it what each model makes of its beginning. Pure. */

/** Points laid out [N, 3]: x, y downwards, and 1 where the pen leaves the paper after it. */
type Line = ArrayLike<number>;

export interface SheetRow {
  /** The beginning as the models saw it, and the drawing's own end. */
  readonly seen: Line;
  readonly rest: Line;
  /** The pen leaves the paper at the end of the beginning. */
  readonly lifted: boolean;
  /** Of each model, in the order of the columns. */
  readonly completions: readonly (readonly Line[])[];
}

export interface Sheet {
  readonly title: string;
  readonly models: readonly { readonly name: string; readonly colour: string }[];
  readonly rows: readonly SheetRow[];
}

const CELL = 92;
const GAP = 8;
const HEAD = 46;
const INK = '#1c1c1c';
/** A cell shows at most so many times the drawing itself; lines that leave it are cut off at its edge. */
const MOST = 2;

export function completionSheet({ title, models, rows }: Sheet): string {
  const counts = models.map((_, m) =>
    Math.max(0, ...rows.map((row) => row.completions[m]!.length)),
  );
  const columns = 1 + counts.reduce((sum, count) => sum + count, 0);
  const width = columns * (CELL + GAP) + GAP;
  const height = HEAD + rows.length * (CELL + GAP);
  const body: string[] = [text(GAP, 16, title, '#555'), text(GAP, 38, 'drawn', INK)];
  let first = 1;
  for (const [m, { name, colour }] of models.entries()) {
    body.push(text(GAP + first * (CELL + GAP), 38, name, colour));
    first += counts[m]!;
  }
  for (const [r, row] of rows.entries()) {
    const top = HEAD + r * (CELL + GAP);
    const box = boxOf(row);
    const from: Line = row.lifted ? [] : lastPoint(row.seen);
    const seen = path([], row.seen, INK, 1);
    const cell = (column: number, content: string) =>
      body.push(
        `<svg x="${GAP + column * (CELL + GAP)}" y="${top}" width="${CELL}" height="${CELL}" viewBox="${box}"><rect x="-1e5" y="-1e5" width="2e5" height="2e5" fill="#f5f5f3"/>${content}</svg>`,
      );
    cell(0, path(from, row.rest, INK, 0.35) + seen);
    let column = 1;
    for (const [m, { colour }] of models.entries()) {
      for (const line of row.completions[m]!) cell(column++, path(from, line, colour, 1) + seen);
      column += counts[m]! - row.completions[m]!.length;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13"><style>path{fill:none;stroke-width:1.7px;stroke-linecap:round;stroke-linejoin:round;vector-effect:non-scaling-stroke}</style><rect width="100%" height="100%" fill="#fff"/>\n${body.join('\n')}\n</svg>\n`;
}

function text(x: number, y: number, words: string, colour: string): string {
  const escaped = words.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<text x="${x}" y="${y}" fill="${colour}">${escaped}</text>`;
}

function path(from: Line, line: Line, colour: string, opacity: number): string {
  let d = from.length > 0 ? `M${round(from[0]!)} ${round(from[1]!)}` : '';
  let down = from.length > 0;
  for (let i = 0; i < line.length; i += 3) {
    const place = `${round(line[i]!)} ${round(line[i + 1]!)}`;
    // A point alone is a line of no length: with round ends a dot.
    d += down ? `L${place}` : `M${place}h0`;
    down = line[i + 2] !== 1;
  }
  return `<path d="${d}" stroke="${colour}" stroke-opacity="${opacity}"/>`;
}

function lastPoint(line: Line): Line {
  return line.length < 3 ? [] : [line[line.length - 3]!, line[line.length - 2]!];
}

/** A square around the drawing and, as far as that is allowed, the completions. */
function boxOf({ seen, rest, completions }: SheetRow): string {
  const own = extent([seen, rest]);
  const all = extent([seen, rest, ...completions.flat()]);
  const side = 1.15 * Math.min(all.side, MOST * own.side);
  const inside = (low: number, high: number, middle: number) =>
    // The drawing itself is never cut off.
    Math.max(high - side, Math.min(low, middle - side / 2));
  const margin = 0.07 * own.side;
  const left = inside(own.left - margin, own.right + margin, (all.left + all.right) / 2);
  const top = inside(own.top - margin, own.bottom + margin, (all.top + all.bottom) / 2);
  return [left, top, side, side].map(round).join(' ');
}

function extent(lines: readonly Line[]) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines)
    for (let i = 0; i < line.length; i += 3) {
      left = Math.min(left, line[i]!);
      right = Math.max(right, line[i]!);
      top = Math.min(top, line[i + 1]!);
      bottom = Math.max(bottom, line[i + 1]!);
    }
  return { left, top, right, bottom, side: Math.max(right - left, bottom - top, 1) };
}

const round = (value: number) => Math.round(value * 10) / 10;
