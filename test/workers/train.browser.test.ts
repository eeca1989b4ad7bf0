import { afterEach, describe, expect, test } from 'vitest';
import { type Experiment, withSetting } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { BackendChoice, FromWorker, Report, ToWorker } from '../../src/protocol.ts';
import { idxBytes } from '../data/idxBytes.ts';

type Message<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;

/** The worker, and a page that draws at once: it acknowledges every report when it arrives. */
class Conversation {
  acknowledges = true;
  readonly heard: FromWorker[] = [];
  readonly #worker = new Worker(new URL('../../workers/train.ts', import.meta.url), {
    type: 'module',
  });
  #news = () => {};

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      this.heard.push(data);
      if (data.type === 'report' && this.acknowledges) this.say({ type: 'acknowledge' });
      this.#news();
    };
    this.#worker.onerror = (event) => {
      this.heard.push({ type: 'problem', message: `the worker failed: ${event.message}` });
      this.#news();
    };
  }

  say(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** The first message from `since` on that satisfies the wish. */
  async hear<M extends FromWorker>(
    wish: (message: FromWorker) => message is M,
    since = this.heard.length,
  ): Promise<M> {
    for (let at = since; ; at++) {
      while (at >= this.heard.length)
        await new Promise<void>((resolve) => {
          this.#news = resolve;
        });
      const message = this.heard[at]!;
      if (wish(message)) return message;
      if (message.type === 'problem') throw new Error(message.message);
    }
  }

  /** The first report from now on that satisfies the wish. */
  async report(wish: (report: Report) => boolean): Promise<Report> {
    const found = await this.hear(
      (message): message is Message<'report'> => message.type === 'report' && wish(message.report),
    );
    return found.report;
  }

  problem(): Promise<Message<'problem'>> {
    return this.hear((message) => message.type === 'problem');
  }

  end(): void {
    this.#worker.terminate();
  }
}

let conversation: Conversation;
afterEach(() => conversation.end());

const SMALL: Partial<Settings> = {
  batch: 4,
  sequenceLength: 2,
  hidden: 4,
  features: 4,
  mixingWidths: [6],
  injectedNoise: [4],
  mixingSamples: 3,
  mixingSamplesStart: 3,
  mixingSamplesEvaluation: 5,
  validationSize: 8,
  testSize: 8,
};

function small(preset: string): Experiment {
  const { experiment } = presetNamed(preset)!;
  return { ...experiment, settings: { ...experiment.settings, ...SMALL } };
}

function begin(
  experiment: Experiment,
  backend: BackendChoice,
  playing = true,
): Promise<Message<'started'>> {
  conversation = new Conversation();
  conversation.say({ type: 'start', experiment, backend, playing });
  return conversation.hear((message) => message.type === 'started', 0);
}

/**
 * Makes `count` single steps of a paused run, of which the first is the `first` of the run, and returns the bounds
 * reported for every model after each.
 */
async function stepThrough(count: number, first = 1): Promise<number[]> {
  const bounds: number[] = [];
  for (let step = first; step < first + count; step++) {
    conversation.say({ type: 'step' });
    const { models } = await conversation.report(
      (report) =>
        report.step === step && report.models.some(({ training }) => training?.step === step),
    );
    bounds.push(...models.map(({ training }) => training!.bound));
  }
  return bounds;
}

describe.each(['wasm', 'webgpu'] as const)('the worker on %s', (backend) => {
  test('says what it computes on, and two runs give the same numbers to the last bit', async () => {
    const { data, models } = await begin(small('mirror'), backend, false);
    const ready = conversation.heard.find((message) => message.type === 'ready');
    expect(ready?.backend.backend).toBe(backend);
    expect(data).toMatchObject({ known: true, steps: 2, trainCount: null, validationCount: 8 });
    expect(models.map(({ id }) => id)).toEqual(['sis-rnn', 'vrnn']);
    const first = await stepThrough(3);
    conversation.end();
    await begin(small('mirror'), backend, false);
    expect(await stepThrough(3)).toEqual(first);
    expect(first).toHaveLength(6);
    expect(first.every(Number.isFinite)).toBe(true);
  });

  test('hands over a run, and another worker goes on with it to the last bit', async () => {
    await begin(small('mirror'), backend, false);
    await stepThrough(2);
    conversation.say({ type: 'checkpoint' });
    const { state } = await conversation.hear((message) => message.type === 'checkpoint');
    expect(state).toMatchObject({ step: 2, backend, experiment: small('mirror') });
    const straight = await stepThrough(3, 3);
    conversation.end();
    conversation = new Conversation();
    conversation.say({ type: 'resume', state, data: null, backend, playing: false });
    const { resumedAt } = await conversation.hear((message) => message.type === 'started');
    expect(resumedAt).toBe(2);
    expect(await stepThrough(3, 3)).toEqual(straight);
  });
});

// What does not depend on the backend is shown on the faster one.
describe('the worker', () => {
  const backend = 'wasm';

  test('trains while playing and reports the posterior', async () => {
    await begin(small('mirror'), backend);
    const { posterior } = await conversation.report((report) => report.posterior !== null);
    expect(posterior!.models.map(({ id }) => id)).toEqual(['sis-rnn', 'vrnn']);
    for (const { density } of posterior!.models) {
      expect(density.length).toBe(posterior!.steps * posterior!.axis.count);
      expect(density.every((value) => value >= 0)).toBe(true);
    }
    const later = await conversation.report((report) => report.step >= 5);
    expect(later.playing).toBe(true);
  });

  test('diagnoses, measures the gap, and previews a generator without touching the run', async () => {
    await begin(small('mirror'), backend);
    const told = await conversation.report(({ models }) =>
      models.some(({ deficit }) => deficit !== null),
    );
    for (const { deficit } of told.models)
      expect(deficit).toMatchObject({ sequences: 8, mixingSamples: expect.any(Number) });
    const { gap } = await conversation.hear((message) => message.type === 'gap', 0);
    expect(gap.mean).toBeGreaterThan(0.1);
    const diagnosed = conversation.heard.flatMap((message) =>
      message.type === 'report' ? message.report.models : [],
    );
    const of = (id: string) =>
      diagnosed.find((model) => model.id === id && model.diagnostics !== null)?.diagnostics;
    expect(of('sis-rnn')?.mixing?.mixingSamples).toBe(3);
    expect(of('vrnn')?.mixing).toBeNull();
    const settings = { ...small('mirror').settings, observationNoise: 1 };
    conversation.say({ type: 'preview', settings });
    const { preview } = await conversation.hear((message) => message.type === 'preview');
    expect(preview.settings.observationNoise).toBe(1);
    expect(preview.exact!.density.length).toBe(2 * preview.exact!.axis.count);
    conversation.say({ type: 'preview', settings: null });
    const { step } = await conversation.report(({ playing }) => playing);
    expect(step).toBeGreaterThan(0);
  });

  test('works out references of learned models once it is paused', async () => {
    await begin(withSetting(small('mirror'), 'generator', 'learned'), backend);
    await conversation.report((report) => report.step >= 1);
    conversation.say({ type: 'pause' });
    const { reference } = await conversation.hear((message) => message.type === 'reference');
    expect(reference.models.map(({ id }) => id)).toEqual(['sis-rnn', 'vrnn']);
  });

  test('another seed gives another run', async () => {
    await begin(small('mirror'), backend, false);
    const first = await stepThrough(1);
    conversation.end();
    await begin(withSetting(small('mirror'), 'seed', 2), backend, false);
    expect(await stepThrough(1)).not.toEqual(first);
  });

  test('hands over a run when it pauses, and when it ends after that', async () => {
    await begin(small('mirror'), backend);
    await conversation.report((report) => report.step >= 2);
    conversation.say({ type: 'pause' });
    const paused = await conversation.hear((message) => message.type === 'checkpoint');
    conversation.say({ type: 'play' });
    await conversation.report((report) => report.step > paused.state.step);
    const since = conversation.heard.length;
    conversation.say({ type: 'start', experiment: small('folds'), backend, playing: true });
    const last = await conversation.hear((message) => message.type === 'checkpoint', since);
    expect(last.state.step).toBeGreaterThan(paused.state.step);
    expect(last.state.experiment.preset).toBe('mirror');
    await conversation.hear((message) => message.type === 'started', since);
  });

  test('tells all figures of a run before it hands the run over', async () => {
    const began = begin(withSetting(small('mirror'), 'validateEvery', 1), backend);
    // No report is made by itself any more, as to a page that draws nothing.
    conversation.acknowledges = false;
    await began;
    const first = await conversation.hear((message) => message.type === 'report', 0);
    for (let { step } = first.report, last = step + 3; step < last; ) {
      const since = conversation.heard.length;
      conversation.say({ type: 'checkpoint' });
      const { state } = await conversation.hear((message) => message.type === 'checkpoint', since);
      if (state.step === step) continue;
      const told = conversation.heard.slice(since).filter(({ type }) => type === 'report');
      expect(told).toHaveLength(1);
      const { report } = told[0] as Message<'report'>;
      expect(report.step).toBe(state.step);
      for (const { training, validation } of report.models) {
        expect(training?.step).toBe(state.step);
        if (!state.validationDue) expect(validation?.step).toBe(state.step);
      }
      step = state.step;
    }
  });

  test('goes on with a run on the file it was trained on, and says which it lacks', async () => {
    const table = `a,b\n${Array.from({ length: 90 }, (_, i) => `${Math.sin(i)},${i % 5}`).join('\n')}`;
    const files = [{ name: 'waves.csv', blob: new Blob([table]) }];
    conversation = new Conversation();
    conversation.say({ type: 'import', files });
    await conversation.hear((message) => message.type === 'imported', 0);
    conversation.say({ type: 'start', experiment: small('your-csv'), backend, playing: false });
    await conversation.hear((message) => message.type === 'started', 0);
    conversation.say({ type: 'step' });
    conversation.say({ type: 'checkpoint' });
    const { state } = await conversation.hear((message) => message.type === 'checkpoint', 0);
    conversation.end();
    await begin(small('mirror'), backend, false);
    const goOn = { type: 'resume', state, backend, playing: false } as const;
    conversation.say({ ...goOn, data: null });
    expect((await conversation.problem()).message).toMatch(/cannot go on.*needs a CSV file/);
    const other = new Blob([table.replaceAll('0.9', '0.8')]);
    conversation.say({ ...goOn, data: { kind: 'files', files: [{ name: 'w.csv', blob: other }] } });
    expect((await conversation.problem()).message).toMatch(/cannot go on.*trained on "waves.csv/);
    conversation.say({ ...goOn, data: { kind: 'files', files } });
    const { resumedAt, data } = await conversation.hear((message) => message.type === 'started');
    expect([resumedAt, data.description]).toEqual([1, expect.stringContaining('waves.csv')]);
  });

  test('a damaged checkpoint leaves the run alone', async () => {
    await begin(small('mirror'), backend);
    conversation.say({ type: 'checkpoint' });
    const { state } = await conversation.hear((message) => message.type === 'checkpoint');
    state.bytes[state.bytes.length - 1]! ^= 1;
    conversation.say({ type: 'resume', state, data: null, backend, playing: true });
    expect((await conversation.problem()).message).toMatch(/cannot go on: it is damaged/);
    const { step } = await conversation.report(({ playing }) => playing);
    expect((await conversation.report((report) => report.step > step)).playing).toBe(true);
  });

  test('pause holds and step makes one step', async () => {
    await begin(small('mirror'), backend);
    await conversation.report((report) => report.step >= 2);
    conversation.say({ type: 'pause' });
    const { step } = await conversation.report((report) => !report.playing);
    conversation.say({ type: 'step' });
    expect((await conversation.report((report) => report.step !== step)).step).toBe(step + 1);
    // Asking to look elsewhere is answered, and nothing has moved meanwhile.
    const watch = {
      sequence: 1,
      dimension: 0,
      otherDimension: 1,
      conditioning: 'one-past' as const,
      past: 0,
      exact: 'smoother' as const,
    };
    conversation.say({ type: 'watch', watch });
    const seen = await conversation.report(({ posterior }) => posterior?.watch.sequence === 1);
    expect([seen.step, seen.playing]).toEqual([step + 1, false]);
  });

  test('learns from digits and from a CSV', async () => {
    conversation = new Conversation();
    const start = (preset: string) =>
      conversation.say({ type: 'start', experiment: small(preset), backend, playing: true });
    for (const [preset, fileName, bytes] of [
      ['digits-rows', 'some-images-idx3-ubyte', idxBytes([40, 28, 28])],
      [
        'your-csv',
        'waves.csv',
        new TextEncoder().encode(
          `a,b\n${Array.from({ length: 90 }, (_, i) => `${Math.sin(i)},${i % 5}`).join('\n')}`,
        ),
      ],
    ] as const) {
      start(preset);
      if (preset === 'your-csv') {
        const needs = await conversation.hear((message) => message.type === 'needsData');
        expect(needs.data).toBe(preset);
      } else {
        const { data } = await conversation.hear((message) => message.type === 'started');
        expect(data.description).toContain('Synthetic digits');
      }
      conversation.say({
        type: 'import',
        files: [{ name: fileName, blob: new Blob([bytes.slice()]) }],
      });
      const imported = await conversation.hear((message) => message.type === 'imported');
      expect(imported.data).toBe(preset);
      start(preset);
      const { data } = await conversation.hear((message) => message.type === 'started');
      expect(data.description).toContain(fileName);
      expect((await conversation.report(({ step }) => step >= 2)).models).toHaveLength(2);
    }
  });
});

describe('a file that is refused leaves the run alive', () => {
  const text = (content: string) => new TextEncoder().encode(content);

  test.each([
    ['labels', idxBytes([10]), 'f holds 10 labels, not images'],
    ['text in a number column', text('a\n1\nx'), 'f, line 3, column "a" holds the text "x"'],
    ['a truncated gzip', new Uint8Array([0x1f, 0x8b, 8, 0]), 'f is a truncated gzip file'],
    ['an empty file', new Uint8Array(0), 'f is empty'],
  ])('%s', async (_what, bytes, expected) => {
    await begin(small('mirror'), 'wasm');
    conversation.say({ type: 'import', files: [{ name: 'f', blob: new Blob([bytes.slice()]) }] });
    expect((await conversation.problem()).message).toContain(expected);
    const { step } = await conversation.report(({ playing }) => playing);
    expect((await conversation.report((report) => report.step > step)).playing).toBe(true);
  });

  test('a large file is read with word of how far, while the run goes on, and cancelled', async () => {
    await begin(small('mirror'), 'wasm');
    // Long to read, and yet within the bounds on drawings and points.
    const axis = Array.from({ length: 20 }, (_, i) => i);
    const some = `${JSON.stringify({ drawing: [[axis, axis]] })}\n`.repeat(8000);
    const files = [1, 2].map((n) => ({
      name: `${n}.ndjson`,
      blob: new Blob(Array.from({ length: 60 }, () => some)),
    }));
    const { step } = await conversation.report(({ playing }) => playing);
    const since = conversation.heard.length;
    conversation.say({ type: 'import', files });
    const { readBytes, totalBytes } = await conversation.hear(
      (message) => message.type === 'importing',
      since,
    );
    expect(totalBytes).toBe(2 * 60 * some.length);
    expect(readBytes).toBeLessThan(totalBytes);
    conversation.say({ type: 'cancelImport' });
    await conversation.hear((message) => message.type === 'importCancelled', since);
    expect((await conversation.report((report) => report.step > step)).playing).toBe(true);
  });

  test('a CSV that can be read but not split', async () => {
    await begin(small('mirror'), 'wasm');
    const { buffer } = text('a\n1\n2\n3');
    conversation.say({
      type: 'import',
      files: [{ name: 'short.csv', blob: new Blob([buffer as ArrayBuffer]) }],
    });
    await conversation.hear((message) => message.type === 'imported');
    conversation.say({
      type: 'start',
      experiment: small('your-csv'),
      backend: 'wasm',
      playing: true,
    });
    expect((await conversation.problem()).message).toContain('short.csv is too short');
    const { step } = await conversation.report(({ playing }) => playing);
    expect((await conversation.report((report) => report.step > step)).playing).toBe(true);
  });
});
