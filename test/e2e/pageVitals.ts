/** How quick a visit is and how still the page stands, as the browser itself measures it. */
import type { Page } from 'playwright';

export interface Vitals {
  /** Milliseconds from the start of the navigation; 0 where it has not happened. */
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly firstStepMs: number;
  /** Tasks of the main thread over 50 ms: by how much, in all, and the longest. */
  readonly blockedMs: number;
  readonly longestTaskMs: number;
  /** From a press to the picture that answers it: the slowest. To 8 ms, as browsers tell it; 0 where it was quicker than they tell. */
  readonly answerMs: number;
  /** Sum of all layout shifts, those after a press included; 1 is the whole window by its own height. */
  readonly shift: number;
  /** What moved most, for whom the sum is too much. */
  readonly moved: readonly string[];
  /** Of files the page asked for, workers' own not among them. */
  readonly transferredBytes: number;
}

declare global {
  interface Window {
    vitals: Vitals;
  }
}

/** Browsers tell of no answer that was quicker: the least threshold of an observer of events, below. */
export const LEAST_TOLD_MS = 16;

/** To be run in a page before anything else. */
export function watchVitals(): void {
  const vitals = {
    firstPaintMs: 0,
    largestPaintMs: 0,
    firstStepMs: 0,
    blockedMs: 0,
    longestTaskMs: 0,
    answerMs: 0,
    shift: 0,
    moved: [] as string[],
    transferredBytes: 0,
  };
  window.vitals = vitals;
  const watch = (type: string, see: (entry: PerformanceEntry) => void, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({
      type,
      buffered: true,
      ...options,
    });
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') vitals.firstPaintMs = startTime;
  });
  watch('largest-contentful-paint', ({ startTime }) => {
    vitals.largestPaintMs = startTime;
  });
  watch('longtask', ({ duration }) => {
    vitals.blockedMs += Math.max(0, duration - 50);
    vitals.longestTaskMs = Math.max(vitals.longestTaskMs, duration);
  });
  watch(
    'event',
    (entry) => {
      const { interactionId = 0 } = entry as unknown as { interactionId?: number };
      if (interactionId > 0) vitals.answerMs = Math.max(vitals.answerMs, entry.duration);
    },
    { durationThreshold: 16 },
  );
  watch('layout-shift', (entry) => {
    const { value, sources } = entry as unknown as {
      value: number;
      sources: readonly {
        node: Node | null;
        previousRect: DOMRectReadOnly;
        currentRect: DOMRectReadOnly;
      }[];
    };
    vitals.shift += value;
    if (value < 0.002) return;
    for (const { node, previousRect, currentRect } of sources) {
      const element = node instanceof Element ? node : node?.parentElement;
      const words = (node?.textContent ?? '').slice(0, 30);
      vitals.moved.push(
        `${value.toFixed(4)} ${element?.tagName} ${element?.className} "${words}" from ${previousRect.y} to ${currentRect.y}`,
      );
    }
  });
  watch('resource', (entry) => {
    vitals.transferredBytes += (entry as PerformanceResourceTiming).transferSize;
  });
  document.addEventListener('DOMContentLoaded', () => {
    const observer = new MutationObserver(() => {
      const counter = document.querySelector('[data-testid=step-count]');
      if (Number(counter?.getAttribute('data-value')) < 1) return;
      vitals.firstStepMs = performance.now();
      observer.disconnect();
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['data-value'],
    });
  });
}

export function vitalsOf(page: Page): Promise<Vitals> {
  return page.evaluate(() => window.vitals);
}
