/** Settings against bound, a dot a seed and a line through the means: where everything stands, from 0 to 1. Pure. */
import { cellsOf, varying } from './cells.ts';
import type { SweepRow } from './rows.ts';

export interface PlotDot {
  /** From the left and from the bottom. */
  readonly x: number;
  readonly y: number;
  readonly run: string;
  readonly seed: number;
  readonly bound: number;
}

export interface PlotSeries {
  readonly label: string;
  readonly model: string;
  /** Its place among the series of the same model. */
  readonly variant: number;
  readonly dots: readonly PlotDot[];
  readonly means: readonly { readonly x: number; readonly y: number }[];
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface SweepPlot {
  readonly xLabel: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly series: readonly PlotSeries[];
}

/** Space left and right of the first and last value. */
const EDGE = 0.08;
/** How far series stand apart at one value, all of them together. */
const APART = 0.05;
/** Ratios from which values stand by their logarithm. */
const LOG_FROM = 20;
const Y_TICKS = 5;

/** Null where no row has a bound. */
export function sweepPlot(rows: readonly SweepRow[]): SweepPlot | null {
  const bounds = rows.flatMap(({ figures }) => figures['bound'] ?? []);
  if (bounds.length === 0) return null;
  const along = settingAlong(rows);
  const valueAt = (row: SweepRow) => (along === 'model' ? row.model : row.settings[along]!);
  const values = [...new Set(rows.map(valueAt))];
  const place = placesOf(values);
  const y = rangeOf(bounds);
  const groups = seriesOf(rows, along);
  const variants = new Map<string, number>();
  const series = groups.map(({ label, model, rows: members }, i): PlotSeries => {
    const variant = variants.get(model) ?? 0;
    variants.set(model, variant + 1);
    const shift =
      along === 'model' || groups.length < 2 ? 0 : APART * (i / (groups.length - 1) - 0.5);
    const x = (value: string) => place(value) + shift;
    const dots = members.flatMap((row) => {
      const bound = row.figures['bound'] ?? null;
      if (bound === null) return [];
      return [{ x: x(valueAt(row)), y: y.place(bound), run: row.run, seed: row.seed, bound }];
    });
    const means = cellsOf(members, null).flatMap(({ figures, rows: [first] }) => {
      const { mean, count } = figures['bound']!;
      return count === 0 ? [] : [{ x: x(valueAt(first!)), y: y.place(mean) }];
    });
    return { label, model, variant, dots, means: means.sort((a, b) => a.x - b.x) };
  });
  return {
    xLabel: along,
    xTicks: values.map((text) => ({ at: place(text), text })),
    yTicks: y.ticks,
    series,
  };
}

/** The setting of most values, numbers before words; the models where only they differ. */
function settingAlong(rows: readonly SweepRow[]): string {
  const candidates = varying(rows)
    .filter((key) => key !== 'model')
    .map((key) => {
      const values = [...new Set(rows.map(({ settings }) => settings[key]!))];
      return { key, worth: values.length + (values.every(isNumber) ? 1000 : 0) };
    });
  return candidates.sort((a, b) => b.worth - a.worth)[0]?.key ?? 'model';
}

function seriesOf(rows: readonly SweepRow[], along: string) {
  const others = varying(rows).filter((key) => key !== along);
  const groups = new Map<string, { label: string; model: string; rows: SweepRow[] }>();
  for (const row of rows) {
    const parts = others.map((key) =>
      key === 'model' ? row.model : `${key} ${row.settings[key]}`,
    );
    const label = parts.join(', ') || row.model;
    const name = along === 'model' ? row.model : label;
    const group = groups.get(name) ?? { label: name, model: row.model, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  return [...groups.values()];
}

function placesOf(values: readonly string[]): (value: string) => number {
  const inside = (share: number) => EDGE + (1 - 2 * EDGE) * share;
  if (!values.every(isNumber) || values.length < 2)
    return (value) => inside(values.length < 2 ? 0.5 : values.indexOf(value) / (values.length - 1));
  const numbers = values.map(Number);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const scale = least > 0 && most / least >= LOG_FROM ? Math.log : (value: number): number => value;
  return (value) => inside((scale(Number(value)) - scale(least)) / (scale(most) - scale(least)));
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** Round numbers around all bounds. */
function rangeOf(bounds: readonly number[]) {
  const [least, most] = [Math.min(...bounds), Math.max(...bounds)];
  const spread = most - least || Math.abs(most) * 0.1 || 1;
  const rough = spread / Y_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
  const low = Math.floor((least - 0.05 * spread) / step) * step;
  const high = Math.ceil((most + 0.05 * spread) / step) * step;
  const place = (value: number) => (value - low) / (high - low);
  const places = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => {
    const value = low + i * step;
    return { at: place(value), text: value.toFixed(places).replace('-', '−') };
  });
  return { place, ticks };
}
