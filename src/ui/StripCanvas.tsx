/** A density over time as a picture: opacity is density, drawn from the typed array. */
import { useEffect, useRef } from 'react';
import type { WatchReport } from '../protocol.ts';
import { resolvedColour } from './colours.ts';
import { densityImage } from './densityImage.ts';
import { useColourScheme } from './useColourScheme.ts';
import { useSize } from './useSize.ts';

interface Props {
  /** Whose density it is, for people who cannot see it. */
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  /** [T, G] on the axis of the report. */
  readonly density: Float32Array;
  readonly posterior: WatchReport;
  readonly reference: number;
}

export function StripCanvas({ name, colour, density, posterior, reference }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = useSize(box);
  const scheme = useColourScheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colour CSS resolves to
  useEffect(() => {
    const element = canvas.current;
    if (element === null || width === 0) return;
    const { steps, length, axis } = posterior;
    const pixels = densityImage(
      density,
      steps,
      axis.count,
      length,
      reference,
      resolvedColour(element),
    );
    paintScaled(element, new ImageData(pixels, steps, axis.count), width, height);
  }, [posterior, density, reference, width, height, scheme]);

  return (
    <div className="strip-plot" ref={box}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Posterior density of ${name} over time`}
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

/** Scales an image to the canvas: smooth over z; over time only where steps are narrow. */
function paintScaled(canvas: HTMLCanvasElement, image: ImageData, width: number, height: number) {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  const small = new OffscreenCanvas(image.width, image.height);
  const tall = new OffscreenCanvas(image.width, canvas.height);
  const smallContext = small.getContext('2d');
  const tallContext = tall.getContext('2d');
  if (context === null || smallContext === null || tallContext === null) return;
  smallContext.putImageData(image, 0, 0);
  tallContext.imageSmoothingQuality = 'high';
  tallContext.drawImage(small, 0, 0, image.width, canvas.height);
  context.imageSmoothingEnabled = image.width >= SMOOTH_FROM_STEPS;
  context.drawImage(tall, 0, 0, canvas.width, canvas.height);
}
