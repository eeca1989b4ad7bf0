/**
 * Makes the charts of a panel as tall as the frame around it leaves room for, so that nothing scrolls where it need not.
 * The height stands in the custom property `--fit`, which their CSS reads.
 */
import { type RefObject, useLayoutEffect } from 'react';

/** What grows; a chart that is not displayed has no height and does not count. */
const FIXED = ['low', 'kept', 'reference'].map((kind) => `.strip-plot-${kind}`);
const GROWS = `.plot,.strip-plot:not(${FIXED.join()})`;
/** CSS pixels: less is no chart, more is no strip. */
const LEAST = 44;
const MOST = { '.plot': 1200, strip: 260 } as const;

/** `frame` has one child, the panel. */
export function useFit(frame: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const around = frame.current;
    const panel = around?.firstElementChild;
    if (around === null || !(panel instanceof HTMLElement)) return;
    const fit = () => {
      const charts = [...panel.querySelectorAll<HTMLElement>(GROWS)].filter(
        ({ offsetHeight }) => offsetHeight > 0,
      );
      if (charts.length === 0) return;
      const taken = charts.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);
      const free = around.clientHeight - (panel.offsetHeight - taken);
      const most = charts.some((chart) => chart.matches('.plot')) ? MOST['.plot'] : MOST.strip;
      const each = Math.floor(Math.min(most, Math.max(LEAST, free / charts.length)));
      panel.style.setProperty('--fit', `${each}px`);
    };
    // What it does to the panel calls it once more, and then finds nothing to do.
    const observer = new ResizeObserver(fit);
    observer.observe(around);
    observer.observe(panel);
    return () => observer.disconnect();
  }, [frame]);
}
