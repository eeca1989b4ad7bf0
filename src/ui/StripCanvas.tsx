/** A density over time as a picture: opacity is density, drawn from the typed array; sampled pasts over it. */
import { useEffect, useRef } from 'react';
import type { Axis } from '../posterior/axis.ts';
import { stripsText } from '../text/en/strips.ts';
import { type Rgb, resolvedColour } from './colours.ts';
import { densityImage } from './densityImage.ts';
import { PASTS_DRAWN } from './pickPast.ts';
import { useColourScheme } from './useColourScheme.ts';
import { takeTurn } from './useInTurn.ts';
import { useSize } from './useSize.ts';

interface Props {
  /** Whose density it is, for people who cannot see it. */
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly density: Float32Array; // [T, G]
  /** Of the density. */
  readonly axis: Axis;
  /** Of the strip, which may show more or less. */
  readonly shownAxis: Axis;
  readonly steps: number;
  /** Steps that are data. */
  readonly length: number;
  readonly reference: number;
  /** z along every sampled past, of which one is chosen. [T, M] */
  readonly pasts?: { readonly values: Float32Array; readonly chosen: number } | null;
  /** For a strip of less weight. */
  readonly className?: string;
  /** Names the strip to what reads it out. */
  readonly strip?: string;
}

export function StripCanvas(props: Props) {
  const { name, colour, density, axis, shownAxis, steps, length, reference, pasts } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = useSize(box);
  const scheme = useColourScheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colour CSS resolves to
  useEffect(() => {
    const element = canvas.current;
    if (element === null || width === 0) return;
    return takeTurn(() => {
      const pixels = densityImage(
        density,
        steps,
        axis.count,
        length,
        reference,
        resolvedColour(element),
      );
      const image = new ImageData(pixels, steps, axis.count);
      const context = paintScaled(element, image, axis, shownAxis, width, height);
      const box = element.parentElement;
      if (pasts && context && box)
        drawPasts(context, pasts, steps, length, shownAxis, resolvedColour(box));
    });
  }, [density, axis, shownAxis, steps, length, reference, pasts, colour, width, height, scheme]);

  return (
    <div className={`strip-plot ${props.className ?? ''}`} ref={box} data-strip={props.strip}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={stripsText().density(name)}
        style={{ color: colour }}
      />
    </div>
  );
}

/**
 * Below this many steps each is a column of its own. Blurred over time, branches that jump from step to step
 * look like dashes, and four steps like forty.
 */
const SMOOTH_FROM_STEPS = 80;

/** Scales an image on `axis` to a canvas on `shown`: smooth over z; over time only where steps are narrow. */
function paintScaled(
  canvas: HTMLCanvasElement,
  image: ImageData,
  axis: Axis,
  shown: Axis,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const span = shown.high - shown.low;
  const top = ((shown.high - axis.high) / span) * canvas.height;
  const tallness = Math.max(1, Math.round(((axis.high - axis.low) / span) * canvas.height));
  const context = canvas.getContext('2d');
  const small = new OffscreenCanvas(image.width, image.height);
  const tall = new OffscreenCanvas(image.width, tallness);
  const smallContext = small.getContext('2d');
  const tallContext = tall.getContext('2d');
  if (context === null || smallContext === null || tallContext === null) return null;
  smallContext.putImageData(image, 0, 0);
  tallContext.imageSmoothingQuality = 'high';
  tallContext.drawImage(small, 0, 0, image.width, tallness);
  context.imageSmoothingEnabled = image.width >= SMOOTH_FROM_STEPS;
  context.drawImage(tall, 0, top, canvas.width, tallness);
  return context;
}

function drawPasts(
  context: CanvasRenderingContext2D,
  { values, chosen }: { readonly values: Float32Array; readonly chosen: number },
  steps: number,
  length: number,
  { low, high }: Axis,
  ink: Rgb,
): void {
  const { width, height } = context.canvas;
  const samples = values.length / steps;
  const path = (m: number) => {
    context.beginPath();
    for (let t = 0; t < length; t++) {
      const x = ((t + 0.5) / steps) * width;
      const y = ((high - values[t * samples + m]!) / (high - low)) * height;
      if (t === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  };
  context.strokeStyle = `rgb(${ink.join(' ')})`;
  context.lineWidth = 1;
  context.globalAlpha = 0.28;
  for (let m = 0; m < Math.min(PASTS_DRAWN, samples); m++) path(m);
  context.globalAlpha = 1;
  context.lineWidth = 2.2;
  path(Math.min(chosen, samples - 1));
}
