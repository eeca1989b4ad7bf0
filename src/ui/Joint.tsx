/** Draws of two dimensions of z at the marked step, or of z before it and at it, as clouds. */
import { memo, useEffect, useMemo, useRef } from 'react';
import type { ModelSpec } from '../config/experiment.ts';
import type { WatchReport } from '../protocol.ts';
import { modelColour, resolvedColour } from './colours.ts';
import { shortNumber } from './format.ts';
import { otherRange } from './jointRange.ts';
import { SaveButtons } from './SaveButtons.tsx';
import { ticksBetween } from './ticks.ts';
import { useColourScheme } from './useColourScheme.ts';
import { useInTurn } from './useInTurn.ts';
import { usePlayground } from './usePlayground.ts';
import { useSize } from './useSize.ts';
import { subscript } from './WatchControls.tsx';

const NO_MODELS: readonly ModelSpec[] = [];
/** Room for the axes, in pixels. */
const LEFT = 34;
const BOTTOM = 34;
const TOP = 6;
const RIGHT = 6;

export function Joint() {
  const posterior = useInTurn(usePlayground((state) => state.posterior));
  const time = useInTurn(usePlayground((state) => state.time));
  if (posterior === null) return null;
  return <Clouds posterior={posterior} t={Math.min(time, posterior.length - 1)} />;
}

interface CloudsProps {
  readonly posterior: WatchReport;
  readonly t: number;
}

const Clouds = memo(function Clouds({ posterior, t }: CloudsProps) {
  const figure = useRef<HTMLElement>(null);
  const several = posterior.latentDimensions > 1;
  const { dimension, otherDimension, conditioning } = posterior.watch;
  const across = several ? (
    <>
      z<sub>{dimension + 1}</sub>
    </>
  ) : (
    <>
      z<sub>t−1</sub>
    </>
  );
  const up = several ? (
    <>
      z<sub>{otherDimension + 1}</sub>
    </>
  ) : (
    <>
      z<sub>t</sub>
    </>
  );
  return (
    <figure ref={figure} aria-label={`Joint at step ${t + 1}`}>
      <div className="figure-head">
        <figcaption className="panel-title">
          Joint of <span className="symbol">{across}</span> and <span className="symbol">{up}</span>
          {several
            ? conditioning === 'one-past'
              ? ', given one past'
              : ', over all pasts'
            : ', over all pasts'}
        </figcaption>
        <SaveButtons name="joint" figure={figure} />
      </div>
      {t === 0 && !several ? (
        <p className="waiting" style={{ minHeight: 216 }}>
          The first step has no step before it. Move the line to the right.
        </p>
      ) : (
        <Cloud posterior={posterior} t={t} several={several} />
      )}
    </figure>
  );
});

function Cloud({ posterior, t, several }: CloudsProps & { readonly several: boolean }) {
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = useSize(box);
  const scheme = useColourScheme();
  const { low, high } = posterior.axis;
  const [bottom, top] = useMemo(
    () => (several ? otherRange(posterior) : [low, high]),
    [posterior, several, low, high],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours CSS resolves to
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    context.beginPath();
    context.rect(LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
    context.clip();
    context.globalAlpha = 0.55;
    const radius = 1.3;
    for (const { id, pairs } of posterior.models) {
      const slot = models.find((model) => model.id === id)?.slot;
      if (slot === undefined) continue;
      element.style.color = modelColour(slot);
      context.fillStyle = `rgb(${resolvedColour(element).join(' ')})`;
      const draws = pairs.length / 2 / posterior.steps;
      context.beginPath();
      for (let m = t * draws; m < (t + 1) * draws; m++) {
        const across = pairs[2 * m] ?? Number.NaN;
        const up = pairs[2 * m + 1] ?? Number.NaN;
        const x = LEFT + ((across - low) / (high - low)) * (width - LEFT - RIGHT);
        const y = TOP + ((top - up) / (top - bottom)) * (height - TOP - BOTTOM);
        if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
      }
      context.fill();
    }
  }, [posterior, models, t, low, high, bottom, top, width, height, scheme]);

  const xOf = (value: number) => LEFT + ((value - low) / (high - low)) * (width - LEFT - RIGHT);
  const yOf = (value: number) => TOP + ((top - value) / (top - bottom)) * (height - TOP - BOTTOM);
  const floor = height - BOTTOM;
  return (
    <div className="joint" ref={box}>
      {width > 0 && (
        <svg aria-hidden="true">
          {ticksBetween(low, high, 5).map((tick) => (
            <g key={`x${tick}`}>
              <line className="grid-line" x1={xOf(tick)} x2={xOf(tick)} y1={TOP} y2={floor} />
              <text className="axis-text" x={xOf(tick)} y={floor + 14} textAnchor="middle">
                {shortNumber(tick)}
              </text>
            </g>
          ))}
          {ticksBetween(bottom, top, 5).map((tick) => (
            <g key={`y${tick}`}>
              <line
                className="grid-line"
                x1={LEFT}
                x2={width - RIGHT}
                y1={yOf(tick)}
                y2={yOf(tick)}
              />
              <text className="axis-text" x={LEFT - 6} y={yOf(tick) + 4} textAnchor="end">
                {shortNumber(tick)}
              </text>
            </g>
          ))}
          <path className="axis-line" fill="none" d={`M${LEFT} ${TOP}V${floor}H${width - RIGHT}`} />
          <text className="axis-text" x={width - RIGHT} y={floor + 28} textAnchor="end">
            {several ? `z${subscript(posterior.watch.dimension + 1)}` : 'z at t−1'}
          </text>
          <text className="axis-text" x={LEFT + 5} y={TOP + 10}>
            {several ? `z${subscript(posterior.watch.otherDimension + 1)}` : 'z at t'}
          </text>
        </svg>
      )}
      <canvas ref={canvas} role="img" aria-label="Draws of every model as clouds" />
    </div>
  );
}
