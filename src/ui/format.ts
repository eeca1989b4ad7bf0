/** Numbers as the page writes them: a true minus, grouped thousands, no more digits than they carry. */
import { compact, grouped } from '../text/numbers.ts';

export function wholeNumber(value: number): string {
  return Number.isFinite(value) ? minus(grouped(value)) : '—';
}

/** With `digits` decimals; a dash for what is not a number. */
export function decimals(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  // What rounds to nothing has no sign.
  return minus(value.toFixed(digits).replace(/^-(?=[0.]*$)/, ''));
}

/** Three significant digits or so, for axes and readings: 0.00123, 12.3, 4,560, 2.55M. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6) return minus(compact(value));
  if (size >= 1000) return wholeNumber(value);
  if (size < 1e-4) return minus(value.toExponential(1));
  return minus(String(Number(value.toPrecision(3))));
}

/** Parameters: 950, 61 k, 1.2 M. */
export function count(value: number): string {
  if (value < 1000) return String(value);
  if (value < 1e6) return `${(value / 1000).toFixed(value < 1e4 ? 1 : 0)} k`;
  return `${(value / 1e6).toFixed(1)} M`;
}

export function duration(seconds: number): string {
  if (seconds < 100) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

export function bytes(value: number): string {
  if (value < 1e6) return `${Math.round(value / 1e3)} kB`;
  return value < 1e9 ? `${Math.round(value / 1e6)} MB` : `${(value / 1e9).toFixed(1)} GB`;
}

function minus(text: string): string {
  return text.replace('-', '−');
}
