/** Why a file of weights was refused. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

/** Names of tensors and what the file says of them come as they are written there. */
const WEIGHTS = {
  otherModelLacks: (names: string) => `these weights are of another model: it has no ${names}`,
  otherModel: (name: string) => `these weights are of another model: they have no ${name}`,
  cutOff: (name: string, end: number, length: number) =>
    `the file is cut off: ${name} ends at byte ${end} of ${length}`,
  short: (bytes: number) => `${bytes} bytes are no safetensors file: its header alone has 8`,
  header: (expected: number, found: number) =>
    `the header should have ${expected} bytes and the file has ${found}: it is cut off, or no safetensors file`,
  /** `why` is of the section `config`: what is wrong with JSON. */
  headerJson: (why: string) => `${why.replace(/^it /, 'the header ')}: this is no safetensors file`,
  headerNoObject: 'the header is no object: this is no safetensors file',
  metadata: (found: string) => `its metadata hold ${found}: expected texts`,
  type: (name: string, found: string) => `${name} is ${found}, expected F32`,
  shape: (name: string, found: string, expected: string) =>
    `${name} has the shape ${found}, expected ${expected}`,
  range: (name: string, bytes: number, found: string) =>
    `${name} should have ${bytes} bytes, its range is ${found}`,
  notFinite: 'some of them are not finite',
  reason: (model: string, why: string) => `${model}: ${why}`,
  /** Between reasons. */
  separator: '. ',
  fitNone: (reasons: string) => `they fit no model of this run. ${reasons}`,
  fitNoneMadeWith: (reasons: string, settings: string) =>
    `they fit no model of this run. ${reasons}. They were trained with ${settings}: set that first`,
};

export type WeightsText = Words<typeof WEIGHTS>;
export const weightsText = section('weights', WEIGHTS);
