/** What training does while nobody looks: choices of the reader, not of an experiment. */
import { type ChoiceStorage, keepChoice, keptChoice } from './choices.ts';

export const MEANWHILE = ['goOn', 'pause'] as const;
export type Meanwhile = (typeof MEANWHILE)[number];

export interface Habits {
  /** While the page is hidden: another tab, another window over it, a locked screen. */
  readonly whileHidden: Meanwhile;
  /** While the machine runs on its battery, where the browser tells. */
  readonly onBattery: Meanwhile;
  /** The screen is kept from going dark while a run trains. */
  readonly keepAwake: boolean;
}

export const DEFAULT_HABITS: Habits = {
  whileHidden: 'goOn',
  onBattery: 'goOn',
  keepAwake: false,
};

const KEY = 'sis-rnn-playground.habits';

/** What was stored, as far as it can be read. */
export function storedHabits(storage: () => ChoiceStorage): Habits {
  try {
    const stored: unknown = JSON.parse(keptChoice(storage, KEY) ?? '{}');
    const { whileHidden, onBattery, keepAwake } = Object(stored) as Record<string, unknown>;
    const meanwhile = (value: unknown) =>
      MEANWHILE.find((choice) => choice === value) ?? DEFAULT_HABITS.whileHidden;
    return {
      whileHidden: meanwhile(whileHidden),
      onBattery: meanwhile(onBattery),
      keepAwake: keepAwake === true,
    };
  } catch {
    return DEFAULT_HABITS;
  }
}

export function storeHabits(storage: () => ChoiceStorage, habits: Habits): void {
  keepChoice(storage, KEY, JSON.stringify(habits));
}
