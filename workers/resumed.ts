/** A run that goes on from a checkpoint, on the data it was trained on. */
import { datasetFrom, type ImportedFile, NeedsFile } from '../src/data/importer.ts';
import type { Ops } from '../src/model/ops.ts';
import { type Checkpoint, CheckpointError, resume } from '../src/train/checkpoint.ts';
import type { Trainer } from '../src/train/trainer.ts';

/**
 * On the file there is for its data set; where that is another one, without: digits are drawn where no file is given.
 * Throws a CheckpointError where neither are the data of the run, and what `datasetFrom` throws.
 */
export function resumedOn(checkpoint: Checkpoint, file: ImportedFile | null, ops: Ops): Trainer {
  const { settings } = checkpoint.state.experiment;
  try {
    return resume(checkpoint, datasetFrom(settings, file), ops);
  } catch (error) {
    if (file === null || !(error instanceof CheckpointError)) throw error;
    try {
      return resume(checkpoint, datasetFrom(settings, null), ops);
    } catch (other) {
      throw other instanceof NeedsFile || other instanceof CheckpointError ? error : other;
    }
  }
}
