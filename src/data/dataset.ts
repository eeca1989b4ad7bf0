/** What every generator and importer makes: sequences in three splits, ready to be batched. */
import type { Observation } from '../config/observation.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import type { DataFacts } from '../text/en/dataSets.ts';
import type { TextFacts } from './text/textFacts.ts';

/** Sequences side by side, time first. */
export interface Batch {
  /** Steps T, sequences B, channels X. */
  readonly steps: number;
  readonly size: number;
  readonly channels: number;
  /** [T, B, X] */
  readonly x: Float32Array;
  /** [T, B], 1 where a step is data and 0 where it is padding; null where all are data. */
  readonly mask: Float32Array | null;
}

export interface Split {
  /** Sequences; Infinity for a generator, which never runs out. */
  readonly count: number;
  /**
   * Steps of one sequence, where they differ: then a batch has as many as its longest needs, and like should be
   * batched with like. Absent where every batch has as many steps as the data set.
   */
  readonly stepsOf?: (index: number) => number;
  /**
   * The sequences of these indices (below `count`), the same ones at every call.
   * `epoch` only matters to data that are drawn anew each epoch (dynamic binarisation).
   */
  batch(indices: ArrayLike<number>, epoch: number): Batch;
}

export interface Dataset {
  /** One line in English, for files: "MNIST, 60,000 digits, thresholded at 0.5". Rooms read in it what the data are. */
  readonly description: string;
  /** What the line is made of, to be said in any language; absent where there is only the line. */
  readonly facts?: DataFacts;
  /** Longest sequence, T. */
  readonly steps: number;
  readonly channelNames: readonly string[];
  /**
   * `pen`: offsets (dx, dy) and a binary third channel, 1 where the pen leaves the paper. `tokens`: one channel of
   * whole numbers below `vocabulary`, as `text/vocabulary.ts` gives them out.
   */
  readonly observation: Observation;
  /** Of tokens V, how many there are; else absent. */
  readonly vocabulary?: number;
  /** Of tokens what they stand for; else absent. */
  readonly text?: TextFacts;
  /** The networks see (x - mean) / sd, a channel each; likelihoods see x. */
  readonly inputMean: readonly number[];
  readonly inputSd: readonly number[];
  /**
   * For data that were standardised: x = scale * (what the model sees) + offset, a channel each, so that
   * densities can be turned back into the file's units. Null where x is what the file says.
   */
  readonly unitScale: {
    readonly offset: readonly number[];
    readonly scale: readonly number[];
  } | null;
  /** The true generative model, where there is one. */
  readonly known: {
    readonly definition: Generator;
    readonly parameters: GeneratorParameters;
  } | null;
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}
