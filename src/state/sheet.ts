/** Numbers behind a picture: a table for people who cannot see it, and for files. Text only. */

export type Cell = string | number | null;

export interface Sheet {
  readonly title: string;
  readonly columns: readonly string[];
  /** As long as `columns` each; null and what is no finite number is left empty. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Comma-separated with a header line; a field with a comma, quote or line break is quoted (RFC 4180). */
export function sheetCsv({ columns, rows }: Sheet): string {
  return `${[columns, ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
