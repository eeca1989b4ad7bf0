/** The parts of a data set: to learn from, to watch over the learning, and to measure by at the end. */
export type SplitName = 'train' | 'validation' | 'test';
