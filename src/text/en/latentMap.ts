/** Of the map of held-out sentences. */
import { listed } from '../numbers.ts';
import { section } from '../section.ts';
import type { Words } from '../words.ts';

type Unit = 'word' | 'character';

const LATENT_MAP = {
  figure: 'Map of held-out sentences',
  title: (draws: number) => `Where sentences lie: a cloud of ${draws} draws of z each`,
  colour: 'Colour is',
  byLength: 'length (not hidden)',
  showAll: 'Show all',
  showAlone: (value: string) => `Show ${value} alone`,
  point: 'Point, or focus a map and use ← →, to single out a sentence.',
  sentence: (n: number, text: string, value: string) => `Sentence ${n}: “${text}”, ${value}`,
  axes: 'Axes are',
  principal: 'the two directions of most variance, of each model its own',
  dimensions: 'two dimensions of z',
  across: 'across',
  up: 'up',
  map: (model: string) => `Map of ${model}: arrow keys single out sentences`,
  draws: (model: string, sentences: number) => `Draws of z of ${model} for ${sentences} sentences`,
  ofDimensions: (across: string, up: string, low: string, high: string) =>
    `${across} across, ${up} up, from ${low} to ${high}.`,
  ofVariance: (shares: readonly string[], low: string, high: string) =>
    `Directions of most variance of all draws: ${listed(shares)} of it, from ${low} to ${high}.`,
  length: (length: number, unit: Unit) => `${length} ${unit}s`,
  lengths: (least: number, most: number, unit: Unit) => `${least}–${most} ${unit}s`,
  sheet: 'Draws of z for held-out sentences, on the axes of the map',
  readIt:
    '{strong:Read it:} all maps have one scale. Where z is used, clouds of one colour lie together; where the posterior has collapsed, every cloud is the same: the prior’s. A Gaussian’s cloud is one blob, SIS-RNN’s may fork.',
};

export type LatentMapText = Words<typeof LATENT_MAP>;
export const latentMapText = section('latentMap', LATENT_MAP);
