/**
 * A run in the middle as one file, so that it goes on with the same numbers: a safetensors file with the weights,
 * the moments of the optimiser and the sums of the metrics of every model, and in its metadata, as JSON, all else.
 * Bytes in, bytes out: where they are kept is for the command line, or a page, to say.
 */
import { parseExperiment } from '../config/experiment.ts';
import { crc32 } from '../crc32.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Ops } from '../model/ops.ts';
import { checkpointText } from '../text/en/checkpoint.ts';
import { range } from './evaluate.ts';
import { type DataMark, type Outline, readOutline } from './outline.ts';
import {
  fromSafetensors,
  metadataOf,
  type TensorList,
  toSafetensors,
  WeightsError,
} from './safetensors.ts';
import { Trainer, type TrainerState } from './trainer.ts';

export const CHECKPOINT_VERSION = 1;
const FORMAT = 'checkpoint of SIS-RNN Playground';

export interface Checkpoint {
  readonly state: TrainerState;
  readonly data: DataMark;
  /** The same numbers are promised on this one only: 'wasm', 'webgpu', 'cpu'. */
  readonly backend: string;
}

/** A file that is no whole checkpoint of this build; the message says what is wrong with it. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/** Written first into the metadata, whose first bytes are the same in every file, and filled in at the end. */
const SEAL = { checksum: '00000000', bytes: '000000000000' };
const SEAL_TEXT = `{"__metadata__":${JSON.stringify(SEAL).slice(0, -1)},`;
const CHECKSUM_AT = 8 + SEAL_TEXT.indexOf(SEAL.checksum);
const BYTES_AT = 8 + SEAL_TEXT.indexOf(SEAL.bytes);

export function toCheckpoint({ state, data, backend }: Checkpoint): Uint8Array<ArrayBuffer> {
  const { experiment, step, batches } = state;
  const learners = state.learners.map((learner, i) => {
    const { steps, halted, measured, elapsedMs, firstLoss } = learner;
    const { updates } = learner.adam;
    const parameters = learner.parameters.length;
    const id = experiment.models[i]!.id;
    return { id, parameters, steps, halted, updates, measured, elapsedMs, firstLoss };
  });
  const outline: Outline = { experiment, step, batches, learners, data, backend };
  const list = tensorsOf(outline);
  const flat = new Float32Array(list.length);
  let filled = 0;
  for (const { parameters, adam, metrics } of state.learners)
    for (const part of [parameters, adam.moments, metrics]) {
      flat.set(part, filled);
      filled += part.length;
    }
  const bytes = toSafetensors(list, flat, {
    ...SEAL,
    format: FORMAT,
    version: String(CHECKPOINT_VERSION),
    state: JSON.stringify(outline),
  });
  write(bytes, BYTES_AT, String(bytes.length).padStart(SEAL.bytes.length, '0'));
  write(bytes, CHECKSUM_AT, crc32(bytes));
  return bytes;
}

/** Whether a file says that it is a checkpoint, whole or not. Throws a WeightsError where it is no safetensors file. */
export function isCheckpoint(bytes: Uint8Array): boolean {
  return metadataOf(bytes)['format'] === FORMAT;
}

/** Throws a CheckpointError that says whether the file is damaged, of something else, or of another build. */
export function fromCheckpoint(bytes: Uint8Array): Checkpoint {
  const outline = outlineOf(bytes);
  let experiment: ReturnType<typeof parseExperiment>;
  try {
    experiment = parseExperiment(outline.experiment);
  } catch (error) {
    throw new CheckpointError(checkpointText().otherBuild((error as Error).message));
  }
  const list = tensorsOf(outline);
  if (4 * list.length > bytes.length)
    throw new CheckpointError(checkpointText().weightsMissing(bytes.length, 4 * list.length));
  const { flat } = readOrRefuse(() => fromSafetensors(list, bytes));
  let read = 0;
  const next = (length: number) => {
    read += length;
    return flat.slice(read - length, read);
  };
  const learners = outline.learners.map(({ id, parameters, updates, ...rest }, i) => {
    if (experiment.models[i]?.id !== id)
      throw new CheckpointError(checkpointText().otherModel(i + 1, id));
    return {
      ...rest,
      firstLoss: rest.firstLoss ?? null,
      parameters: next(parameters),
      adam: { updates, moments: next(2 * parameters) },
      metrics: next(3),
    };
  });
  const { step, batches, data, backend } = outline;
  return { state: { experiment, step, batches, learners }, data, backend };
}

/** The metadata of a file that is whole. */
function outlineOf(bytes: Uint8Array): Outline {
  const { format, version, checksum, bytes: length, state } = readOrRefuse(() => metadataOf(bytes));
  const text = checkpointText();
  if (format !== FORMAT) throw new CheckpointError(text.weightsAlone);
  if (version !== String(CHECKPOINT_VERSION))
    throw new CheckpointError(text.version(String(version), CHECKPOINT_VERSION));
  if (bytes.length !== Number(length))
    throw new CheckpointError(text.length(bytes.length, Number(length)));
  const blank = bytes.slice();
  write(blank, CHECKSUM_AT, SEAL.checksum);
  const found = crc32(blank);
  if (found !== checksum) throw new CheckpointError(text.damaged(found, String(checksum)));
  try {
    return readOutline(state ?? '');
  } catch (error) {
    throw new CheckpointError(text.notOfThisBuild((error as Error).message));
  }
}

function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof WeightsError) throw new CheckpointError(error.message);
    throw error;
  }
}

function tensorsOf({ learners }: Outline): TensorList {
  const tensors: TensorList['tensors'][number][] = [];
  let offset = 0;
  for (const { id, parameters } of learners)
    for (const [part, shape] of [
      ['parameters', [parameters]],
      ['moments', [2, parameters]],
      ['metrics', [3]],
    ] as const) {
      const length = shape.reduce((product, n) => product * n, 1);
      tensors.push({ name: `${id}.${part}`, shape, offset, length });
      offset += length;
    }
  return { tensors, length: offset };
}

function write(bytes: Uint8Array, at: number, ascii: string): void {
  for (let i = 0; i < ascii.length; i++) bytes[at + i] = ascii.charCodeAt(i);
}

/** The checkpoint of a run as it is now. */
export async function checkpointOf(
  trainer: Trainer,
  backend: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return toCheckpoint({ state: await trainer.state(), data: markOf(trainer.dataset), backend });
}

/** The same; null where a model that goes on has weights that are not finite, with which no run should. */
export async function soundCheckpointOf(
  trainer: Trainer,
  backend: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const state = await trainer.state();
  const sound = state.learners.every(
    ({ halted, parameters }) => halted || parameters.every(Number.isFinite),
  );
  return sound ? toCheckpoint({ state, data: markOf(trainer.dataset), backend }) : null;
}

/** Goes on with a run. Throws a CheckpointError where the data are other ones than it began with. */
export function resume({ state, data }: Checkpoint, dataset: Dataset, ops: Ops): Trainer {
  const { description, mark } = markOf(dataset);
  if (mark !== data.mark)
    throw new CheckpointError(checkpointText().otherData(data.description, description));
  if (state.batches.pool.some((members) => members.some((place) => place >= dataset.train.count)))
    throw new CheckpointError(checkpointText().otherBatches);
  try {
    return Trainer.resumed(state, dataset, ops);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CheckpointError(checkpointText().otherSizes(error.message));
  }
}

const MARKED_SEQUENCES = 16;

function markOf({ description, steps, train, validation }: Dataset): DataMark {
  const { x } = validation.batch(range(0, Math.min(MARKED_SEQUENCES, validation.count)), 0);
  const sizes = `${train.count} ${validation.count} ${steps}`;
  const sum = crc32(new Uint8Array(x.buffer, x.byteOffset, x.byteLength));
  return { description, mark: `${sizes} ${sum}` };
}
