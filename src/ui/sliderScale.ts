/** Where a value lies on its slider, and back: by equal steps or by equal ratios, as the table says. */
import type { NumberSpec } from '../config/settings.ts';

/** Positions 0 ... SLIDER_STEPS. */
export const SLIDER_STEPS = 100;

/** A range from 0 has no ratios: its logarithm is taken of value + 1. */
function shift(spec: NumberSpec): number {
  return spec.min > 0 ? 0 : 1;
}

export function positionOf(spec: NumberSpec, value: number): number {
  const { min, max } = spec;
  const share =
    spec.scale === 'linear'
      ? (value - min) / (max - min)
      : Math.log((value + shift(spec)) / (min + shift(spec))) /
        Math.log((max + shift(spec)) / (min + shift(spec)));
  return Math.round(Math.min(1, Math.max(0, share)) * SLIDER_STEPS);
}

/** The value at a position, rounded to what a slider can mean: whole, or to three digits. */
export function valueAt(spec: NumberSpec, position: number): number {
  const share = position / SLIDER_STEPS;
  const { min, max } = spec;
  const raw =
    spec.scale === 'linear'
      ? min + share * (max - min)
      : (min + shift(spec)) * ((max + shift(spec)) / (min + shift(spec))) ** share - shift(spec);
  const rounded = spec.kind === 'integer' ? Math.round(raw) : roundLike(spec, raw);
  return Math.min(max, Math.max(min, rounded));
}

function roundLike(spec: NumberSpec, raw: number): number {
  if (spec.scale === 'log') return Number(raw.toPrecision(raw >= 1 ? 3 : 2));
  const unit = 10 ** Math.floor(Math.log10((spec.max - spec.min) / SLIDER_STEPS));
  return Number((Math.round(raw / unit) * unit).toPrecision(12));
}

/** The position one key press away: the next one whose value is another. */
export function nextPosition(spec: NumberSpec, value: number, direction: 1 | -1): number {
  let position = positionOf(spec, value);
  while (
    position + direction >= 0 &&
    position + direction <= SLIDER_STEPS &&
    valueAt(spec, position) === value
  )
    position += direction;
  const at = valueAt(spec, position);
  // Rounding may have put the value between two positions, on the far side.
  return (at - value) * direction > 0
    ? position
    : Math.min(SLIDER_STEPS, Math.max(0, position + direction));
}
