/** Of training sequences of unequal lengths those near the mean: what a batch takes on average, it takes with them. */
import type { Dataset } from './dataset.ts';

/** Sequences whose lengths are looked at, and of a generator without end the first. */
const LOOKED_AT = 8192;

/**
 * The data set with only the `count` training sequences whose lengths are nearest to the mean, or all where there are
 * fewer; the data set itself where all are of one length.
 */
export function typicalLengths(dataset: Dataset, count: number): Dataset {
  const { train } = dataset;
  const { stepsOf } = train;
  if (stepsOf === undefined) return dataset;
  const looked = Array.from({ length: Math.min(train.count, LOOKED_AT) }, (_, i) => i);
  const mean = looked.reduce((sum, index) => sum + stepsOf(index), 0) / looked.length;
  const far = (index: number) => Math.abs(stepsOf(index) - mean);
  const nearest = looked.sort((a, b) => far(a) - far(b)).slice(0, count);
  return {
    ...dataset,
    train: {
      count: nearest.length,
      stepsOf: (index) => stepsOf(nearest[index]!),
      batch: (indices, epoch) =>
        train.batch(
          Array.from(indices, (index) => nearest[index]!),
          epoch,
        ),
    },
  };
}
