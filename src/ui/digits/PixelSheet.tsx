/** Binary pictures side by side on one canvas: ink, drawn pixels in a model's colour, holes, and heat behind them. */
import { useEffect, useRef } from 'react';
import { resolvedColour } from '../colours.ts';
import { useColourScheme } from '../useColourScheme.ts';

export interface Tile {
  /** 0 or 1, row by row. [side^2] */
  readonly pixels: Uint8Array;
  /** 1: drawn by a model where `pixels` has ink, else a hole. [side^2] */
  readonly missing?: Uint8Array;
  /** 0 to 1, behind the ink. [side^2] */
  readonly heat?: Float32Array;
}

interface Props {
  readonly label: string;
  readonly side: number;
  readonly tiles: readonly Tile[];
  readonly columns: number;
  /** What is drawn and heat; ink is the page's. */
  readonly colour: string;
  /** `filled`: missing pixels are those a model drew, on a tint where their place matters; `open`: they are holes. */
  readonly holes?: 'plain' | 'filled' | 'open';
}

/** Canvas pixels of a picture's side: both 14 and 28 divide it, so that pixels are even. */
const RESOLUTION = 280;
const SHEET_RESOLUTION = 112;

export function PixelSheet({ label, side, tiles, columns, colour, holes = 'filled' }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme();
  const rows = Math.max(1, Math.ceil(tiles.length / columns));
  const resolution = columns === 1 ? RESOLUTION : SHEET_RESOLUTION;
  const gap = columns === 1 ? 0 : resolution / 14;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours CSS resolves to
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    context.clearRect(0, 0, element.width, element.height);
    const drawn = `rgb(${resolvedColour(element).join(' ')})`;
    const ink = `rgb(${resolvedColour(element.parentElement ?? element).join(' ')})`;
    tiles.forEach((tile, n) => {
      context.save();
      context.translate(
        (n % columns) * (resolution + gap),
        Math.floor(n / columns) * (resolution + gap),
      );
      paint(context, tile, side, resolution / side, { ink, drawn, holes });
      context.restore();
    });
  }, [tiles, columns, side, colour, holes, resolution, gap, scheme]);

  return (
    <canvas
      ref={canvas}
      className="pixels"
      role="img"
      aria-label={label}
      width={columns * (resolution + gap) - gap}
      height={rows * (resolution + gap) - gap}
      style={{ color: colour }}
    />
  );
}

interface Colours {
  readonly ink: string;
  readonly drawn: string;
  readonly holes: NonNullable<Props['holes']>;
}

function paint(
  context: CanvasRenderingContext2D,
  { pixels, missing, heat }: Tile,
  side: number,
  size: number,
  { ink, drawn, holes }: Colours,
): void {
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(i % side) * size, Math.floor(i / side) * size];
    const hole = missing?.[i] === 1;
    if (heat) {
      context.globalAlpha = Math.min(1, Math.max(0, heat[i]!));
      context.fillStyle = drawn;
      context.fillRect(x, y, size, size);
      context.globalAlpha = 1;
    }
    if (hole && !heat && holes !== 'plain' && (holes === 'open' || pixels[i] === 0)) {
      context.globalAlpha = holes === 'open' ? 0.16 : 0.07;
      context.fillStyle = ink;
      context.fillRect(x, y, size, size);
      context.globalAlpha = 1;
      continue;
    }
    if (pixels[i] !== 1) continue;
    // On heat ink is drawn smaller, so that the heat around it is seen.
    const inset = heat ? 0.24 * size : 0;
    context.fillStyle = hole && !heat ? drawn : ink;
    context.fillRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset);
  }
}
