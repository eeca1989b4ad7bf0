/**
 * Follows the page, the power and the reader's habits: pauses the run and lets it go on, and keeps the screen on. What the
 * reader asked for (`playing`) is left as it is: the run goes on by itself when they are back.
 */
import { habitsText } from '../text/en/habits.ts';
import { messageOf } from '../text/message.ts';
import type { ChoiceStorage } from './choices.ts';
import { type Habits, storeHabits } from './habits.ts';
import { type AwakeScreen, type Presence, type PresencePort, trainsNow } from './presence.ts';
import type { Session } from './session.ts';

export interface PresenceActions {
  setHabit(change: Partial<Habits>): void;
}

export interface PresenceHands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  /** Tells the worker. */
  readonly train: (now: boolean) => void;
  readonly notify: (message: string) => void;
  readonly port: PresencePort;
  readonly storage: () => ChoiceStorage;
}

export class PresenceDesk {
  readonly #hands: PresenceHands;
  #onBattery = false;
  /** The reader pressed play although the machine is on its battery: it counts until that changes. */
  #despiteBattery = false;
  #screen: AwakeScreen | null = null;
  #asking = false;
  readonly actions: PresenceActions = {
    setHabit: (change) => {
      const habits = { ...this.#presence.habits, ...change };
      storeHabits(this.#hands.storage, habits);
      this.#set({ habits });
      this.#despiteBattery = false;
      this.follow();
    },
  };

  constructor(hands: PresenceHands) {
    this.#hands = hands;
  }

  /** Once the store stands. */
  open(): void {
    const { port } = this.#hands;
    port.onVisibility(() => this.follow());
    port.onPower((onBattery) => {
      if (onBattery !== this.#onBattery) this.#despiteBattery = false;
      this.#onBattery = onBattery;
      this.#set({ knowsBattery: true });
      this.follow();
    });
    this.follow();
  }

  /** The reader pressed play. */
  played(): void {
    this.#despiteBattery = true;
    this.follow(false);
  }

  /** Something changed that may hold the run or let it go: the page, the power, a choice, what is asked of the run. `tell`: the worker too. */
  follow(tell = true): void {
    const { get, train } = this.#hands;
    const before = this.#presence.held;
    const held = this.#reason();
    if (held !== before) {
      this.#set({ held });
      if (tell && get().playing && (held === null) !== (before === null)) train(held === null);
    }
    this.#followScreen();
  }

  get #presence(): Presence {
    return this.#hands.get().presence;
  }

  #set(change: Partial<Presence>): void {
    this.#hands.set({ presence: { ...this.#presence, ...change } });
  }

  #reason(): Presence['held'] {
    const { habits } = this.#presence;
    if (habits.whileHidden === 'pause' && this.#hands.port.hidden()) return 'hidden';
    if (habits.onBattery === 'pause' && this.#onBattery && !this.#despiteBattery) return 'battery';
    return null;
  }

  /** Asks for the screen to stay on, or lets it go. The browser lets it go by itself where the page is hidden. */
  #followScreen(): void {
    const { get, port, notify } = this.#hands;
    const wanted = this.#presence.habits.keepAwake && trainsNow(get()) && !port.hidden();
    if (!wanted) {
      this.#screen?.release();
      return;
    }
    if (this.#screen !== null || this.#asking || port.keepAwake === null) return;
    this.#asking = true;
    port.keepAwake().then(
      (screen) => {
        this.#asking = false;
        this.#screen = screen;
        this.#set({ awake: true });
        screen.onRelease(() => {
          this.#screen = null;
          this.#set({ awake: false });
        });
        // What was wanted may have changed while it was asked for.
        this.#followScreen();
      },
      (error: unknown) => {
        this.#asking = false;
        this.#set({ habits: { ...this.#presence.habits, keepAwake: false } });
        notify(habitsText().notAwake(messageOf(error)));
      },
    );
  }
}
