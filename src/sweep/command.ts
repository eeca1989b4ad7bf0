/** The command that repeats an experiment over seeds, with each of its models in runs of its own. Pure. */
import { type Experiment, type ModelSpec, newModel } from '../config/experiment.ts';
import { DEFAULT_PRESET, presetNamed } from '../config/presets.ts';
import { formatValue, SETTING_KEYS, type Settings, sameValue } from '../config/settings.ts';

const SEEDS = 5;
const MOST_SEED = 2 ** 32 - 1;
/** Data that are always files of the reader's. */
const FROM_FILES: readonly string[] = ['your-csv', 'strokes', 'text'];

/** `npm run sweep -- --preset digits-rows --hidden 48 --set model=sis-rnn,vrnn --set seed=7..11 ...`, in one line. */
export function sweepCommand(experiment: Experiment): string {
  const preset = presetNamed(experiment.preset) ?? DEFAULT_PRESET;
  const { settings, models } = experiment;
  const changed = SETTING_KEYS.filter(
    (key) => key !== 'seed' && !sameValue(settings[key], preset.experiment.settings[key]),
  );
  const first = Math.min(settings.seed, MOST_SEED - SEEDS + 1);
  const apart = models.some(({ system }) => system === 'vrnn') && models.length > 1;
  return [
    `npm run sweep -- --preset ${preset.name}`,
    // The flag --data names a file.
    ...changed.map((key) => `--${key === 'data' ? 'data-set' : key} ${formatValue(settings[key])}`),
    ...(FROM_FILES.includes(settings.data) ? ['--data PATH'] : []),
    ...modelFlags(models, preset.experiment.models),
    `--set seed=${first}..${first + SEEDS - 1}`,
    ...(apart ? ['--baseline model=vrnn'] : []),
    `--out runs/${preset.name}-sweep`,
  ].join(' ');
}

/** One model a run where their systems say which is which; else side by side, with what is their own. */
function modelFlags(models: readonly ModelSpec[], ofPreset: readonly ModelSpec[]): string[] {
  const systems = models.map(({ system }) => system);
  const inPreset = (model: ModelSpec) => ofPreset.find(({ system }) => system === model.system);
  const asPreset = models.every((model) =>
    sameOverrides(model.overrides, inPreset(model)?.overrides ?? {}),
  );
  if (asPreset && new Set(systems).size === systems.length)
    return [`--set model=${systems.join(',')}`];
  const made: ModelSpec[] = [];
  for (const system of systems) made.push(newModel(system, made));
  return [
    `--models ${systems.join(',')}`,
    ...models.flatMap(({ overrides }, i) =>
      Object.entries(overrides).map(
        ([key, value]) => `--set ${made[i]!.id}.${key}=${formatValue(value).replaceAll(',', '-')}`,
      ),
    ),
  ];
}

function sameOverrides(one: Partial<Settings>, other: Partial<Settings>): boolean {
  const text = (of: Partial<Settings>) => JSON.stringify(Object.entries(of).sort());
  return text(one) === text(other);
}
