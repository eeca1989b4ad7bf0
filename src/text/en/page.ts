/** Of the frame of the page: tabs, notices, what is on its way. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const PAGE = {
  skip: 'Skip to the controls',
  notices: 'Notices',
  close: 'Close',
  dismiss: 'Dismiss',
  dismissNotice: (message: string) => `Dismiss: ${message}`,
  newer: 'Newer version',
  ready: 'A new version is ready. What runs goes on with the old one until you reload.',
  otherTabs: (count: number) =>
    `A new version is ready. It can start once this page is closed in ${count === 1 ? 'the other tab' : `the ${count} other tabs`}.`,
  reload: 'Reload',
  later: 'Later',
  views: 'Views',
  view: {
    posterior: 'Posterior',
    samples: 'Samples',
    draw: 'Draw & complete',
    hand: 'Your pen',
    digits: 'Digits',
    sentences: 'Sentences',
    tables: 'Paper tables',
    runs: 'Runs',
  },
  loading: 'Loading the view.',
  scrolls: (label: string) => `${label}, scrolls sideways`,
};

export type PageText = Words<typeof PAGE>;
export const pageText = section('page', PAGE);
