/** What may hold a run that the reader wants to train: a hidden page, a battery; and a screen that stays on. */
import type { ChoiceStorage } from './choices.ts';
import { type Habits, storedHabits } from './habits.ts';

/** The browser, as far as it is asked here. */
export interface PresencePort {
  readonly hidden: () => boolean;
  readonly onVisibility: (changed: () => void) => void;
  /** Keeps the screen on until it is released, by us or by the browser; null where no browser does. */
  readonly keepAwake: (() => Promise<AwakeScreen>) | null;
  /** Tells now and whenever it changes whether the machine runs on its battery; never where that is not known. */
  readonly onPower: (told: (onBattery: boolean) => void) => void;
}

export interface AwakeScreen {
  readonly release: () => void;
  readonly onRelease: (released: () => void) => void;
}

export interface Presence {
  readonly habits: Habits;
  /** What holds the run, which the reader wants to train: that the page is hidden, or the power comes of a battery. */
  readonly held: 'hidden' | 'battery' | null;
  /** The screen is being kept on. */
  readonly awake: boolean;
  /** Whether the browser can keep it on, and whether it tells of the battery. */
  readonly canKeepAwake: boolean;
  readonly knowsBattery: boolean;
}

/** Whether the worker is to train now. */
export function trainsNow(of: { readonly playing: boolean; readonly presence: Presence }): boolean {
  return of.playing && of.presence.held === null;
}

/** Before the browser has been asked. */
export function firstPresence(port: PresencePort, storage: () => ChoiceStorage): Presence {
  return {
    habits: storedHabits(storage),
    held: null,
    awake: false,
    canKeepAwake: port.keepAwake !== null,
    knowsBattery: false,
  };
}
