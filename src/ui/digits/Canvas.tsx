/** The canvas: takes strokes of mouse, touch and pen, and shows what is known and what is missing. */
import { type PointerEvent, useMemo, useRef, useState } from 'react';
import type { Stroke } from '../../protocol.ts';
import { type Picture, stroked, type Tool } from '../../state/canvas.ts';
import { digitCompletionsText } from '../../text/en/digitCompletions.ts';
import { PenTracker } from '../pen/penTracker.ts';
import { PixelSheet } from './PixelSheet.tsx';

interface Props {
  readonly picture: Picture;
  readonly tool: Tool;
  readonly onPicture: (picture: Picture) => void;
}

/** The tracker keeps whole numbers: so many to a pixel. */
const UNITS = 16;

export function Canvas({ picture, tool, onPicture }: Props) {
  const surface = useRef<HTMLDivElement>(null);
  const tracker = useRef(new PenTracker());
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const shown = useMemo(
    () => (stroke === null ? picture : stroked(picture, inPixels(stroke), tool)),
    [picture, stroke, tool],
  );
  const place = (event: { clientX: number; clientY: number }): [number, number] => {
    const { left, top, width, height } = surface.current!.getBoundingClientRect();
    const scale = picture.side * UNITS;
    return [((event.clientX - left) / width) * scale, ((event.clientY - top) / height) * scale];
  };
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    const pointer = { id: event.pointerId, type: event.pointerType, button: event.button };
    if (!tracker.current.down(pointer, ...place(event))) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
    setStroke(tracker.current.stroke);
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const { nativeEvent } = event;
    const coalesced = nativeEvent.getCoalescedEvents?.() ?? [];
    let grown = false;
    for (const sample of coalesced.length > 0 ? coalesced : [nativeEvent])
      grown = tracker.current.move(event.pointerId, ...place(sample)) || grown;
    if (grown) setStroke(tracker.current.stroke);
  };
  const onUp = (event: PointerEvent<HTMLDivElement>) => {
    const ended = tracker.current.up(event.pointerId, ...place(event));
    if (ended === null) return;
    setStroke(null);
    onPicture(stroked(picture, inPixels(ended), tool));
  };
  const onCancel = (event: PointerEvent<HTMLDivElement>) => {
    tracker.current.cancel(event.pointerId);
    setStroke(tracker.current.stroke);
  };
  return (
    <div
      ref={surface}
      className="canvas"
      data-testid="canvas"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onCancel}
      onLostPointerCapture={onCancel}
    >
      <PixelSheet
        label={digitCompletionsText().canvas}
        side={picture.side}
        tiles={useMemo(() => [shown], [shown])}
        columns={1}
        colour="var(--ink)"
        holes="open"
      />
    </div>
  );
}

function inPixels({ x, y }: Stroke): { readonly x: number[]; readonly y: number[] } {
  return { x: x.map((value) => value / UNITS), y: y.map((value) => value / UNITS) };
}
