/** Why a run in the middle cannot go on from a file. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const CHECKPOINT = {
  otherBuild: (why: string) => `it is a checkpoint of another build: ${why}`,
  weightsMissing: (bytes: number, weights: number) =>
    `it has ${bytes} bytes, and its weights ${weights}`,
  otherModel: (number: number, id: string) =>
    `model ${number} of its experiment is not ${id}, whose state it has`,
  weightsAlone:
    'it is a safetensors file and no checkpoint: weights alone, perhaps, with which no run can go on',
  version: (found: string, expected: number) =>
    `it is a checkpoint of version ${found}: this build reads version ${expected}`,
  length: (found: number, expected: number) => `it has ${found} bytes and should have ${expected}`,
  damaged: (found: string, expected: string) =>
    `it is damaged: the checksum of its bytes is ${found} and should be ${expected}`,
  notOfThisBuild: (why: string) => `it is no checkpoint of this build: ${why}`,
  otherData: (then: string, now: string) =>
    `its run was trained on "${then}"; here is "${now}", and not the same`,
  otherBatches: 'its batches have sequences that the data do not',
  otherSizes: (why: string) => `its models are not as this build makes them: ${why}`,
  state: 'its state',
  field: (name: string, found: string) => `${name} is ${found}`,
  missing: 'missing',
  tooManyModels: (count: number, most: number) =>
    `it has the state of ${count} models: at most ${most} are read`,
};

export type CheckpointText = Words<typeof CHECKPOINT>;
export const checkpointText = section('checkpoint', CHECKPOINT);
