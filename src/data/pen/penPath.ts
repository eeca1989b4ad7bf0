/** From the corner points of a stroke to what a tablet records of a hand that writes it. */
import type { Point } from './letterforms.ts';

/** Pieces each segment is cut into before it is sampled. */
const PIECES = 8;
/** A vertex where the stroke turns by more than this is a corner, not part of a curve. */
const CORNER_COSINE = 0.1;

function difference(a: Point, b: Point): Point {
  return { x: b.x - a.x, y: b.y - a.y };
}

function length({ x, y }: Point): number {
  return Math.sqrt(x * x + y * y);
}

/**
 * A fine polyline through the points: straight from one to the next at `curvature` 0, cubic Hermite pieces that
 * round every vertex but the corners at 1. The first and the last point stay where they are.
 */
export function smooth(points: readonly Point[], curvature: number): Point[] {
  const kept = points.filter(
    (point, i) => i === 0 || length(difference(points[i - 1]!, point)) > 0,
  );
  if (kept.length < 3) return kept;
  const tangents = kept.map((_, i) => tangentAt(kept, i, curvature));
  const fine: Point[] = [kept[0]!];
  for (let i = 0; i + 1 < kept.length; i++) {
    const [from, to] = [kept[i]!, kept[i + 1]!];
    const chord = length(difference(from, to));
    // Where a tangent is missing the piece leaves or arrives along its chord.
    const leaving = tangents[i] ?? unit(difference(from, to));
    const arriving = tangents[i + 1] ?? unit(difference(from, to));
    for (let piece = 1; piece <= PIECES; piece++) {
      const s = piece / PIECES;
      fine.push({
        x: between(s, from.x, to.x, leaving.x * chord, arriving.x * chord, curvature),
        y: between(s, from.y, to.y, leaving.y * chord, arriving.y * chord, curvature),
      });
    }
  }
  return fine;
}

/** Direction of the curve at a vertex; null at the ends and at corners. */
function tangentAt(points: readonly Point[], i: number, curvature: number): Point | null {
  const [before, here, after] = [points[i - 1], points[i]!, points[i + 1]];
  if (before === undefined || after === undefined || curvature === 0) return null;
  const into = unit(difference(before, here));
  const out = unit(difference(here, after));
  if (into.x * out.x + into.y * out.y < CORNER_COSINE) return null;
  return unit({ x: into.x + out.x, y: into.y + out.y });
}

function unit(of: Point): Point {
  const norm = length(of);
  return { x: of.x / norm, y: of.y / norm };
}

/** From the straight line to the cubic Hermite curve, by `curvature` of the way. */
function between(
  s: number,
  from: number,
  to: number,
  leaving: number,
  arriving: number,
  curvature: number,
): number {
  const s2 = s * s;
  const s3 = s2 * s;
  const straight = from + s * (to - from);
  const curved =
    (2 * s3 - 3 * s2 + 1) * from +
    (s3 - 2 * s2 + s) * leaving +
    (3 * s2 - 2 * s3) * to +
    (s3 - s2) * arriving;
  return straight + curvature * (curved - straight);
}

/**
 * Points at equal times along a polyline, its two ends among them. The pen moves `speed` a sample on a straight
 * line and slower in curves: speed * (1 + curvature)^-slowing, the power law of drawing movements (Lacquaniti,
 * Terzuolo, Viviani 1983, where slowing is 1/3 for curvature in place of one plus it). At least two points,
 * unless the polyline is a point.
 */
export function sampleInTime(line: readonly Point[], speed: number, slowing: number): Point[] {
  const times = [0];
  for (let i = 1; i < line.length; i++) {
    const distance = length(difference(line[i - 1]!, line[i]!));
    const curvature = 0.5 * (curvatureAt(line, i - 1) + curvatureAt(line, i));
    times.push(times[i - 1]! + distance / (speed * (1 + curvature) ** -slowing));
  }
  const duration = times.at(-1)!;
  const samples = Math.max(1, Math.round(duration));
  const sampled: Point[] = [line[0]!];
  let at = 1;
  for (let sample = 1; sample < samples; sample++) {
    const time = (sample / samples) * duration;
    while (times[at]! < time) at++;
    const part = (time - times[at - 1]!) / (times[at]! - times[at - 1]!);
    const [from, to] = [line[at - 1]!, line[at]!];
    sampled.push({ x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) });
  }
  if (line.length > 1) sampled.push(line.at(-1)!);
  return sampled;
}

/** Turning angle over the length it takes, at a vertex; 0 at the ends. */
function curvatureAt(line: readonly Point[], i: number): number {
  const [before, here, after] = [line[i - 1], line[i]!, line[i + 1]];
  if (before === undefined || after === undefined) return 0;
  const [into, out] = [difference(before, here), difference(here, after)];
  const lengths = length(into) + length(out);
  if (lengths === 0) return 0;
  const turn = Math.atan2(into.x * out.y - into.y * out.x, into.x * out.x + into.y * out.y);
  return (2 * Math.abs(turn)) / lengths;
}
