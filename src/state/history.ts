/**
 * The address follows the experiment and the experiment the address. A change writes a new entry, so that
 * back undoes it; while one control is dragged its entry is rewritten, so that back undoes the whole drag.
 */
import { changedSettings } from './change.ts';
import { MAX_INK_POINTS, pointCount } from './inkCode.ts';
import { formatLink } from './link.ts';
import { sharedInk } from './penDesk.ts';
import type { Session } from './session.ts';
import type { PlaygroundStore } from './store.ts';

/** What we use of the browser's window. */
export interface AddressPort {
  /** The hash now, `#` included, or ''. */
  hash(): string;
  push(hash: string): void;
  replace(hash: string): void;
  /** The reader went back or forward, or edited the address. */
  onNavigation(handler: () => void): void;
  nowMs(): number;
  later(run: () => void, delayMs: number): () => void;
}

/** Changes of one control closer than this belong to one drag. */
const DRAG_GAP_MS = 1000;
/** Browsers refuse to rewrite the address more often than about three times a second for long. */
const REWRITE_DELAY_MS = 350;

export function followAddress(store: PlaygroundStore, address: AddressPort): void {
  let navigating = false;
  let lastControl = '';
  let lastChangeMs = Number.NEGATIVE_INFINITY;
  let cancelRewrite: (() => void) | null = null;

  function rewriteNow(): void {
    if (cancelRewrite === null) return;
    cancelRewrite();
    cancelRewrite = null;
    address.replace(linkOf(store.getState()));
  }

  store.subscribe((state, before) => {
    const { experiment } = state;
    if (navigating) return;
    if (experiment === before.experiment) {
      if (state.pen.ink !== before.pen.ink || state.pen.answer?.done !== before.pen.answer?.done)
        cancelRewrite ??= address.later(rewriteNow, REWRITE_DELAY_MS);
      return;
    }
    const hash = linkOf(state);
    if (formatLink(experiment) === formatLink(before.experiment)) return;
    const control = changedSettings(before.experiment, experiment).join();
    const nowMs = address.nowMs();
    const dragging =
      control !== '' && control === lastControl && nowMs - lastChangeMs < DRAG_GAP_MS;
    lastControl = control;
    lastChangeMs = nowMs;
    if (!dragging) {
      if (cancelRewrite !== null) {
        // The drag before this change: its last value is what `before` shows.
        cancelRewrite();
        cancelRewrite = null;
        address.replace(linkOf(before));
      }
      address.push(hash);
    } else cancelRewrite ??= address.later(rewriteNow, REWRITE_DELAY_MS);
  });

  address.onNavigation(() => {
    cancelRewrite?.();
    cancelRewrite = null;
    lastControl = '';
    navigating = true;
    store.getState().actions.openLink(address.hash());
    navigating = false;
  });
}

/** With the drawing, where there is one that a link can carry. */
export function linkOf(session: Session): string {
  const shared = sharedInk(session);
  if (shared === null || pointCount(shared.ink) > MAX_INK_POINTS)
    return formatLink(session.experiment);
  return formatLink(session.experiment, shared);
}
