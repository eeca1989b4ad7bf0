/** What a page asks its browser about itself, moved by hand: hidden or not, on its battery or not, a screen kept on. */
import type { AwakeScreen, PresencePort } from '../../src/state/presence.ts';

export class FakeBrowser {
  /** How many times the screen is kept on now. */
  screens = 0;
  #hidden = false;
  #refusal: string | null = null;
  #changed = () => {};
  #told: (onBattery: boolean) => void = () => {};
  #held = new Set<() => void>();

  readonly port: PresencePort = {
    hidden: () => this.#hidden,
    onVisibility: (changed) => {
      this.#changed = changed;
    },
    keepAwake: () => this.#keepAwake(),
    onPower: (told) => {
      this.#told = told;
    },
  };

  hide(hidden: boolean): void {
    this.#hidden = hidden;
    if (hidden) for (const end of [...this.#held]) end();
    this.#changed();
  }

  power(onBattery: boolean): void {
    this.#told(onBattery);
  }

  /** The screen is not kept on from now on. */
  refuse(why: string): void {
    this.#refusal = why;
  }

  async #keepAwake(): Promise<AwakeScreen> {
    if (this.#refusal !== null) throw new Error(this.#refusal);
    this.screens++;
    let released = () => {};
    const end = () => {
      if (!this.#held.delete(end)) return;
      this.screens--;
      released();
    };
    this.#held.add(end);
    return {
      release: end,
      onRelease: (handler) => {
        released = handler;
      },
    };
  }
}
