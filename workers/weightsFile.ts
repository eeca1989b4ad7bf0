/** A safetensors file the reader opens: weights for a model of this run, or a checkpoint, with which a run goes on. */
import { modelLabel, parseExperiment } from '../src/config/experiment.ts';
import { readJson } from '../src/config/json.ts';
import { formatValue, SETTING_KEYS, specOf } from '../src/config/settings.ts';
import type { BackendInfo, RunState } from '../src/protocol.ts';
import { settingsText } from '../src/text/en/settings.ts';
import { weightsText } from '../src/text/en/weights.ts';
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
  const text = weightsText();
  const reasons: string[] = [];
  for (const learner of learners)
    try {
      const { flat } = fromSafetensors(learner.layout, bytes);
      if (!flat.every(Number.isFinite)) throw new WeightsError(text.notFinite);
      const state = await learner.state();
      const moments = new Float32Array(state.adam.moments.length);
      learner.restore({ ...state, parameters: flat, adam: { updates: 0, moments } });
      return learner;
    } catch (error) {
      if (!(error instanceof WeightsError)) throw error;
      reasons.push(text.reason(modelLabel(learner.spec), error.message));
    }
  const why = reasons.join(text.separator);
  const madeWith = writtenBy(metadata['experiment'], trainer);
  throw new WeightsError(madeWith === '' ? text.fitNone(why) : text.fitNoneMadeWith(why, madeWith));
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
    ).map((key) => `${settingsText()[key].label} ${formatValue(settings[key])}`);
    return told.slice(0, MOST_TOLD).join(', ');
  } catch {
    return '';
  }
}
