/** Of the panel of models. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const MODELS = {
  title: 'Models',
  add: '+ Add a model to compare',
  trained: 'Parameters that are trained',
  parameters: (count: string) => `${count} params`,
  remove: 'Remove',
  removeModel: (name: string) => `Remove ${name}`,
  needsOne: 'An experiment needs a model',
};

export type ModelsText = Words<typeof MODELS>;
export const modelsText = section('models', MODELS);
