/** Of the joint of two values of z. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const JOINT = {
  about: 'Joint of two values of z',
  figure: (t: number) => `Joint at step ${t}`,
  title: {
    'all-pasts': 'Joint of {across} and {up}, over all pasts',
    'one-past': 'Joint of {across} and {up}, given one past',
  },
  titleOfSentence: 'Joint of {across} and {up}, given the sentence',
  exact: 'exact, 50 and 90 %',
  drawAs: 'Draw as',
  styles: { cloud: 'clouds', contours: 'contours' },
  noneOfSentence: 'z has one dimension, and a sentence one z: there is no joint.',
  noneAtFirst: 'The first step has no step before it. Move the line to the right.',
  hint: 'Point, or focus and use the arrow keys, to read it.',
  keys: (t: number) => `Joint at step ${t}: arrow keys move a cursor`,
  before: 'z at t−1',
  now: 'z at t',
  drawn: { cloud: 'Draws of every model as clouds', contours: 'Contours of every model' },
  place: (a: string, across: string, b: string, up: string) => `${a} = ${across}, ${b} = ${up}`,
  densityOf: (name: string, density: string) => `${name} ${density}`,
  exactDensity: (density: string) => `exact ${density}`,
  reading: (place: string, densities: readonly string[]) => `${place}: ${densities.join(', ')}`,
  sheet: (t: number, step: number) => `Draws at t = ${t}, step ${step}`,
};

export type JointText = Words<typeof JOINT>;
export const jointText = section('joint', JOINT);
