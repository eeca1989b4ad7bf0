/**
 * What lies over all strips: the line at the inspected step, dragged by pointer or moved by keys; a cursor over z
 * that reads the densities out; and, given one past, the choice of a past by a click on its line.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Axis } from '../posterior/axis.ts';
import type { WatchReport } from '../protocol.ts';
import { stripsText } from '../text/en/strips.ts';
import { nearestPast, pastBeside } from './pickPast.ts';
import type { StripCursor } from './stripReading.ts';
import { useActions, usePlayground } from './usePlayground.ts';

interface Props {
  readonly posterior: WatchReport;
  /** Of all strips. */
  readonly axis: Axis;
  readonly cursor: StripCursor | null;
  readonly setCursor: (cursor: StripCursor | null) => void;
  /** What the cursor says. */
  readonly reading: string;
}

/** A press that moves further is a drag and no click; CSS pixels. */
const CLICK_PX = 4;
/** As near as this a line has been clicked; CSS pixels. */
const NEAR_PX = 14;
/** Key presses from one end of z to the other. */
const CURSOR_STEPS = 40;

export function TimeMarker({ posterior, axis, cursor, setCursor, reading }: Props) {
  const { steps, length, watch } = posterior;
  const time = usePlayground((state) => state.time);
  const { setTime, setWatch } = useActions();
  const pressed = useRef<readonly [number, number] | null>(null);
  const last = Math.max(0, length - 1);
  const now = Math.min(time, last);
  const onePast = watch.conditioning === 'one-past';
  const text = stripsText();
  const moveTo = (t: number) => setTime(Math.min(last, Math.max(0, t)));

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const t = Math.floor(((event.clientX - left) / width) * steps);
    const under = stripUnder(event);
    setCursor(
      under === null || t < 0 || t > last
        ? null
        : { t, z: axis.high - under.share * (axis.high - axis.low) },
    );
    if (event.buttons === 0) return;
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId);
      pressed.current = [event.clientX, event.clientY];
    }
    moveTo(t);
  };
  const onRelease = (event: PointerEvent<HTMLDivElement>) => {
    const from = pressed.current;
    pressed.current = null;
    if (!onePast || from === null) return;
    if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) > CLICK_PX) return;
    const under = stripUnder(event);
    const model = posterior.models.find(({ id }) => id === under?.strip);
    if (under === null || model === undefined || cursor === null) return;
    const reach = (NEAR_PX / under.height) * (axis.high - axis.low);
    const past = nearestPast(model.pasts, steps, cursor.t, cursor.z, reach);
    if (past !== null && past !== watch.past) setWatch({ past });
  };
  const onKey = (event: KeyboardEvent) => {
    const times: Readonly<Record<string, number>> = {
      ArrowLeft: now - 1,
      ArrowRight: now + 1,
      PageDown: now - 5,
      PageUp: now + 5,
      Home: 0,
      End: last,
    };
    const target = times[event.key];
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
    if (event.key === 'Escape' && cursor !== null) {
      setCursor(null);
      // It closes nothing else.
      event.preventDefault();
    }
    if (target === undefined && direction === null) return;
    event.preventDefault();
    if (target !== undefined) {
      moveTo(target);
      if (cursor !== null) setCursor({ ...cursor, t: Math.min(last, Math.max(0, target)) });
      return;
    }
    if (direction === null) return;
    const first = posterior.models[0];
    if (event.shiftKey && onePast && first !== undefined) {
      setWatch({ past: pastBeside(first.pasts, steps, now, watch.past, direction) });
      return;
    }
    const z =
      (cursor?.z ?? (axis.low + axis.high) / 2) +
      (direction * (axis.high - axis.low)) / CURSOR_STEPS;
    setCursor({ t: now, z: Math.min(axis.high, Math.max(axis.low, z)) });
  };
  return (
    <div
      className="time-slider"
      role="slider"
      tabIndex={0}
      aria-label={text.timeStep}
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={now + 1}
      aria-valuetext={
        cursor === null ? text.timeIs(now + 1, last + 1) : text.timeReads(now + 1, reading)
      }
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerUp={onRelease}
      onPointerLeave={() => setCursor(null)}
      onKeyDown={onKey}
    >
      <div className="time-line" style={{ left: `${((now + 0.5) / steps) * 100}%` }} />
    </div>
  );
}

/** The strip under the pointer, and how far down it the pointer stands (0 to 1). */
function stripUnder(event: PointerEvent<HTMLDivElement>) {
  const strips = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[data-strip]');
  for (const element of strips ?? []) {
    const { top, height } = element.getBoundingClientRect();
    const share = (event.clientY - top) / height;
    if (share >= 0 && share <= 1) return { strip: element.dataset['strip'] ?? '', share, height };
  }
  return null;
}
