/** The desk of the experiment: what the reader changes in it, and what the run needs to be told of that. */
import {
  type Experiment,
  MAX_MODELS,
  newModel,
  problemsOf,
  withOverride,
  withSetting,
} from '../config/experiment.ts';
import { PRESETS, presetNamed } from '../config/presets.ts';
import {
  checkValue,
  type SettingKey,
  type Settings,
  type SettingValue,
} from '../config/settings.ts';
import type { System } from '../config/systems.ts';
import type { ToWorker } from '../protocol.ts';
import { controlsText } from '../text/en/controls.ts';
import { messagesBetween } from './change.ts';
import { fitLayers } from './fitLayers.ts';
import type { Notify } from './notices.ts';
import type { Session } from './session.ts';

export interface ExperimentActions {
  setSetting(key: SettingKey, value: SettingValue): void;
  choosePreset(name: string): void;
  addModel(system: System, overrides: Partial<Settings>): void;
  removeModel(id: string): void;
  /** A model that diverged trains on from its last good weights, at half its learning rate. */
  goOnSlower(id: string): void;
}

interface Hands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly notify: Notify;
  readonly post: (message: ToWorker) => void;
  readonly start: (experiment: Experiment) => void;
  readonly play: () => void;
  readonly setView: (view: Session['view']) => void;
}

export class ExperimentDesk {
  readonly #hands: Hands;
  readonly actions: ExperimentActions;

  constructor(hands: Hands) {
    this.#hands = hands;
    const { get, set, notify } = hands;
    const problem = (message: string) => notify('problem', message);
    this.actions = {
      setSetting: (key, value) => {
        const checked = checkValue(key, value);
        if (!checked.ok) problem(controlsText().refused(checked.problem));
        else this.#becomeSound(fitLayers(withSetting(get().experiment, key, checked.value), key));
      },
      choosePreset: (name) => {
        const preset = presetNamed(name);
        if (preset === undefined) {
          problem(controlsText().noPreset(name, PRESETS.map((known) => known.name).join(', ')));
          return;
        }
        if (get().view === 'hand') hands.setView('posterior');
        hands.start(withSetting(preset.experiment, 'seed', get().experiment.settings.seed));
      },
      addModel: (system, overrides) => {
        const { experiment } = get();
        if (experiment.models.length >= MAX_MODELS) {
          problem(controlsText().mostModels(MAX_MODELS));
          return;
        }
        const model = newModel(system, experiment.models, overrides);
        this.#becomeSound({ ...experiment, models: [...experiment.models, model] });
      },
      removeModel: (id) => {
        const { experiment } = get();
        const models = experiment.models.filter((model) => model.id !== id);
        this.#becomeSound({ ...experiment, models });
      },
      goOnSlower: (id) => {
        const { stopped, experiment, running } = get();
        const found = stopped.find((model) => model.id === id);
        if (found === undefined || running === null) return;
        const checked = checkValue('learningRate', found.learningRate / 2);
        if (!checked.ok) {
          problem(controlsText().notChanged([checked.problem]));
          return;
        }
        const slower = (of: Experiment) => withOverride(of, id, 'learningRate', checked.value);
        set({
          experiment: slower(experiment),
          running: slower(running),
          stopped: stopped.filter((model) => model !== found),
        });
        hands.post({ type: 'goOn', id, learningRate: found.learningRate / 2 });
        // A checkpoint of before could not be brought to this by messages.
        hands.post({ type: 'checkpoint' });
        if (!get().playing) hands.play();
      },
    };
  }

  /** Goes from the experiment shown to another one with as little interruption as that allows. */
  become(next: Experiment): void {
    const { get, set, post, start } = this.#hands;
    const { experiment, running, phase, needsData } = get();
    const messages = messagesBetween(experiment, next);
    if (messages === null) {
      start(next);
      return;
    }
    set({ experiment: next });
    // While a file is missing the worker still runs another experiment, which these are not for.
    if (needsData !== null) return;
    if (running !== null && phase === 'running')
      set({ running: { ...running, settings: next.settings } });
    for (const message of messages) post(message);
  }

  /** `become`, unless something is wrong with the experiment as a whole. */
  #becomeSound(next: Experiment): void {
    const problems = problemsOf(next);
    if (problems.length === 0) this.become(next);
    else this.#hands.notify('problem', controlsText().notChanged(problems));
  }
}
