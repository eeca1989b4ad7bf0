/** Which pointer writes, and what it has written: one at a time, and no palm beside a pen. No events here. */
import type { Stroke } from '../../protocol.ts';

export interface Pointer {
  readonly id: number;
  readonly type: string;
  /** 0: the left button, a touch, the tip of a pen. */
  readonly button: number;
  /** 0 to 1; only a pen's counts, others make it up. */
  readonly pressure?: number;
}

/** Points nearer than this to the one before are left out; pad units. */
const NEAR = 9;

export class PenTracker {
  #writing: { readonly id: number; readonly type: string } | null = null;
  #x: number[] = [];
  #y: number[] = [];
  /** Null where the pointer feels none. */
  #pressure: number[] | null = null;

  /** The stroke under way; null where no pointer writes. */
  get stroke(): Stroke | null {
    if (this.#writing === null) return null;
    const felt = this.#pressure && { pressure: [...this.#pressure] };
    return { x: [...this.#x], y: [...this.#y], ...felt };
  }

  /** True where the pointer writes from now on. A pen takes over from a touch, which was a palm. */
  down({ id, type, button, pressure }: Pointer, x: number, y: number): boolean {
    if (button !== 0) return false;
    if (this.#writing !== null && !(type === 'pen' && this.#writing.type === 'touch')) return false;
    this.#writing = { id, type };
    this.#x = [Math.round(x)];
    this.#y = [Math.round(y)];
    this.#pressure = type === 'pen' && pressure !== undefined ? [pressure] : null;
    return true;
  }

  /** Takes the point where the pointer is the one that writes; true where the stroke has grown. */
  move(id: number, x: number, y: number, pressure?: number, near = NEAR): boolean {
    if (this.#writing?.id !== id) return false;
    const [left, top] = [Math.round(x), Math.round(y)];
    if (Math.hypot(left - this.#x.at(-1)!, top - this.#y.at(-1)!) < near) return false;
    this.#x.push(left);
    this.#y.push(top);
    this.#pressure?.push(pressure ?? this.#pressure.at(-1)!);
    return true;
  }

  /** The stroke that ends with this pointer, at this point; null for a pointer that did not write. */
  up(id: number, x: number, y: number): Stroke | null {
    if (this.#writing?.id !== id) return null;
    this.move(id, x, y, undefined, 1);
    const { stroke } = this;
    this.#writing = null;
    return stroke;
  }

  /** The pointer is gone without an end: a scroll, a palm. */
  cancel(id: number): void {
    if (this.#writing?.id === id) this.#writing = null;
  }
}
