/** Clouds and contours of a joint on a canvas. */
import type { ModelSpec } from '../config/experiment.ts';
import type { JointAxes } from '../protocol.ts';
import { modelColour, resolvedColour } from './colours.ts';
import { contour, massLevels } from './contours.ts';
import { type Scale, scaled } from './plotPath.ts';
import type { Shown } from './useShown.ts';

export type JointStyle = 'cloud' | 'contours';

/** Where values lie on the canvas, in CSS pixels. */
export interface JointFrame {
  readonly x: Scale;
  readonly y: Scale;
}

/** Highest-density regions whose edges are drawn, as shares of the mass. */
const SHARES = [0.9, 0.5] as const;
const RADIUS = 1.3;

export function paintJoint(
  canvas: HTMLCanvasElement,
  [width, height]: readonly [number, number],
  frame: JointFrame,
  { posterior, exact, t, previewing }: Shown,
  models: readonly ModelSpec[],
  style: JointStyle,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  context.beginPath();
  const { x, y } = frame;
  context.rect(x.to[0], y.to[1], x.to[1] - x.to[0], y.to[0] - y.to[1]);
  context.clip();
  const colourOf = (colour: string) => {
    canvas.style.color = colour;
    return `rgb(${resolvedColour(canvas).join(' ')})`;
  };
  const faint = previewing ? 0.35 : 1;
  for (const { id, pairs, joint } of posterior.models) {
    const slot = models.find((model) => model.id === id)?.slot;
    if (slot === undefined) continue;
    const colour = colourOf(modelColour(slot));
    if (style === 'contours' && joint !== null && posterior.jointAxes !== null) {
      context.strokeStyle = colour;
      context.globalAlpha = faint;
      paintContours(context, joint, posterior.jointAxes, t, frame);
      continue;
    }
    context.fillStyle = colour;
    context.globalAlpha = 0.55 * faint;
    const draws = pairs.length / 2 / posterior.steps;
    context.beginPath();
    for (let m = t * draws; m < (t + 1) * draws; m++) {
      const across = scaled(pairs[2 * m] ?? Number.NaN, x);
      const up = scaled(pairs[2 * m + 1] ?? Number.NaN, y);
      if (!Number.isFinite(across) || !Number.isFinite(up)) continue;
      context.moveTo(across + RADIUS, up);
      context.arc(across, up, RADIUS, 0, 2 * Math.PI);
    }
    context.fill();
  }
  if (exact === null || exact.joint === null || exact.jointAxes === null) return;
  context.strokeStyle = colourOf('var(--exact)');
  context.globalAlpha = 1;
  context.setLineDash([5, 4]);
  paintContours(context, exact.joint, exact.jointAxes, t, frame);
}

function paintContours(
  context: CanvasRenderingContext2D,
  joint: Float32Array,
  { across, up }: JointAxes,
  t: number,
  { x, y }: JointFrame,
): void {
  const size = across.count * up.count;
  const density = joint.subarray(t * size, (t + 1) * size);
  massLevels(density, SHARES).forEach((level, index) => {
    context.lineWidth = index === 0 ? 1 : 1.8;
    context.beginPath();
    // Joined up, or a dash would begin anew in every cell.
    for (const line of contour(density, across, up, level))
      line.forEach(([a, b], n) => {
        if (n === 0) context.moveTo(scaled(a, x), scaled(b, y));
        else context.lineTo(scaled(a, x), scaled(b, y));
      });
    context.stroke();
  });
}
