/** The sequence that is to be explained: lines where x is a few real channels, a picture where it is pixels. */
import { memo, useEffect, useMemo, useRef } from 'react';
import { stripsText } from '../text/en/strips.ts';
import { observedSummary } from './chartSummary.ts';
import { resolvedColour } from './colours.ts';
import { densityImage } from './densityImage.ts';
import { shortNumber } from './format.ts';
import { useColourScheme } from './useColourScheme.ts';
import { usePlayground } from './usePlayground.ts';

interface Props {
  readonly x: Float32Array; // [T, X]
  readonly steps: number;
  /** Steps that are data. */
  readonly length: number;
}

export const ObservedStrip = memo(function ObservedStrip(props: Props) {
  const binary = usePlayground((state) => state.data?.observation === 'binary');
  return binary ? <Pixels {...props} /> : <ObservedLines {...props} />;
});

const WIDTH = 1000;
const HEIGHT = 100;

/** The axis of a strip, and channels over time, for the grid of the strips. */
export function ObservedLines({ x, steps, length }: Props) {
  const { paths, low, high } = useMemo(() => linesOf({ x, steps, length }), [x, steps, length]);
  return (
    <>
      <div className="strip-axis">
        <span style={{ top: '14%' }}>{shortNumber(Number(high.toPrecision(2)))}</span>
        <span style={{ top: '86%' }}>{shortNumber(Number(low.toPrecision(2)))}</span>
      </div>
      <div className="strip-plot strip-plot-low">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={observedSummary(x, steps, length)}
        >
          {paths.map((path, channel) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its index
              key={channel}
              d={path}
              fill="none"
              stroke="var(--ink)"
              strokeWidth={1.3}
              strokeLinejoin="round"
              opacity={1 / (1 + channel * 0.45)}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
      </div>
    </>
  );
}

function linesOf({ x, steps, length }: Props) {
  const channels = x.length / steps;
  const data = x.subarray(0, length * channels);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const span = high - low || 1;
  const paths = Array.from({ length: channels }, (_, channel) =>
    Array.from({ length }, (_, t) => {
      const across = (((t + 0.5) / steps) * WIDTH).toFixed(1);
      const value = data[t * channels + channel] ?? 0;
      const down = (HEIGHT * (0.9 - (0.8 * (value - low)) / span)).toFixed(1);
      return `${t === 0 ? 'M' : 'L'}${across} ${down}`;
    }).join(''),
  );
  return { paths, low, high };
}

/** A row of pixels stands upright at its step, its first pixel on top. */
function Pixels({ x, steps, length }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme();
  const channels = x.length / steps;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colour CSS resolves to
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    // densityImage puts its last row on top: hand it the channels in reverse.
    const upright = new Float32Array(x.length);
    for (let t = 0; t < steps; t++)
      for (let c = 0; c < channels; c++)
        upright[t * channels + c] = x[t * channels + channels - 1 - c] ?? 0;
    element.width = steps;
    element.height = channels;
    const pixels = densityImage(upright, steps, channels, length, 1, resolvedColour(element));
    context.putImageData(new ImageData(pixels, steps, channels), 0, 0);
  }, [x, steps, channels, length, scheme]);
  return (
    <>
      <div className="strip-axis">
        <span style={{ top: '8%' }}>1</span>
        <span style={{ top: '92%' }}>{channels}</span>
      </div>
      <div className="strip-plot">
        <canvas
          ref={canvas}
          role="img"
          aria-label={stripsText().pixels}
          style={{ color: 'var(--ink)', imageRendering: 'pixelated' }}
        />
      </div>
    </>
  );
}
