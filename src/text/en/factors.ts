/** The hidden factors of the grammar's sentences, and their values. The data know them by their English names. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const FACTORS = {
  names: {
    topic: 'topic',
    mood: 'mood',
    tense: 'tense',
    polarity: 'polarity',
    number: 'number',
    tone: 'tone',
    form: 'form',
  },
  values: {
    kitchen: 'kitchen',
    school: 'school',
    hospital: 'hospital',
    farm: 'farm',
    sea: 'sea',
    music: 'music',
    sport: 'sport',
    office: 'office',
    statement: 'statement',
    question: 'question',
    command: 'command',
    past: 'past',
    present: 'present',
    future: 'future',
    none: 'none',
    affirmative: 'affirmative',
    negative: 'negative',
    singular: 'singular',
    plural: 'plural',
    warm: 'warm',
    cool: 'cool',
    action: 'action',
    activity: 'activity',
    quality: 'quality',
    passive: 'passive',
    existence: 'existence',
    report: 'report',
  },
};

export type FactorsText = Words<typeof FACTORS>;
export const factorsText = section('factors', FACTORS);
