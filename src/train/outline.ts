/** The JSON in a checkpoint: the state of a run without its numbers by the thousand, checked before it is believed. */
import { MAX_MODELS } from '../config/experiment.ts';
import { readJson } from '../config/json.ts';
import { checkpointText } from '../text/en/checkpoint.ts';
import type { BatchesState } from './batches.ts';

/** What a run was trained on. */
export interface DataMark {
  readonly description: string;
  /** Sizes, and a checksum of the first validation sequences: other data have another, whatever their name. */
  readonly mark: string;
}

export interface Outline {
  readonly experiment: unknown;
  readonly step: number;
  readonly batches: BatchesState;
  readonly learners: readonly {
    readonly id: string;
    /** P */
    readonly parameters: number;
    readonly steps: number;
    readonly halted: boolean;
    readonly updates: number;
    readonly measured: number;
    readonly elapsedMs: number;
    /** Missing in checkpoints of before there was such a thing. */
    readonly firstLoss?: number | null;
  }[];
  readonly data: DataMark;
  readonly backend: string;
}

/** Batches that wait in a pool are lists of places in the file: a few thousand numbers. */
const LIMITS = { characters: 16e6, depth: 10 };

type Fields = Readonly<Record<string, unknown>>;

/** Throws an Error that names the first field that is not what it should be. */
export function readOutline(json: string): Outline {
  const root = fieldsOf(readJson(json, LIMITS), checkpointText().state);
  whole(root, 'step');
  const batches = fieldsOf(root['batches'], 'batches');
  for (const key of ['epoch', 'used', 'pools']) whole(batches, key);
  for (const members of listOf(batches['pool'], 'batches.pool'))
    for (const place of listOf(members, 'batches.pool')) wholeNumber(place, 'batches.pool');
  const learners = listOf(root['learners'], 'learners');
  if (learners.length > MAX_MODELS)
    throw new Error(checkpointText().tooManyModels(learners.length, MAX_MODELS));
  for (const each of learners) {
    const learner = fieldsOf(each, 'learners');
    text(learner, 'id');
    for (const key of ['parameters', 'steps', 'updates', 'measured']) whole(learner, key);
    if (typeof learner['halted'] !== 'boolean') throw wrong('halted', learner['halted']);
    finite(learner, 'elapsedMs');
    if ((learner['firstLoss'] ?? null) !== null) finite(learner, 'firstLoss');
  }
  const data = fieldsOf(root['data'], 'data');
  for (const key of ['description', 'mark']) text(data, key);
  text(root, 'backend');
  return root as unknown as Outline;
}

function wrong(name: string, value: unknown): Error {
  const { field, missing } = checkpointText();
  return new Error(field(name, (JSON.stringify(value) ?? missing).slice(0, 60)));
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw wrong(name, value);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw wrong(name, value);
}

function wholeNumber(value: unknown, name: string): void {
  if (!(Number.isSafeInteger(value) && (value as number) >= 0)) throw wrong(name, value);
}

function whole(fields: Fields, key: string): void {
  wholeNumber(fields[key], key);
}

function finite(fields: Fields, key: string): void {
  if (!Number.isFinite(fields[key])) throw wrong(key, fields[key]);
}

function text(fields: Fields, key: string): void {
  if (typeof fields[key] !== 'string') throw wrong(key, fields[key]);
}
