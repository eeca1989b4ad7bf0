/** Lines of equal density on a grid, and the densities that enclose a given share of the mass. */
import type { Axis } from '../posterior/axis.ts';

/** A contour in units of the two axes; a closed one ends where it began. */
export type Line = readonly (readonly [number, number])[];

/**
 * The densities whose highest-density regions hold `shares` of the mass, in the same order. `density` [N], of
 * cells of one size; a density without mass gives Infinity, so no contour.
 */
export function massLevels(density: ArrayLike<number>, shares: readonly number[]): number[] {
  const sorted = Float64Array.from(density)
    .filter((value) => value > 0)
    .sort()
    .reverse();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  return shares.map((share) => {
    let sum = 0;
    for (const value of sorted) {
      sum += value;
      if (sum >= share * total) return value;
    }
    return Number.POSITIVE_INFINITY;
  });
}

/**
 * Where the density crosses `level`, by marching squares: straight across each cell, at saddles joined by the mean
 * of the corners.
 *
 * @param density [A, B], `across` in rows
 */
export function contour(density: ArrayLike<number>, across: Axis, up: Axis, level: number): Line[] {
  const height = up.count;
  /** Which edges of the grid each piece joins. An edge is 2 n from node n across, 2 n + 1 from it up. */
  const pieces: (readonly [number, number])[] = [];
  for (let i = 0; i + 1 < across.count; i++) {
    for (let j = 0; j + 1 < height; j++) {
      const node = i * height + j;
      const [a, b, c, d] = [
        density[node]!,
        density[node + height]!,
        density[node + height + 1]!,
        density[node + 1]!,
      ];
      const kind =
        (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
      if (kind === 0 || kind === 15) continue;
      const edges = [2 * node, 2 * (node + height) + 1, 2 * (node + 1), 2 * node + 1];
      for (const [from, to] of pairsOf(kind, (a + b + c + d) / 4 > level))
        pieces.push([edges[from]!, edges[to]!]);
    }
  }
  const place = (edge: number): readonly [number, number] => {
    const node = edge >> 1;
    const upwards = edge % 2 === 1;
    const [from, to] = [density[node]!, density[node + (upwards ? 1 : height)]!];
    const cut = (level - from) / (to - from);
    const i = Math.floor(node / height) + (upwards ? 0 : cut);
    const j = (node % height) + (upwards ? cut : 0);
    return [
      across.low + (i * (across.high - across.low)) / (across.count - 1),
      up.low + (j * (up.high - up.low)) / (height - 1),
    ];
  };
  return strung(pieces).map((edges) => edges.map(place));
}

/** Which edges of a cell (0 below, 1 right, 2 above, 3 left) are joined. */
function pairsOf(kind: number, centreHigh: boolean): readonly (readonly [number, number])[] {
  // What is low where the pattern is high crosses the same edges.
  switch (Math.min(kind, 15 - kind)) {
    case 1:
      return [[3, 0]];
    case 2:
      return [[0, 1]];
    case 3:
      return [[3, 1]];
    case 4:
      return [[1, 2]];
    case 5:
      // Corners a and c against b and d.
      return (kind === 5) === centreHigh
        ? [
            [0, 1],
            [2, 3],
          ]
        : [
            [3, 0],
            [1, 2],
          ];
    case 6:
      return [[0, 2]];
    default:
      return [[2, 3]];
  }
}

/** Pieces that share an edge, strung into lines of edges. */
function strung(pieces: readonly (readonly [number, number])[]): number[][] {
  const meeting = new Map<number, number[]>();
  pieces.forEach((ends, index) => {
    for (const end of ends) meeting.set(end, [...(meeting.get(end) ?? []), index]);
  });
  const used = new Uint8Array(pieces.length);
  const follow = (line: number[]) => {
    for (;;) {
      const end = line[line.length - 1]!;
      const next = meeting.get(end)?.find((index) => used[index] === 0);
      if (next === undefined) return;
      used[next] = 1;
      const [from, to] = pieces[next]!;
      line.push(from === end ? to : from);
    }
  };
  const lines: number[][] = [];
  pieces.forEach((piece, index) => {
    if (used[index] === 1) return;
    used[index] = 1;
    const line = [...piece];
    follow(line);
    // An open line may go on from its other end.
    if (line[0] !== line.at(-1)) follow(line.reverse());
    lines.push(line);
  });
  return lines;
}
