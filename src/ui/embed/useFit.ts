/**
 * Makes the charts of a panel as tall as the frame around it leaves room for, so that nothing scrolls where it need not.
 * The height stands in the custom property `--fit`, which their CSS reads.
 */
import { type RefObject, useLayoutEffect } from 'react';

/** What grows; a chart that is not displayed has no height and does not count. */
const FIXED = ['low', 'kept', 'reference'].map((kind) => `.strip-plot-${kind}`);
const GROWS = `.plot,.strip-plot:not(${FIXED.join()})`;
/** CSS pixels. */
const OF_STRIPS = { least: 30, most: 260 } as const;
const OF_PLOTS = { least: 90, most: 1200 } as const;

/** `frame` has one child, the panel. Not `wanted`, charts have their usual height: of views with much else, which scroll. */
export function useFit(frame: RefObject<HTMLElement | null>, wanted: boolean): void {
  useLayoutEffect(() => {
    const around = frame.current;
    const panel = around?.firstElementChild;
    if (!wanted || around === null || !(panel instanceof HTMLElement)) return;
    const fit = () => {
      const charts = [...panel.querySelectorAll<HTMLElement>(GROWS)].filter(
        ({ offsetHeight }) => offsetHeight > 0,
      );
      if (charts.length === 0) return;
      const taken = charts.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);
      const free = around.clientHeight - (panel.offsetHeight - taken);
      const plots = charts.some((chart) => chart.matches('.plot'));
      const { least, most } = plots ? OF_PLOTS : OF_STRIPS;
      const each = Math.floor(Math.min(most, free / charts.length));
      panel.style.setProperty('--fit', `${Math.max(least, each)}px`);
    };
    // What it does to the panel calls it once more, and then finds nothing to do.
    const observer = new ResizeObserver(fit);
    observer.observe(around);
    observer.observe(panel);
    return () => observer.disconnect();
  }, [frame, wanted]);
}
