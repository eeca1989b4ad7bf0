/** What stands in the essay's place before its text is there; apart, so that the page's first script has no more of it. */
export interface Announced {
  readonly title: string;
  /** While the essay is on its way. */
  readonly loading: string;
  readonly missing: string;
}

export const ANNOUNCED_IN_ENGLISH: Announced = {
  title: 'What a random posterior buys, and when it buys nothing',
  loading: 'The essay is on its way.',
  missing: 'The essay could not be loaded. Reload the page to try again.',
};
