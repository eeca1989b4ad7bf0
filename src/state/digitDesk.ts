/** The canvas of pictures: what is drawn on it, what the models are asked and what they answered. The last counts. */
import type { FromDigits, PictureRequest, ToDigits, ToWorker } from '../protocol.ts';
import { blankPicture, holesOf, type Picture } from './canvas.ts';
import { DIGIT_BOUNDS, type DigitOptions, type DigitState } from './digits.ts';
import type { Session } from './session.ts';

export interface DigitActions {
  /** Replaces what is on the canvas; undo brings back what was before. */
  setPicture(picture: Picture): void;
  undoPicture(): void;
  setDigits(change: Partial<DigitOptions>): void;
  /** Other noise, by the models as they are now. */
  completeAgain(): void;
  /** The same noise and picture, by the models as they are now; new pictures from nothing too. */
  refreshDigits(): void;
  /** Which completion the models read, and which z is shown. */
  readDigit(change: Partial<Pick<DigitState, 'chosen' | 'dimension'>>): void;
  otherSamples(): void;
}

const MAX_PAST = 40;
/** Pictures from nothing of each model. */
export const SAMPLES = 16;

interface Hands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly post: (message: ToDigits) => void;
  readonly postToTraining: (message: ToWorker) => void;
}

export class DigitDesk {
  readonly #hands: Hands;
  #requests = 0;
  #reading = 0;
  /** Nothing is sent to a worker that has never been needed. */
  #needed = false;
  readonly actions: DigitActions;

  constructor(hands: Hands) {
    this.#hands = hands;
    const digits = () => hands.get().digits;
    this.actions = {
      setPicture: (picture) => {
        const past = [...digits().past, digits().picture].slice(-MAX_PAST);
        this.#change({ picture, past, chosen: 0 });
        this.#askCanvas();
      },
      undoPicture: () => {
        const before = digits().past.at(-1);
        if (before === undefined) return;
        this.#change({ picture: before, past: digits().past.slice(0, -1), chosen: 0 });
        this.#askCanvas();
      },
      setDigits: (change) => {
        const options = { ...digits().options, ...change };
        for (const key of ['count', 'particles'] as const) {
          const [least, most] = DIGIT_BOUNDS[key];
          options[key] = Math.min(most, Math.max(least, Math.round(options[key])));
        }
        this.#change({ options, chosen: Math.min(digits().chosen, options.count - 1) });
        this.#askCanvas();
      },
      completeAgain: () => {
        const { count, seed } = digits().options;
        this.actions.setDigits({ seed: (seed + count) % 2 ** 31 });
      },
      refreshDigits: () => {
        this.#askCanvas();
        this.#askSamples();
      },
      readDigit: (change) => {
        this.#change(change);
        this.#askReading();
      },
      otherSamples: () => {
        this.#change({ samplesSeed: digits().samplesSeed + SAMPLES });
        this.#askSamples();
      },
    };
  }

  /** A run has started: what other models said is gone, and what does not fit its pictures. */
  started(): void {
    const { data, view, digits } = this.#hands.get();
    this.#change({ asked: null, answer: null, samples: null, reading: null, chosen: 0 });
    const side = data?.pictures?.side;
    if (side === undefined) {
      if (view === 'digits') this.#hands.set({ view: 'posterior' });
    } else if (digits.picture.side !== side)
      this.#change({ picture: blankPicture(side, 'lower'), past: [] });
    this.askAll();
  }

  /** Asks for what the view shows; weights are copied for no view that does not. */
  askAll(): void {
    const { view, data, digits } = this.#hands.get();
    const wanted = view === 'digits' && (data?.pictures ?? null) !== null;
    if (!wanted && !this.#needed) return;
    this.#needed = true;
    this.#hands.postToTraining({ type: 'feedDigits', wanted });
    if (!wanted) return;
    if (digits.samples === null) this.#askSamples();
    if (digits.answer === null) this.#askCanvas();
  }

  heard(message: Exclude<FromDigits, { type: 'problem' }>): void {
    if (message.type === 'reading') {
      if (message.id === this.#reading) this.#change({ reading: message.reading });
    } else if (message.channel === 'samples') this.#change({ samples: message.pictured });
    else if (message.pictured.request.id === this.#hands.get().digits.asked?.id) {
      this.#change({ answer: message.pictured });
      if (message.pictured.done) this.#askReading();
    }
  }

  #askCanvas(): void {
    const { view, data, digits } = this.#hands.get();
    if (view !== 'digits' || (data?.pictures ?? null) === null) return;
    const { picture, options } = digits;
    if (!picture.pixels.some((pixel, i) => pixel === 1 && picture.missing[i] === 0)) {
      this.#change({ asked: null, answer: null, reading: null });
      this.#hands.post({ type: 'draw', channel: 'canvas', request: null });
      this.#hands.post({ type: 'read', request: null });
      return;
    }
    const { pixels, missing } = picture;
    const whole = holesOf(picture) === 0;
    const request: PictureRequest = {
      ...options,
      // Of a whole picture there is nothing to complete: it is only read.
      ...(whole && { count: 1, particles: 1 }),
      id: ++this.#requests,
      pixels,
      missing,
    };
    this.#change({ asked: request });
    this.#hands.post({ type: 'draw', channel: 'canvas', request });
  }

  #askReading(): void {
    const { answer, chosen, dimension, options } = this.#hands.get().digits;
    if (answer === null || !answer.done) return;
    const pictures = Object.fromEntries(
      answer.models.flatMap(({ id, pictures: of }) => {
        const picture = of[chosen] ?? of[0];
        return picture === undefined ? [] : [[id, picture] as const];
      }),
    );
    this.#reading = ++this.#requests;
    const request = { id: this.#reading, pictures, dimension, seed: options.seed };
    this.#hands.post({ type: 'read', request });
  }

  #askSamples(): void {
    const { data, digits } = this.#hands.get();
    const side = data?.pictures?.side;
    if (side === undefined) return;
    const request: PictureRequest = {
      id: ++this.#requests,
      pixels: new Uint8Array(side * side),
      missing: new Uint8Array(side * side).fill(1),
      count: SAMPLES,
      particles: 1,
      seed: digits.samplesSeed,
    };
    this.#hands.post({ type: 'draw', channel: 'samples', request });
  }

  #change(change: Partial<DigitState>): void {
    this.#hands.set({ digits: { ...this.#hands.get().digits, ...change } });
  }
}
