/** The people who write: each a hand of their own, the same whatever the seed of a run. */

export interface Hand {
  readonly name: string;
  /** The form a letter has where the writer has no other habit. */
  readonly alphabet: 'roman' | 'script';
  /** Share of the letters for which the writer's habit is one of the other forms. */
  readonly habit: number;
  /** Sideways per upwards: 0 is upright. */
  readonly slant: number;
  /** Height of an x, and width against height. */
  readonly size: number;
  readonly aspect: number;
  /** Between letters, added to the advance; heights of an x. */
  readonly spacing: number;
  /** 0 draws straight lines from point to point, 1 a smooth curve through them. */
  readonly curvature: number;
  /** Heights of an x between two samples of the tablet on a straight line. */
  readonly speed: number;
  /** How much slower in curves: the exponent of the power law of speed and curvature, 1/3 in most people. */
  readonly slowing: number;
  /** Standard deviation of a slow wobble, heights of an x. */
  readonly tremor: number;
  /** Standard deviation of the slope of the line, and of its waves in heights of an x. */
  readonly slope: number;
  readonly wave: number;
  /** Chance that two letters which can be joined are. */
  readonly joins: number;
  /** Chance that dots and bars wait for the end of the word. */
  readonly delays: number;
}

export const WRITERS: readonly Hand[] = [
  {
    name: 'upright print',
    alphabet: 'roman',
    habit: 0.15,
    slant: 0,
    size: 1,
    aspect: 0.85,
    spacing: 0.05,
    curvature: 0.8,
    speed: 0.5,
    slowing: 0.33,
    tremor: 0.012,
    slope: 0.01,
    wave: 0.02,
    joins: 0,
    delays: 0,
  },
  {
    name: 'slanted script',
    alphabet: 'script',
    habit: 0.1,
    slant: 0.15,
    size: 1,
    aspect: 0.95,
    spacing: 0,
    curvature: 1,
    speed: 0.5,
    slowing: 0.33,
    tremor: 0.012,
    slope: 0.02,
    wave: 0.03,
    joins: 0.95,
    delays: 0.9,
  },
  {
    name: 'large round',
    alphabet: 'roman',
    habit: 0.7,
    slant: -0.15,
    size: 1.35,
    aspect: 1.15,
    spacing: 0.15,
    curvature: 1,
    speed: 0.55,
    slowing: 0.25,
    tremor: 0.02,
    slope: 0.03,
    wave: 0.06,
    joins: 0.1,
    delays: 0.2,
  },
  {
    name: 'small hurried',
    alphabet: 'roman',
    habit: 0.5,
    slant: 0.4,
    size: 0.7,
    aspect: 0.8,
    spacing: 0.12,
    curvature: 0.6,
    speed: 0.65,
    slowing: 0.2,
    tremor: 0.03,
    slope: 0.04,
    wave: 0.05,
    joins: 0.6,
    delays: 0.7,
  },
  {
    name: 'backward script',
    alphabet: 'script',
    habit: 0.4,
    slant: -0.45,
    size: 0.9,
    aspect: 1.1,
    spacing: 0.1,
    curvature: 0.9,
    speed: 0.55,
    slowing: 0.33,
    tremor: 0.02,
    slope: 0.03,
    wave: 0.05,
    joins: 0.6,
    delays: 0.3,
  },
  {
    name: 'trembling',
    alphabet: 'script',
    habit: 0.2,
    slant: 0.25,
    size: 1.15,
    aspect: 0.9,
    spacing: 0.05,
    curvature: 1,
    speed: 0.38,
    slowing: 0.4,
    tremor: 0.06,
    slope: 0.05,
    wave: 0.1,
    joins: 0.8,
    delays: 0.8,
  },
];
