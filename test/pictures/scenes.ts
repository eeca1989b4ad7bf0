/** What is pictured: every tab and every chart, from runs that are stored beside (`stored/`). The captions are the gallery's. */

export interface Scene {
  /** Of its files. */
  readonly name: string;
  readonly caption: string;
  /** Null for the tab that is open anyhow. */
  readonly tab: string | null;
  /** Selector of what is cut out. */
  readonly part: string;
  /** Label of a list of which the second choice is taken: an example instead of a drawing. */
  readonly choose?: string;
  /** Selector of what comes late, and belongs to the picture. */
  readonly awaits?: string;
}

export interface StoredRun {
  /** Of its file in `stored/`, without its ending. */
  readonly name: string;
  readonly title: string;
  /** The link it was trained from, for so many steps at least. */
  readonly link: string;
  readonly steps: number;
  readonly scenes: readonly Scene[];
}

/** So that the file is small and trained in a minute. */
const SMALL =
  'hidden=24&features=24&latent=4&mixingWidths=24&injectedNoise=12&batch=24&mixingSamples=5&mixingSamplesStart=5&mixingSamplesEvaluation=20';

const view = (name: string, tab: string, caption: string): Scene => ({
  name,
  caption,
  tab,
  part: '.panel-posterior',
});

const panel = (name: string, part: string, caption: string): Scene => ({
  name,
  caption,
  tab: null,
  part,
});

const figure = (name: string, caption: string): Scene =>
  panel(`essay-${name}`, `[data-figure=${name}]`, caption);

export const RUNS: readonly StoredRun[] = [
  {
    name: 'mirror',
    title: 'Mirror: each observation has two explanations',
    link: '#v=1&preset=mirror',
    steps: 570,
    scenes: [
      view(
        'posterior',
        'Posterior',
        'What each model believes about z at every step of one held-out sequence, beside the exact posterior; its marginal at one step, its joint over two, and its figures.',
      ),
      panel(
        'bound',
        'section:has(> [aria-label="Curve of the bound"])',
        'The bound in training and on the validation set, and exact log p(x).',
      ),
      panel('kl', 'section:has(> [aria-label="Curve of KL"])', 'KL from prior to posterior.'),
      panel(
        'gap',
        'section[aria-labelledby=gap-title]',
        'What each model loses to exact log p(x), and the least that one Gaussian must lose.',
      ),
      panel(
        'diagnostics',
        'section[aria-labelledby=diagnostics-title]',
        'Whether the mixing distribution lives, how tight the bound is, which units are active.',
      ),
      panel(
        'held-out',
        'section[aria-labelledby=held-out-title]',
        'Figures on the validation set at one fixed K.',
      ),
      panel(
        'estimates',
        'section[aria-labelledby=estimates-title]',
        'Tighter estimates of log p(x), made when asked for.',
      ),
      panel('data', '.panel-data', 'The gallery of data sets and the generator’s parameters.'),
      panel('models', '.panel-models', 'The models that train side by side.'),
      panel('settings', '.panel-settings', 'Settings, and the schedules they make.'),
      view(
        'tables',
        'Paper tables',
        'The paper’s tables, and where their figures can be made here.',
      ),
      view('runs', 'Runs', 'Kept runs.'),
      figure('explanations', 'From the essay: a sequence with two explanations.'),
      figure('gaussian', 'From the essay: what one Gaussian must do with them.'),
      figure('parameters', 'From the essay: random parameters.'),
      figure('bound', 'From the essay: the bound with K samples.'),
      figure('recurrence', 'From the essay: the recurrence.'),
      figure('losses', 'From the essay: when it does not help.'),
    ],
  },
  {
    name: 'handwriting',
    title: 'Handwriting',
    link: `#v=1&preset=handwriting&${SMALL}&validationSize=64&testSize=64&decoderWidths=32&mixtureComponents=6`,
    steps: 500,
    scenes: [
      view('samples', 'Samples', 'Lines that the models write by themselves, early in training.'),
      {
        ...view('draw', 'Draw & complete', 'The pad: half a line, and how the models go on.'),
        choose: 'Instead of drawing',
      },
      view('hand', 'Your pen', 'A few lines of one’s own, to be learned in the tab.'),
    ],
  },
  {
    name: 'digits',
    title: 'Digits, a row of pixels at a time',
    link: `#v=1&preset=digits-rows&${SMALL}&validationSize=64&testSize=64&decoderWidths=48`,
    steps: 450,
    scenes: [
      {
        ...view('digits', 'Digits', 'Digits completed, drawn and read by the models.'),
        choose: 'Instead of drawing',
      },
      {
        ...view('digits-posterior', 'Posterior', 'The posterior where x is rows of pixels.'),
        awaits: '.strip-plot-reference',
      },
    ],
  },
  {
    name: 'sentences',
    title: 'Sentences of a grammar',
    link: `#v=1&preset=sentences&${SMALL}&validationSize=12&testSize=12&wordWidth=16&attentionHeads=2&decoderLayers=1&sequenceLength=16`,
    steps: 150,
    scenes: [view('sentences', 'Sentences', 'Sentences, a word at a time, and their one z.')],
  },
];

export const LOOKS = [
  { name: 'light', width: 1440, height: 900, colours: 'light' },
  { name: 'dark', width: 1440, height: 900, colours: 'dark' },
  { name: 'narrow', width: 390, height: 844, colours: 'light' },
  { name: 'narrow-dark', width: 390, height: 844, colours: 'dark' },
] as const;
export type Look = (typeof LOOKS)[number];

export const fileOf = (scene: Scene, look: Look): string => `${scene.name}-${look.name}.png`;
