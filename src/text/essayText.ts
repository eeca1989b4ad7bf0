/** The essay, and the words of its figures, as every language has them: its shape is not that of its English. */

export const FIGURES = [
  'explanations',
  'gaussian',
  'parameters',
  'bound',
  'recurrence',
  'losses',
] as const;
export type FigureName = (typeof FIGURES)[number];

/**
 * A paragraph (with the marks that `ui/essay/marks.ts` reads), a formula on a line of its own in TeX, items of a list, or the place of
 * a figure.
 */
export type Block =
  | string
  | { readonly formula: string }
  | { readonly items: readonly string[] }
  | { readonly figure: FigureName };

export interface Section {
  /** What the address of an anchor would be; the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Numbers reach a sentence as text, written as the page writes numbers. */
interface FigureText {
  readonly title: string;
  /** While nothing is computed yet. */
  readonly waiting: string;
}

export interface EssayText {
  readonly lead: readonly string[];
  readonly sections: readonly Section[];
  readonly references: string;
  /** Of the link to the playground. */
  readonly open: string;
  /** Of a formula that is wider than the page, for who hears it. */
  readonly scrolls: string;
  readonly failed: (problem: string) => string;
  readonly figures: {
    readonly explanations: FigureText & {
      readonly noise: string;
      readonly seen: { readonly filter: string; readonly smoother: string };
      readonly seenLegend: string;
      readonly another: string;
      readonly observed: string;
      readonly posterior: string;
      readonly summary: (said: {
        steps: string;
        shown: string;
        forked: string;
        noise: string;
      }) => string;
    };
    readonly gaussian: FigureText & {
      readonly observation: string;
      readonly exact: string;
      readonly nearest: string;
      readonly plot: string;
      readonly hint: string;
      readonly summary: (said: {
        x: string;
        mean: string;
        sd: string;
        loss: string;
        most: string;
      }) => string;
    };
    readonly parameters: FigureText & {
      readonly draws: string;
      readonly sigma: string;
      readonly noise: { readonly on: string; readonly off: string };
      readonly noiseLegend: string;
      readonly exact: string;
      readonly mixture: string;
      readonly plot: string;
      readonly hint: string;
      readonly summary: (said: { draws: string; sigma: string; distance: string }) => string;
      readonly summaryOff: (said: { sigma: string; distance: string }) => string;
    };
    readonly bound: FigureText & {
      readonly K: string;
      readonly sigma: string;
      readonly view: { readonly lost: string; readonly gained: string };
      readonly viewLegend: string;
      readonly surrogate: string;
      readonly gaussian: string;
      readonly unbounded: string;
      readonly regulariser: string;
      readonly ceiling: string;
      readonly limit: string;
      readonly plot: string;
      readonly hint: string;
      readonly summary: (said: {
        K: string;
        lost: string;
        gaussian: string;
        regulariser: string;
        ceiling: string;
        gauge: string;
        /** The least K at which the bound prefers two branches; null: none of those shown. */
        enough: string | null;
      }) => string;
    };
    readonly recurrence: FigureText & {
      readonly memory: string;
      readonly given: { readonly all: string; readonly one: string };
      readonly givenLegend: string;
      readonly another: string;
      readonly observed: string;
      readonly gaussian: string;
      readonly mixture: string;
      /** Beside both names. */
      readonly each: string;
      readonly summary: (said: {
        memory: string;
        pasts: string;
        loss: string;
        one: boolean;
        forkedGaussian: string;
        forkedMixture: string;
        steps: string;
      }) => string;
    };
    readonly losses: FigureText & {
      readonly choose: string;
      readonly summary: (said: {
        most: string;
        mostLoss: string;
        small: readonly string[];
        threshold: string;
      }) => string;
    };
  };
}
