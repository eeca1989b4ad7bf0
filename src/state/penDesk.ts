/**
 * The pad: what is drawn on it, how models are asked to go on from it, and what they answered. The last request
 * counts.
 */
import type { ContinueRequest, FromPen, Ink, ToPen, ToWorker } from '../protocol.ts';
import { type Inspected, NO_INK, type PadState, type View } from './pad.ts';
import type { Session } from './session.ts';
import { isWithin, PEN_BOUNDS, type PenOptions, type SharedInk } from './sharedInk.ts';

export interface PenActions {
  setView(view: View): void;
  /** Replaces what is drawn; undo brings back what was before. */
  draw(ink: Ink): void;
  /** Asks to go on from ink that is still being drawn. */
  drawing(ink: Ink): void;
  undoInk(): void;
  setPen(change: Partial<PenOptions>): void;
  setLive(live: boolean): void;
  /** Looks at a step of the ink, and at a z there; null looks away. */
  inspect(inspected: Inspected | null): void;
  /** Other noise. */
  again(): void;
  keepLines(): void;
  dropKept(): void;
  sampleAgain(): void;
}

const MAX_PAST = 60;
const MAX_KEPT = 3;
/** Lines from nothing of each model. */
const SAMPLES = 4;

interface Hands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly post: (message: ToPen) => void;
  readonly postToTraining: (message: ToWorker) => void;
}

export class PenDesk {
  readonly #hands: Hands;
  #requests = 0;
  #reading = 0;
  readonly actions: PenActions;

  constructor(hands: Hands) {
    this.#hands = hands;
    const pen = () => hands.get().pen;
    this.actions = {
      setView: (view) => {
        if (view === hands.get().view) return;
        hands.set({ view });
        this.#change(view === 'draw' ? {} : { atStep: null });
        this.askAll();
      },
      draw: (ink) => {
        this.#change({ ink, past: [...pen().past, pen().ink].slice(-MAX_PAST), atStep: null });
        this.#askPad();
      },
      drawing: (ink) => {
        if (pen().live) this.#askPad(ink);
      },
      undoInk: () => {
        const before = pen().past.at(-1);
        if (before === undefined) return;
        this.#change({ ink: before, past: pen().past.slice(0, -1), atStep: null });
        this.#askPad();
      },
      setPen: (change) => {
        const { options } = pen();
        this.#change({ options: { ...options, ...withinBounds(change) }, atStep: null });
        this.#askPad();
        if (hands.get().view === 'samples') this.#askSamples();
      },
      inspect: (inspected) => {
        const first = pen().inspected === null;
        this.#change(inspected === null ? { inspected, point: null, along: null } : { inspected });
        this.#askReading(first);
      },
      setLive: (live) => this.#change({ live }),
      again: () => {
        const { options } = pen();
        actions.setPen({ seed: (options.seed + options.count) % PEN_BOUNDS.seed[1] });
      },
      keepLines: () => {
        const { answer, kept } = pen();
        if (answer !== null) this.#change({ kept: [...kept, answer].slice(-MAX_KEPT) });
      },
      dropKept: () => this.#change({ kept: [] }),
      sampleAgain: () => {
        this.#change({ samplesSeed: pen().samplesSeed + SAMPLES });
        this.#askSamples();
      },
    };
    const { actions } = this;
  }

  /** What a link brought, before or after the run it is for has started. */
  open({ ink, options, atStep }: SharedInk): void {
    const { pen } = this.#hands.get();
    const past = pen.ink.strokes.length > 0 ? [...pen.past, pen.ink].slice(-MAX_PAST) : pen.past;
    this.#change({ ink, past, options, atStep });
    this.#hands.set({ view: 'draw' });
  }

  /** A run has started: whatever other models said is gone. */
  started(): void {
    const { data, view } = this.#hands.get();
    this.#change({ asked: null, answer: null, kept: [], samples: null, point: null, along: null });
    if (data?.pad === null && (view === 'samples' || view === 'draw'))
      this.#hands.set({ view: 'posterior' });
    this.askAll();
  }

  /** Asks for what the present view shows, and no more for what it does not. */
  askAll(): void {
    const { view, pen, data } = this.#hands.get();
    if (data === null || data.pad === null) return;
    const wanted = view === 'draw' || view === 'samples';
    this.#hands.postToTraining({ type: 'feedPen', wanted, atStep: pen.atStep });
    this.#askPad();
    if (view === 'samples' && pen.samples === null) this.#askSamples();
  }

  heard(message: Exclude<FromPen, { type: 'problem' }>): void {
    if (message.type === 'continued') this.#continued(message);
    else if (this.#hands.get().pen.inspected === null) return;
    else if (message.type === 'along') this.#change({ along: message.along });
    else if (message.id === this.#reading) this.#change({ point: message.point });
  }

  #continued({ channel, continued }: Extract<FromPen, { type: 'continued' }>): void {
    const { asked } = this.#hands.get().pen;
    if (channel === 'samples') this.#change({ samples: continued });
    else if (continued.request.id === asked?.id) {
      this.#change({ answer: continued });
      if (continued.done) this.#askReading(true);
    }
  }

  #askPad(ink = this.#hands.get().pen.ink): void {
    const { view, data, pen } = this.#hands.get();
    const points = ink.strokes.reduce((sum, { x }) => sum + x.length, 0);
    if (view !== 'draw' || (data?.pad ?? null) === null || points < 2) {
      if (pen.asked !== null) this.#hands.post({ type: 'continue', channel: 'pad', request: null });
      if (points < 2) this.#change({ asked: null, answer: null, point: null, along: null });
      return;
    }
    const { penTemperature, latentTemperature, ...rest } = pen.options;
    const request: ContinueRequest = {
      ...rest,
      id: ++this.#requests,
      ink,
      temperatures: { pen: penTemperature, z: latentTemperature },
      atStep: pen.atStep,
    };
    this.#change({ asked: request });
    if (pen.atStep === null)
      this.#hands.postToTraining({ type: 'feedPen', wanted: true, atStep: null });
    this.#hands.post({ type: 'continue', channel: 'pad', request });
  }

  /** `along`: of the whole ink too. */
  #askReading(along: boolean): void {
    const { inspected, answer, asked } = this.#hands.get().pen;
    if (inspected === null || answer === null || asked === null) {
      this.#hands.post({ type: 'read', request: null });
      return;
    }
    const { ink, lifted, seed } = answer.request;
    const { dimension } = inspected;
    const last = Math.max(0, answer.seen.length / 3 - 2);
    const at = Math.min(inspected.at, last);
    this.#reading = ++this.#requests;
    const request = { id: this.#reading, ink, lifted, seed, at, dimension, along };
    this.#hands.post({ type: 'read', request });
  }

  #askSamples(): void {
    const { data, pen } = this.#hands.get();
    if ((data?.pad ?? null) === null) return;
    const request: ContinueRequest = {
      id: ++this.#requests,
      ink: NO_INK,
      lifted: false,
      count: SAMPLES,
      steps: Math.max(20, data?.pad?.steps ?? 0),
      temperatures: { pen: pen.options.penTemperature, z: pen.options.latentTemperature },
      varied: 'both',
      seed: pen.samplesSeed,
      atStep: null,
    };
    this.#hands.post({ type: 'continue', channel: 'samples', request });
  }

  #change(change: Partial<PadState>): void {
    this.#hands.set({ pen: { ...this.#hands.get().pen, ...change } });
  }
}

/** What a link says of the drawing as it stands; null where nothing is drawn or the data are no pen's. */
export function sharedInk({ pen, data }: Session): SharedInk | null {
  if (pen.ink.strokes.length === 0 || data?.pad === null) return null;
  const atStep = pen.answer?.done === true ? pen.answer.step : pen.atStep;
  return { ink: pen.ink, options: pen.options, atStep };
}

function withinBounds(change: Partial<PenOptions>): Partial<PenOptions> {
  const kept = Object.entries(change).filter(
    ([key, value]) =>
      !Object.hasOwn(PEN_BOUNDS, key) || isWithin(key as keyof typeof PEN_BOUNDS, Number(value)),
  );
  return Object.fromEntries(kept) as Partial<PenOptions>;
}
