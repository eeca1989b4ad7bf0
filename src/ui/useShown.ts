/** What the pictures of the posterior show: a frame of the time-lapse or the latest report, each in its turn. */
import type { ExactPosterior, ReferenceReport, WatchReport } from '../protocol.ts';
import { sameView } from '../state/frames.ts';
import { shownPosterior } from '../state/session.ts';
import { useInTurn } from './useInTurn.ts';
import { usePlayground } from './usePlayground.ts';

export interface Shown {
  readonly posterior: WatchReport;
  /** The marked step, within the data. */
  readonly t: number;
  /** While a generator's slider is dragged that of its parameters, which the models were not trained on. */
  readonly exact: ExactPosterior | null;
  /** The observed sequence, likewise. [T, X] */
  readonly x: Float32Array;
  readonly previewing: boolean;
  /** Where prior and decoder are learned: the models' references for this view, of some step before. */
  readonly reference: ReferenceReport | null;
}

/** Null until there is a report. */
export function useShown(): Shown | null {
  const posterior = useInTurn(usePlayground(shownPosterior));
  const time = useInTurn(usePlayground((state) => state.time));
  const preview = useInTurn(usePlayground((state) => state.preview));
  const reference = useInTurn(usePlayground((state) => state.reference));
  const live = usePlayground((state) => state.replayed === null);
  if (posterior === null) return null;
  // A preview that was asked for with other data says nothing about this report.
  const fits = preview !== null && preview.x.length === posterior.x.length;
  return {
    posterior,
    t: Math.min(time, posterior.length - 1),
    exact: fits ? preview.exact : posterior.exact,
    x: fits ? preview.x : posterior.x,
    previewing: fits,
    reference:
      reference !== null && live && !fits && sameView(reference, posterior) ? reference : null,
  };
}
