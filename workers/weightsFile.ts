/** A safetensors file the reader opens: weights for a model of this run, or a checkpoint, with which a run goes on. */
import { modelLabel, parseExperiment } from '../src/config/experiment.ts';
import { readJson } from '../src/config/json.ts';
import { formatValue, SETTING_KEYS, SETTINGS, specOf } from '../src/config/settings.ts';
import type { BackendInfo, RunState } from '../src/protocol.ts';
import { fromCheckpoint, isCheckpoint } from '../src/train/checkpoint.ts';
import type { Learner } from '../src/train/learner.ts';
import { fromSafetensors, metadataOf, WeightsError } from '../src/train/safetensors.ts';
import type { Trainer } from '../src/train/trainer.ts';

const BACKENDS: readonly BackendInfo['backend'][] = ['webgpu', 'wasm', 'cpu'];
const EXPERIMENT_LIMITS = { characters: 262_144, depth: 8 };
const MOST_TOLD = 6;

/** The run of a checkpoint, of this page or of the command line; null for other files. Throws a CheckpointError. */
export function checkpointIn(bytes: Uint8Array<ArrayBuffer>): RunState | null {
  if (!isCheckpoint(bytes)) return null;
  const { state, backend } = fromCheckpoint(bytes);
  return {
    bytes,
    step: state.step,
    experiment: state.experiment,
    backend: BACKENDS.find((name) => name === backend) ?? 'cpu',
    validationDue: true,
  };
}

/**
 * Gives a model the weights of a file; its optimiser begins anew. The model of the name in the file, if they fit it, else
 * the first they fit. Throws a WeightsError where they fit none.
 */
export async function loadWeights(trainer: Trainer, bytes: Uint8Array): Promise<Learner> {
  const metadata = metadataOf(bytes);
  const wanted = metadata['model'];
  const named = (learner: Learner) => Number(learner.spec.id === wanted);
  const learners = [...trainer.learners].sort((a, b) => named(b) - named(a));
  const reasons: string[] = [];
  for (const learner of learners)
    try {
      const { flat } = fromSafetensors(learner.layout, bytes);
      if (!flat.every(Number.isFinite)) throw new WeightsError('some of them are not finite');
      const state = await learner.state();
      const moments = new Float32Array(state.adam.moments.length);
      learner.restore({ ...state, parameters: flat, adam: { updates: 0, moments } });
      return learner;
    } catch (error) {
      if (!(error instanceof WeightsError)) throw error;
      reasons.push(`${modelLabel(learner.spec)}: ${error.message}`);
    }
  const written = writtenBy(metadata['experiment'], trainer);
  throw new WeightsError(`they fit no model of this run. ${reasons.join('. ')}${written}`);
}

/** How the experiment in the file differs from the run in what a model is made of; empty where that is not known. */
function writtenBy(text: string | undefined, trainer: Trainer): string {
  if (text === undefined) return '';
  try {
    const { settings } = parseExperiment(readJson(text, EXPERIMENT_LIMITS));
    const here = trainer.experiment.settings;
    const told = SETTING_KEYS.filter(
      (key) =>
        specOf(key).effect === 'restart' && formatValue(settings[key]) !== formatValue(here[key]),
    ).map((key) => `${SETTINGS[key].label} ${formatValue(settings[key])}`);
    if (told.length === 0) return '';
    return `. They were trained with ${told.slice(0, MOST_TOLD).join(', ')}: set that first`;
  } catch {
    return '';
  }
}
