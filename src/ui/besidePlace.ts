/** Where words about a thing stand in the window: below it, or above where they fit only there or there is more room. */

/** From the edges of the window, in CSS pixels. `maxHeight` is what room there is. */
export type Place = { readonly left: number; readonly maxHeight: number } & (
  | { readonly top: number }
  | { readonly bottom: number }
);

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Kept free at the edges of the window. */
const EDGE = 8;

/** `thing` as in the window, `words` as large as they become at most; CSS pixels. */
export function besidePlace(
  thing: { readonly left: number; readonly top: number; readonly bottom: number },
  words: Size,
  window: Size,
): Place {
  const left = Math.max(EDGE, Math.min(thing.left, window.width - words.width - EDGE));
  const below = window.height - thing.bottom - EDGE;
  const above = thing.top - EDGE;
  return words.height <= below || below >= above
    ? { left, top: thing.bottom, maxHeight: below }
    : { left, bottom: window.height - thing.top, maxHeight: above };
}
