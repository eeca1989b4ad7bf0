/** The paper: takes strokes of mouse, touch and pen, and shows ink and what the models made of it. */
import { type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import type { Continued, Ink, Stroke } from '../../protocol.ts';
import { padText } from '../../text/en/pad.ts';
import { useSize } from '../useSize.ts';
import { inkOutline } from './inkOutline.ts';
import { type Box, fittingBox, LINE_HEIGHT, paperBox } from './padView.ts';
import { PenTracker } from './penTracker.ts';

interface Props {
  readonly ink: Ink;
  /** Width over height of a typical line. */
  readonly aspect: number;
  /** Kept in view. */
  readonly answer: Continued | null;
  readonly hint: string;
  /** The ink is hidden while something else draws it. */
  readonly inkHidden: boolean;
  readonly onStroke: (stroke: Stroke) => void;
  /** The stroke under way has grown. */
  readonly onDrawing: (stroke: Stroke) => void;
  /** Below the ink, in pad units. */
  readonly children?: ReactNode;
}

/** Width of the ink at middling pressure, CSS pixels. */
const INK_PX = 3.6;
/** The stroke under way is told of at most this often. */
const TELL_MS = 150;

export function Pad(props: Props) {
  const { ink, aspect, answer, hint, inkHidden, onStroke, onDrawing, children } = props;
  const surface = useRef<HTMLDivElement>(null);
  const path = useRef<SVGPathElement>(null);
  const tracker = useRef(new PenTracker());
  const toldMs = useRef(0);
  const [width, height] = useSize(surface);
  const fitted = useMemo(() => {
    const paper = paperBox(Math.max(1, width), Math.max(1, height), aspect);
    return { paper, box: fittingBox(paper, ink, answer) };
  }, [width, height, aspect, ink, answer]);
  // What is under the pen does not move, nor while an answer grows: the view changes once it is there.
  const held = useRef(fitted);
  const still = tracker.current.stroke !== null || answer?.done === false;
  if (!still || !sameSize(held.current.paper, fitted.paper)) held.current = fitted;
  const { box } = held.current;
  const inkWidth = (INK_PX * box.width) / Math.max(1, width);

  const place = (event: { clientX: number; clientY: number }): [number, number] => {
    const rect = surface.current!.getBoundingClientRect();
    return [
      box.left + ((event.clientX - rect.left) / rect.width) * box.width,
      box.top + ((event.clientY - rect.top) / rect.height) * box.height,
    ];
  };
  const show = () => {
    const { stroke } = tracker.current;
    path.current?.setAttribute('d', stroke === null ? '' : inkOutline([stroke], inkWidth));
  };
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    const { pointerId: id, pointerType: type, button, pressure } = event;
    const pointer = { id, type, button, pressure };
    if (!tracker.current.down(pointer, ...place(event))) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
    show();
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const { nativeEvent } = event;
    const coalesced = nativeEvent.getCoalescedEvents?.() ?? [];
    let grown = false;
    for (const sample of coalesced.length > 0 ? coalesced : [nativeEvent])
      grown = tracker.current.move(event.pointerId, ...place(sample), sample.pressure) || grown;
    if (!grown) return;
    show();
    const { stroke } = tracker.current;
    if (stroke === null || performance.now() - toldMs.current < TELL_MS) return;
    toldMs.current = performance.now();
    onDrawing(stroke);
  };
  const onUp = (event: PointerEvent<HTMLDivElement>) => {
    const stroke = tracker.current.up(event.pointerId, ...place(event));
    show();
    if (stroke !== null) onStroke(stroke);
  };
  const onCancel = (event: PointerEvent<HTMLDivElement>) => {
    tracker.current.cancel(event.pointerId);
    show();
  };
  return (
    <div
      ref={surface}
      className="pad"
      data-testid="pad"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onCancel}
      onLostPointerCapture={onCancel}
    >
      {width > 0 && (
        <svg
          role="img"
          aria-label={padText().label}
          viewBox={`${box.left} ${box.top} ${box.width} ${box.height}`}
          preserveAspectRatio="none"
        >
          {[-1, 1].map((side) => (
            <line
              key={side}
              className="grid-line"
              vectorEffect="non-scaling-stroke"
              x1={box.left}
              x2={box.left + box.width}
              y1={(side * LINE_HEIGHT) / 2}
              y2={(side * LINE_HEIGHT) / 2}
            />
          ))}
          {children}
          <g className="pen-ink">
            {!inkHidden && <path data-testid="ink" d={inkOutline(ink.strokes, inkWidth)} />}
            <path ref={path} />
          </g>
        </svg>
      )}
      {ink.strokes.length === 0 && <p className="pad-hint">{hint}</p>}
    </div>
  );
}

function sameSize(one: Box, other: Box): boolean {
  return one.width === other.width && one.height === other.height;
}
