/** The colour of a model, everywhere the same; the values stand in tokens.css. */
import type { ColourSlot } from '../config/systems.ts';

/** For marks: lines, areas, swatches. */
export function modelColour(slot: ColourSlot): string {
  return `var(--model-${slot})`;
}

/** For text in a model's colour, with the contrast text needs. */
export function modelTextColour(slot: ColourSlot): string {
  return `var(--model-${slot}-text)`;
}

export type Rgb = readonly [number, number, number];

/** What CSS made of `color` on an element, for canvases. Black where it cannot be read. */
export function resolvedColour(element: Element): Rgb {
  const numbers = getComputedStyle(element).color.match(/[\d.]+/g) ?? [];
  const [red = 0, green = 0, blue = 0] = numbers.map(Number);
  return [red, green, blue];
}
