/** The models there are: what each is called, and what its settings mean. A model of the family is one row. */
import { fallsToOne } from './schedules.ts';
import { SETTINGS, type Settings } from './settings.ts';

/** The colour a model keeps while others come and go. */
export type ColourSlot = 0 | 1 | 2 | 3;

interface SystemRow {
  /** What the page calls it. */
  readonly label: string;
  /** Taken where it is free. */
  readonly slot: ColourSlot;
  readonly hasLatent: boolean;
  /** For comparison, on the command line only: without anything to watch. */
  readonly headless?: true;
  /** What the model is built with: `own` are the experiment's settings with its own `overrides`. */
  readonly means: (own: Settings, overrides: Partial<Settings>) => Settings;
}

/**
 * An SIS-RNN without injected noise and extra draws. Nor does it follow the recipe for forking, unless
 * its own overrides say so: a cap on sigma would take all the entropy it has, and tempering let its one
 * Gaussian settle across several branches (folds, born with a wide sigma: 1.45 nats a step tempered, 0.69 not).
 */
function gaussian(own: Settings, overrides: Partial<Settings>): Settings {
  return {
    ...own,
    sigmaCap: SETTINGS.sigmaCap.default,
    annealing: fallsToOne(own.annealing) ? 'none' : own.annealing,
    ...overrides,
    injectedNoise: own.mixingWidths.map(() => 0),
    mixingSamples: 0,
    mixingSamplesStart: 0,
    sigma: 'deterministic',
    initialSpread: 0,
  };
}

export const SYSTEM_TABLE = {
  'sis-rnn': {
    label: 'SIS-RNN',
    slot: 0,
    hasLatent: true,
    means: (own) => ({ ...own, refinementSteps: 0 }),
  },
  vrnn: { label: 'VRNN', slot: 1, hasLatent: true, means: gaussian },
  rnn: { label: 'RNN', slot: 2, hasLatent: false, means: gaussian },
  /** Of pictures, without time. */
  nade: { label: 'NADE', slot: 3, hasLatent: false, headless: true, means: gaussian },
} as const satisfies Readonly<Record<string, SystemRow>>;

export type System = keyof typeof SYSTEM_TABLE;
export const SYSTEMS = Object.keys(SYSTEM_TABLE) as readonly System[];
/** Those that the page shows. */
export const SHOWN_SYSTEMS = SYSTEMS.filter((name) => !isHeadless(name));

export function hasLatent(system: System): boolean {
  return SYSTEM_TABLE[system].hasLatent;
}

function isHeadless(name: System): boolean {
  const row: SystemRow = SYSTEM_TABLE[name];
  return row.headless === true;
}

/** Undefined where there is none of this name. */
export function systemNamed(name: unknown): System | undefined {
  return SYSTEMS.find((system) => system === name);
}
