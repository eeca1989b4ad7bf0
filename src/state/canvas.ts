/** A small picture of binary pixels under the reader's hand: known ones, and those the models are to fill in. Pure. */

export interface Picture {
  /** Pixels a side. */
  readonly side: number;
  /** 0 or 1, row by row. [side^2] */
  readonly pixels: Uint8Array;
  /** 1 where it is missing. [side^2] */
  readonly missing: Uint8Array;
}

/** What a pointer leaves behind: ink, blank paper, or a hole for the models to fill. */
export const TOOLS = ['ink', 'blank', 'hole'] as const;
export type Tool = (typeof TOOLS)[number];

/** Which part of a picture is missing. */
export const PARTS = ['none', 'lower', 'upper', 'right', 'middle', 'all'] as const;
export type Part = (typeof PARTS)[number];

/** Whether a pixel lies in a part, by the middle of the pixel. Shares of the side. */
const WITHIN: Readonly<Record<Part, (row: number, column: number) => boolean>> = {
  none: () => false,
  lower: (row) => row > 0.5,
  upper: (row) => row < 0.5,
  right: (_, column) => column > 0.5,
  middle: (row) => row > 0.36 && row < 0.64,
  all: () => true,
};

/** Blank paper, with a part of it missing. */
export function blankPicture(side: number, part: Part): Picture {
  return withPart({ side, pixels: new Uint8Array(side * side), missing: new Uint8Array(0) }, part);
}

/** The same pixels with this part missing, and nothing else. */
export function withPart({ side, pixels }: Picture, part: Part): Picture {
  const missing = Uint8Array.from({ length: side * side }, (_, i) =>
    WITHIN[part]((Math.floor(i / side) + 0.5) / side, ((i % side) + 0.5) / side) ? 1 : 0,
  );
  return { side, pixels, missing };
}

/** Width of a stroke of ink and of the eraser, as shares of the side: 2.4 and 5 pixels of 28. */
const WIDTHS: Readonly<Record<Tool, number>> = { ink: 2.4 / 28, blank: 3 / 28, hole: 5 / 28 };

/** The picture after a stroke of a tool; points in pixels from the upper left corner. */
export function stroked(
  picture: Picture,
  { x, y }: { readonly x: readonly number[]; readonly y: readonly number[] },
  tool: Tool,
): Picture {
  const { side } = picture;
  const pixels = picture.pixels.slice();
  const missing = picture.missing.slice();
  const radius = Math.max(0.6, (WIDTHS[tool] * side) / 2);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      if (distance(x, y, column + 0.5, row + 0.5) > radius) continue;
      const i = row * side + column;
      pixels[i] = tool === 'ink' ? 1 : 0;
      missing[i] = tool === 'hole' ? 1 : 0;
    }
  return { side, pixels, missing };
}

/** Of a point from a line through points; Infinity where there are none. */
function distance(x: readonly number[], y: readonly number[], left: number, top: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const [ax, ay] = [x[Math.max(0, i - 1)]!, y[Math.max(0, i - 1)]!];
    const [dx, dy] = [x[i]! - ax, y[i]! - ay];
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : ((left - ax) * dx + (top - ay) * dy) / squared;
    const part = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.hypot(left - ax - part * dx, top - ay - part * dy));
  }
  return least;
}

/** Whether there is anything to complete: some pixel missing, and some ink or an intent to draw from nothing. */
export function holesOf({ missing }: Picture): number {
  return missing.reduce((sum, hole) => sum + hole, 0);
}
