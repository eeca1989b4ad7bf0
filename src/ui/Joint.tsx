/** Two dimensions of z at the marked step, or z before it and at it: clouds of draws or contours, as the reader likes. */
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ModelSpec } from '../config/experiment.ts';
import { jointText } from '../text/en/joint.ts';
import { About } from './About.tsx';
import { jointSummary } from './chartSummary.ts';
import { shortNumber } from './format.ts';
import { type JointFrame, type JointStyle, paintJoint } from './jointPicture.ts';
import { otherRange } from './jointRange.ts';
import { type JointPoint, jointReading } from './jointReading.ts';
import { Legend, modelEntry } from './Legend.tsx';
import { scaled } from './plotPath.ts';
import { Rich } from './Rich.tsx';
import { SaveButtons } from './SaveButtons.tsx';
import { Segments } from './Segments.tsx';
import { SheetButton } from './SheetButton.tsx';
import { jointSheet } from './sheets.ts';
import { ticksBetween } from './ticks.ts';
import { useColourScheme } from './useColourScheme.ts';
import { takeTurn } from './useInTurn.ts';
import { useModels } from './useModels.ts';
import { type Shown, useShown } from './useShown.ts';
import { useSize } from './useSize.ts';
import { useUnit } from './useUnit.ts';
import { subscript } from './WatchControls.tsx';

/** Room for the axes, in pixels. */
const LEFT = 34;
const BOTTOM = 34;
const TOP = 6;
const RIGHT = 6;
const HEIGHT = 216;

export function Joint() {
  const shown = useShown();
  return shown === null ? null : <Figure {...shown} />;
}

const Figure = memo(function Figure(shown: Shown) {
  const { posterior, t } = shown;
  const figure = useRef<HTMLElement>(null);
  const models = useModels();
  const [wanted, setStyle] = useState<JointStyle>('cloud');
  const ofSentence = useUnit() === 'sentence';
  const several = posterior.latentDimensions > 1;
  const { dimension, otherDimension, conditioning } = posterior.watch;
  const hasDensities = posterior.models.some(({ joint }) => joint !== null);
  // The joint of z before and after is known by its draws alone.
  const style = hasDensities ? wanted : 'cloud';
  const text = jointText();
  const exactLegend = { name: text.exact, colour: 'var(--exact)', dash: '5 4' };
  const [across, up] = several
    ? [subscripted('z', dimension + 1), subscripted('z', otherDimension + 1)]
    : [subscripted('z', 't−1'), subscripted('z', 't')];
  return (
    <figure ref={figure} aria-label={text.figure(t + 1)}>
      <div className="figure-head">
        <div className="title-line">
          <figcaption className="panel-title">
            <Rich
              text={
                ofSentence ? text.titleOfSentence : text.title[several ? conditioning : 'all-pasts']
              }
              parts={{
                across: <span className="symbol">{across}</span>,
                up: <span className="symbol">{up}</span>,
              }}
            />
          </figcaption>
          <About of="joint" title={text.about} />
        </div>
        <span className="save">
          <SheetButton name="joint" sheet={() => jointSheet(shown, models)} />
          <SaveButtons name="joint" figure={figure} />
        </span>
      </div>
      {hasDensities ? (
        <div className="joint-head">
          <Segments
            legend={text.drawAs}
            name="joint"
            options={text.styles}
            value={style}
            set={setStyle}
          />
          {shown.exact?.joint && <Legend entries={[exactLegend]} />}
        </div>
      ) : (
        <Legend
          entries={[...models.map(modelEntry), ...(shown.exact?.joint ? [exactLegend] : [])]}
        />
      )}
      {t === 0 && !several ? (
        <p className="waiting" style={{ minHeight: HEIGHT }}>
          {ofSentence ? text.noneOfSentence : text.noneAtFirst}
        </p>
      ) : (
        <Picture shown={shown} several={several} style={style} models={models} />
      )}
    </figure>
  );
});

function subscripted(letter: string, below: string | number): ReactNode {
  return (
    <>
      {letter}
      <sub>{below}</sub>
    </>
  );
}

interface PictureProps {
  readonly shown: Shown;
  readonly several: boolean;
  readonly style: JointStyle;
  readonly models: readonly ModelSpec[];
}

function Picture({ shown, several, style, models }: PictureProps) {
  const { posterior, t } = shown;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = useSize(box);
  const scheme = useColourScheme();
  const [cursor, setCursor] = useState<JointPoint | null>(null);
  const { low, high } = posterior.axis;
  const [bottom, top] = useMemo(
    () => (several ? otherRange(posterior) : [low, high]),
    [posterior, several, low, high],
  );
  const frame: JointFrame = useMemo(
    () => ({
      x: { from: [low, high], to: [LEFT, Math.max(LEFT + 1, width - RIGHT)] },
      y: { from: [bottom, top], to: [Math.max(TOP + 1, height - BOTTOM), TOP] },
    }),
    [low, high, bottom, top, width, height],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours CSS resolves to
  useEffect(() => {
    const element = canvas.current;
    if (element === null || width === 0) return;
    return takeTurn(() => paintJoint(element, [width, height], frame, shown, models, style));
  }, [shown, models, style, frame, width, height, scheme]);

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const rect = event.currentTarget.getBoundingClientRect();
    const back = (value: number, { from, to }: JointFrame['x']) =>
      from[0] + ((value - to[0]) / (to[1] - to[0])) * (from[1] - from[0]);
    setCursor({
      across: back(event.clientX - rect.left, frame.x),
      up: back(event.clientY - rect.top, frame.y),
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (event.key === 'Escape') setCursor(null);
    if (move === undefined) return;
    event.preventDefault();
    const from = cursor ?? { across: (low + high) / 2, up: (bottom + top) / 2 };
    setCursor({
      across: clamp(from.across + (move[0] * (high - low)) / 40, low, high),
      up: clamp(from.up + (move[1] * (top - bottom)) / 40, bottom, top),
    });
  };
  const floor = height - BOTTOM;
  const text = jointText();
  const reading = cursor === null ? text.hint : jointReading(shown, models, cursor);
  return (
    <>
      <p className="visually-hidden">{jointSummary(shown, models)}</p>
      <div
        className="joint"
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move its cursor
        tabIndex={0}
        role="application"
        aria-label={text.keys(t + 1)}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={() => setCursor(null)}
        onKeyDown={onKey}
      >
        {width > 0 && (
          <svg aria-hidden="true">
            {ticksBetween(low, high, 5).map((tick) => (
              <g key={`x${tick}`}>
                <line
                  className="grid-line"
                  x1={scaled(tick, frame.x)}
                  x2={scaled(tick, frame.x)}
                  y1={TOP}
                  y2={floor}
                />
                <text
                  className="axis-text"
                  x={scaled(tick, frame.x)}
                  y={floor + 14}
                  textAnchor="middle"
                >
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
                  y1={scaled(tick, frame.y)}
                  y2={scaled(tick, frame.y)}
                />
                <text
                  className="axis-text"
                  x={LEFT - 6}
                  y={scaled(tick, frame.y) + 4}
                  textAnchor="end"
                >
                  {shortNumber(tick)}
                </text>
              </g>
            ))}
            <path
              className="axis-line"
              fill="none"
              d={`M${LEFT} ${TOP}V${floor}H${width - RIGHT}`}
            />
            <text className="axis-text" x={width - RIGHT} y={floor + 28} textAnchor="end">
              {several ? `z${subscript(posterior.watch.dimension + 1)}` : text.before}
            </text>
            <text className="axis-text" x={LEFT + 5} y={TOP + 10}>
              {several ? `z${subscript(posterior.watch.otherDimension + 1)}` : text.now}
            </text>
          </svg>
        )}
        <canvas ref={canvas} role="img" aria-label={text.drawn[style]} />
        {cursor !== null && (
          <svg aria-hidden="true" data-no-picture>
            <circle
              className="joint-cursor"
              cx={scaled(cursor.across, frame.x)}
              cy={scaled(cursor.up, frame.y)}
              r={4}
            />
          </svg>
        )}
      </div>
      <p className="reading" data-no-picture aria-live="polite">
        {reading}
      </p>
    </>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
