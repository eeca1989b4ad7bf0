/** The line through all strips at the inspected step: dragged by pointer, moved by keys. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { useActions, usePlayground } from './usePlayground.ts';

interface Props {
  /** Steps that are data; the marker goes no further. */
  readonly length: number;
  /** Steps of the axis. */
  readonly steps: number;
}

export function TimeMarker({ length, steps }: Props) {
  const time = usePlayground((state) => state.time);
  const { setTime } = useActions();
  const last = Math.max(0, length - 1);
  const now = Math.min(time, last);
  const moveTo = (t: number) => setTime(Math.min(last, Math.max(0, t)));

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    const { left, width } = event.currentTarget.getBoundingClientRect();
    moveTo(Math.floor(((event.clientX - left) / width) * steps));
  };
  const onKey = (event: KeyboardEvent) => {
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      PageDown: now - 5,
      PageUp: now + 5,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  };
  return (
    <div
      className="time-slider"
      role="slider"
      tabIndex={0}
      aria-label="Time step"
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={now + 1}
      aria-valuetext={`step ${now + 1} of ${last + 1}`}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKey}
    >
      <div className="time-line" style={{ left: `${((now + 0.5) / steps) * 100}%` }} />
    </div>
  );
}
