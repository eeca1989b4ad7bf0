import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../src/config/experiment.ts';
import { DEFAULT_PRESET, presetNamed } from '../../src/config/presets.ts';
import { parseNdjsonLine } from '../../src/data/pen/ndjson.ts';
import type {
  Continued,
  ContinueRequest,
  DataSummary,
  FromDigits,
  FromPen,
  FromWorker,
  ModelSummary,
  Report,
  SentenceSummary,
  ToDigits,
  ToPen,
  ToWorker,
  TrainingPoint,
  WatchReport,
} from '../../src/protocol.ts';
import { DEFAULT_WATCH } from '../../src/protocol.ts';
import { blankPicture, stroked, withPart } from '../../src/state/canvas.ts';
import { handNdjson, storedHand, storeHand } from '../../src/state/hand.ts';
import { type AddressPort, followAddress, linkOf } from '../../src/state/history.ts';
import { formatLink } from '../../src/state/link.ts';
import { shownPosterior } from '../../src/state/session.ts';
import { createPlayground, type PlaygroundStore } from '../../src/state/store.ts';
import { FakeBrowser } from './fakeBrowser.ts';
import { runsOn } from './library/shelf.ts';

const DATA: DataSummary = {
  description: 'Mirror',
  formula: 'x = |z|',
  known: true,
  independent: false,
  steps: 20,
  channelNames: ['x'],
  observation: 'real',
  trainCount: null,
  validationCount: 256,
  testCount: 1000,
  pad: null,
  pictures: null,
  sentences: null,
};

const SENTENCES: SentenceSummary = {
  unit: 'word',
  validationTokens: 5,
  examples: [{ text: 'emma was proud .', length: 4, factors: [] }],
  factors: [],
};

const training = (step: number, bound = -step): TrainingPoint => ({
  step,
  bound,
  kl: 1,
  mixingSamples: 20,
  beta: 1,
  msPerStep: 5,
});

const report = (step: number, change: Partial<Report> = {}): Report => ({
  step,
  playing: true,
  epoch: null,
  stepsPerSecond: 40,
  secondsToRampEnd: 3,
  memoryBytes: 1000,
  models: [
    { id: 'sis-rnn', training: training(step), validation: null, diagnostics: null, deficit: null },
  ],
  posterior: null,
  ...change,
});

/** A page without a page: the worker is a list of what was posted, the clock a number. */
function stage(hash = '', fetcher: typeof fetch = () => Promise.reject(new Error('offline'))) {
  const posted: ToWorker[] = [];
  const saved: string[] = [];
  const drawn: (() => void)[] = [];
  const stored = new Map<string, string>();
  const clock = { ms: 0 };
  const toPen: ToPen[] = [];
  const toDigits: ToDigits[] = [];
  let sayAsDigits: (message: FromDigits) => void = () => {};
  let sayAsPen: (message: FromPen) => void = () => {};
  let handler: (message: FromWorker) => void = () => {};
  const store: PlaygroundStore = createPlayground({
    worker: {
      post: (message) => posted.push(message),
      listen: (listener) => {
        handler = listener;
      },
      restart: () => {},
    },
    pen: {
      post: (message) => toPen.push(message),
      listen: (listener) => {
        sayAsPen = listener;
      },
    },
    digits: {
      post: (message) => toDigits.push(message),
      listen: (listener) => {
        sayAsDigits = listener;
      },
    },
    backend: 'auto',
    hash,
    afterDrawing: (done) => drawn.push(done),
    nowMs: () => clock.ms,
    fetcher,
    save: (name) => saved.push(name),
    storage: () => ({
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => stored.set(key, value),
    }),
    runs: runsOn(),
    presence: new FakeBrowser().port,
  });
  const say = (message: FromWorker) => handler(message);
  const write = (message: FromPen) => sayAsPen(message);
  const summaries = (experiment: Experiment): ModelSummary[] =>
    experiment.models.map(({ id }) => ({ id, parameterCount: 1000, latentDimensions: 1 }));
  const begin = (data = DATA) => {
    const { experiment } = store.getState();
    say({ type: 'started', experiment, data, models: summaries(experiment) });
  };
  const tell = () => store.getState().actions;
  const take = () => posted.splice(0);
  return {
    store,
    toPen,
    write,
    toDigits,
    drawAsDigits: (message: FromDigits) => sayAsDigits(message),
    posted,
    saved,
    drawn,
    clock,
    stored,
    say,
    summaries,
    begin,
    tell,
    take,
  };
}

describe('the run', () => {
  test('the page starts the experiment of its link, playing, by itself', () => {
    const { posted, store } = stage('#v=1&preset=folds&seed=9');
    expect(posted).toHaveLength(1);
    expect(posted[0]).toMatchObject({ type: 'start', playing: true, backend: 'auto' });
    expect(store.getState().experiment.settings.seed).toBe(9);
    expect(store.getState().phase).toBe('starting');
  });

  test('mistakes of the link are told as problems', () => {
    const { store } = stage('#v=1&hidden=100000');
    expect(store.getState().notices).toHaveLength(1);
    expect(store.getState().notices[0]!.message).toContain('hidden');
  });

  test('play, pause and step say so to the worker, and a step pauses first', () => {
    const { begin, tell, take, store } = stage();
    begin();
    take();
    tell().step();
    expect(take().map((message) => message.type)).toEqual(['pause', 'step']);
    expect(store.getState().playing).toBe(false);
    tell().step();
    tell().play();
    expect(take().map((message) => message.type)).toEqual(['step', 'play']);
  });

  test('a report is acknowledged only after it has been drawn', () => {
    const { begin, say, drawn, take, store } = stage();
    begin();
    take();
    say({ type: 'report', report: report(5) });
    expect(store.getState().progress.step).toBe(5);
    expect(take()).toEqual([]);
    drawn[0]!();
    expect(take()).toEqual([{ type: 'acknowledge' }]);
  });

  test('nothing of the run before reaches the curves of the next', () => {
    const { begin, say, tell, store } = stage();
    begin();
    say({ type: 'report', report: report(5) });
    say({ type: 'exact', logp: -30, stderr: 1, sequences: 256 });
    tell().reset();
    // Still on its way when the new start was posted.
    say({ type: 'report', report: report(6) });
    begin();
    expect(store.getState().curves).toEqual({});
    expect(store.getState().exact).toBeNull();
    expect(store.getState().progress.step).toBe(0);
    expect(tell().allCurves()).toEqual({});
  });

  test('diagnostics, deficits and the gap stay until newer ones come, and go with the run or the model', () => {
    const { begin, say, store } = stage();
    begin();
    const told = (id: string, change: object) => ({
      id,
      training: null,
      validation: null,
      diagnostics: null,
      deficit: null,
      ...change,
    });
    const deficit = { step: 50, mean: 0.2, stderr: 0.01, mixingSamples: 100, sequences: 256 };
    const diagnostics = {
      step: 50,
      mixing: null,
      activeUnits: 1,
      latentDimensions: 1,
      rows: 500,
    };
    const models = [told('sis-rnn', { deficit }), told('vrnn', { diagnostics, deficit })];
    say({ type: 'report', report: report(50, { models }) });
    say({ type: 'report', report: report(51) });
    say({ type: 'gap', gap: { mean: 0.22, stderr: 0.003 } });
    expect(store.getState().deficits).toEqual({ 'sis-rnn': deficit, vrnn: deficit });
    expect(store.getState().diagnostics).toEqual({ vrnn: diagnostics });
    expect(store.getState().gap?.mean).toBe(0.22);
    say({
      type: 'models',
      models: [{ id: 'sis-rnn', parameterCount: 1, latentDimensions: 1 }],
    });
    expect(store.getState().deficits).toEqual({ 'sis-rnn': deficit });
    expect(store.getState().diagnostics).toEqual({});
    begin();
    expect(store.getState()).toMatchObject({ deficits: {}, gap: null });
  });

  test('curves are made four times a second at most, and at once when paused or validated', () => {
    const { begin, say, clock, store } = stage();
    begin();
    const length = () => store.getState().curves['sis-rnn']?.training.length;
    say({ type: 'report', report: report(1) });
    clock.ms = 100;
    say({ type: 'report', report: report(2) });
    expect(length()).toBe(1);
    clock.ms = 260;
    say({ type: 'report', report: report(3) });
    expect(length()).toBe(3);
    clock.ms = 270;
    say({ type: 'report', report: report(4, { playing: false }) });
    expect(length()).toBe(4);
  });

  test('a worker that paused by itself is believed, a report older than the command is not', () => {
    const { begin, say, tell, store } = stage();
    begin();
    say({ type: 'report', report: report(1) });
    tell().pause();
    say({ type: 'report', report: report(2, { playing: true }) });
    expect(store.getState().playing).toBe(false);
    tell().play();
    say({ type: 'report', report: report(3) });
    say({ type: 'report', report: report(4, { playing: false }) });
    expect(store.getState().playing).toBe(false);
  });

  test('a refused start leaves the run before it, and the controls return to it', () => {
    const { begin, say, tell, store } = stage();
    begin();
    tell().setSetting('hidden', 500);
    expect(store.getState().phase).toBe('starting');
    say({ type: 'problem', message: 'out of memory' });
    expect(store.getState().phase).toBe('running');
    expect(store.getState().experiment.settings.hidden).toBe(32);
    expect(store.getState().notices[0]!.message).toBe('out of memory');
  });
});

describe('settings and models', () => {
  test('a setting that acts in the run is set, one that does not starts again', () => {
    const { begin, tell, take } = stage();
    begin();
    take();
    tell().setSetting('noiseAmplitude', 0.5);
    expect(take()).toEqual([{ type: 'set', key: 'noiseAmplitude', value: 0.5 }]);
    tell().setSetting('hidden', 48);
    expect(take()).toMatchObject([{ type: 'start', experiment: { settings: { hidden: 48 } } }]);
  });

  test('a setting sent while the run was starting stays part of it', () => {
    const { tell, say, summaries, store } = stage();
    const before = store.getState().experiment;
    tell().setSetting('noiseAmplitude', 0.5);
    say({ type: 'started', experiment: before, data: DATA, models: summaries(before) });
    expect(store.getState().running!.settings.noiseAmplitude).toBe(0.5);
    expect(store.getState().experiment.settings.noiseAmplitude).toBe(0.5);
  });

  test('a value out of bounds changes nothing and says why', () => {
    const { begin, tell, take, store } = stage();
    begin();
    take();
    tell().setSetting('noiseAmplitude', 7);
    tell().setSetting('hidden', Number.NaN);
    expect(take()).toEqual([]);
    expect(store.getState().experiment).toEqual(DEFAULT_PRESET.experiment);
    expect(store.getState().notices).toHaveLength(2);
  });

  test('another number of mixing layers takes the noise along', () => {
    const { begin, tell, store } = stage();
    begin();
    tell().setSetting('mixingWidths', [64, 64]);
    expect(store.getState().experiment.settings.injectedNoise).toEqual([2, 2]);
    tell().setSetting('injectedNoise', [8, 4, 2, 1]);
    expect(store.getState().experiment.settings.mixingWidths).toEqual([64, 64, 64, 64]);
  });

  test('models come and go without a new start', () => {
    const { begin, tell, take, say, store } = stage();
    begin();
    say({ type: 'report', report: report(3, { playing: false }) });
    take();
    tell().addModel('sis-rnn', { mixingSamples: 1 });
    tell().removeModel('sis-rnn');
    expect(take()).toMatchObject([
      { type: 'addModel', model: { id: 'sis-rnn-2', slot: 2 } },
      { type: 'removeModel', id: 'sis-rnn' },
    ]);
    say({
      type: 'models',
      models: ['vrnn', 'sis-rnn-2'].map((id) => ({ id, parameterCount: 1, latentDimensions: 1 })),
    });
    expect(store.getState().running!.models.map((model) => model.id)).toEqual([
      'vrnn',
      'sis-rnn-2',
    ]);
    expect(store.getState().curves).toEqual({});
  });

  test('the last model stays, a fifth is refused, and so is an RNN beside a known generator', () => {
    const { begin, tell, store } = stage();
    begin();
    tell().addModel('rnn', {});
    expect(store.getState().notices.at(-1)!.message).toContain('no latent');
    for (let i = 0; i < 3; i++) tell().addModel('vrnn', {});
    expect(store.getState().experiment.models).toHaveLength(4);
    expect(store.getState().notices.at(-1)!.message).toContain('at most 4');
    for (const { id } of store.getState().experiment.models) tell().removeModel(id);
    expect(store.getState().experiment.models).toHaveLength(1);
  });

  test('a model the worker refused goes from the list', () => {
    const { begin, tell, say, store } = stage();
    begin();
    tell().addModel('vrnn', {});
    say({ type: 'problem', message: 'no room' });
    expect(store.getState().experiment.models).toHaveLength(2);
  });

  test('a preset keeps the seed', () => {
    const { begin, tell, store } = stage('#v=1&seed=7');
    begin();
    tell().choosePreset('folds');
    expect(store.getState().experiment.settings).toMatchObject({ data: 'folds', seed: 7 });
    tell().choosePreset('nonsense');
    expect(store.getState().notices[0]!.message).toContain('nonsense');
  });
});

describe('files', () => {
  const file = (name: string, text: string) => ({ name, blob: new Blob([text]) });

  test('digits without a file wait while the old run goes on, and start once it is there', async () => {
    const { begin, tell, say, take, store } = stage('#v=1&seed=7');
    begin();
    tell().choosePreset('digits-rows');
    say({ type: 'needsData', data: 'digits-rows' });
    say({ type: 'report', report: report(9, { playing: false }) });
    expect(store.getState()).toMatchObject({ needsData: 'digits-rows', phase: 'running' });
    expect(store.getState().curves['sis-rnn']!.training).toHaveLength(1);
    take();
    tell().setSetting('noiseAmplitude', 0.5);
    expect(take()).toEqual([]);
    await tell().importFiles([file('digits.gz', 'x')]);
    expect(take()).toMatchObject([{ type: 'import', files: [{ name: 'digits.gz' }] }]);
    say({ type: 'imported', data: 'digits-rows', description: 'MNIST' });
    expect(take()).toMatchObject([
      {
        type: 'start',
        experiment: { preset: 'digits-rows', settings: { seed: 7, noiseAmplitude: 0.5 } },
      },
    ]);
    begin();
    expect(store.getState().needsData).toBeNull();
  });

  test('a file for another data set starts the preset of that data set with the seed kept', async () => {
    const { begin, say, take } = stage('#v=1&seed=7');
    begin();
    take();
    say({ type: 'imported', data: 'your-csv', description: 'rows' });
    expect(take()).toMatchObject([
      { type: 'start', experiment: { preset: 'your-csv', settings: { seed: 7 } } },
    ]);
  });

  test('a refused file leaves experiment and run as they were', async () => {
    const { begin, tell, say, take, store } = stage();
    begin();
    take();
    await tell().importFiles([file('bad.gz', 'x')]);
    expect(store.getState().importing).toBe('bad.gz');
    say({ type: 'problem', message: 'bad.gz is cut short' });
    expect(store.getState()).toMatchObject({ importing: null, phase: 'running' });
    expect(store.getState().experiment).toEqual(DEFAULT_PRESET.experiment);
    expect(take().map((message) => message.type)).toEqual(['import']);
  });

  test('several files are read with word of how far, and cancelled', async () => {
    const { begin, tell, say, take, store } = stage();
    begin();
    take();
    await tell().importFiles([file('a/1.xml', 'x'), file('a/2.xml', 'y')]);
    expect(take()).toMatchObject([
      { type: 'import', files: [{ name: 'a/1.xml' }, { name: 'a/2.xml' }] },
    ]);
    say({ type: 'importing', readBytes: 30, totalBytes: 120 });
    expect(store.getState()).toMatchObject({ importing: '2 files', importShare: 0.25 });
    tell().cancelImport();
    expect(take()).toEqual([{ type: 'cancelImport' }]);
    say({ type: 'importCancelled' });
    expect(store.getState()).toMatchObject({ importing: null, phase: 'running' });
  });

  test('the reader may go back to the run that went on', () => {
    const { begin, tell, say, store } = stage();
    begin();
    tell().choosePreset('your-csv');
    say({ type: 'needsData', data: 'your-csv' });
    tell().keepRunning();
    expect(store.getState().needsData).toBeNull();
    expect(store.getState().experiment.preset).toBe('mirror');
  });

  test('an experiment saved by the page opens; other JSON says what is wrong with it', async () => {
    const { begin, tell, take, store } = stage();
    begin();
    take();
    const folds = presetNamed('folds')!.experiment;
    await tell().importFiles([file('experiment.json', JSON.stringify(folds))]);
    expect(take()).toMatchObject([{ type: 'start', experiment: { preset: 'folds' } }]);
    for (const [name, content, message] of [
      ['other.json', '{"a": 1}', 'not an experiment'],
      ['broken.json', '{', 'broken.json'],
      [
        'huge.json',
        ' '.repeat(5e6),
        'huge.json could not be read: it has 5.0 MB, and at most 4 are read.',
      ],
      [
        'deep.json',
        `${'['.repeat(1e5)}${']'.repeat(1e5)}`,
        'deep.json: it is nested more than 16 levels deep',
      ],
      [
        'proto.json',
        '{"__proto__": {"version": 1}}',
        'proto.json: it has a key __proto__, which is refused',
      ],
    ] as const) {
      await tell().importFiles([file(name, content)]);
      expect(store.getState().notices.map((notice) => notice.message)).toEqual([
        expect.stringContaining(message),
      ]);
    }
    expect(take()).toEqual([]);
  });

  describe('what is said of one', () => {
    const messages = (store: PlaygroundStore) =>
      store.getState().notices.map(({ message }) => message);

    test('stands until it is dismissed or another is given; what is of no file stays', async () => {
      const { begin, tell, say, store } = stage();
      begin();
      tell().notify('information', 'a thing to know');
      await tell().importFiles([file('bad.csv', 'x')]);
      say({ type: 'problem', message: 'bad.csv is cut short' });
      say({ type: 'report', report: report(3) });
      expect(messages(store)).toEqual(['a thing to know', 'bad.csv is cut short']);
      await tell().importFiles([file('good.csv', 'x')]);
      expect(messages(store)).toEqual(['a thing to know']);
      say({ type: 'imported', data: 'your-csv', description: 'good.csv: 1 series' });
      expect(messages(store)).toEqual(['a thing to know', 'Read: good.csv: 1 series']);
      // It is read, but too short for its parts.
      say({ type: 'problem', message: 'good.csv is too short' });
      expect(messages(store)).toHaveLength(3);
      await tell().importUrl('no address');
      expect(messages(store)).toEqual(['a thing to know', expect.stringContaining('no address')]);
      tell().learnHand();
      expect(messages(store)).toEqual(['a thing to know']);
    });

    test('a problem of something else is not taken for one of the file', async () => {
      const { begin, tell, say, store } = stage();
      begin();
      await tell().importFiles([file('good.csv', 'x')]);
      say({ type: 'imported', data: 'your-csv', description: 'good.csv: 1 series' });
      begin();
      say({ type: 'problem', message: 'out of memory' });
      await tell().importFiles([file('good.csv', 'x')]);
      expect(messages(store)).toEqual(['out of memory']);
    });
  });

  test.each([
    ['runs', {}, 'posterior'],
    ['tables', {}, 'posterior'],
    ['hand', {}, 'posterior'],
    ['runs', { sentences: SENTENCES }, 'sentences'],
    ['posterior', {}, 'posterior'],
  ] as const)(
    'read on tab %s, is shown on a tab of its own once it trains',
    async (tab, of, shown) => {
      const { begin, tell, say, store } = stage();
      begin();
      // Who has been shown sentences once is not turned to them again.
      begin({ ...DATA, ...of });
      tell().setView(tab);
      await tell().importFiles([file('rows.csv', 'x')]);
      say({ type: 'imported', data: 'your-csv', description: 'rows' });
      expect(store.getState().view).toBe(tab);
      begin({ ...DATA, ...of });
      expect(store.getState().view).toBe(shown);
    },
  );

  test('refused, or given back to a worker that replaces another, leaves the tab as it is', async () => {
    const { begin, tell, say, store } = stage();
    begin();
    tell().setView('runs');
    await tell().importFiles([file('rows.csv', 'x')]);
    say({ type: 'imported', data: 'your-csv', description: 'rows' });
    say({ type: 'problem', message: 'rows.csv is too short' });
    begin();
    say({ type: 'imported', data: 'your-csv', description: 'rows' });
    begin();
    expect(store.getState().view).toBe('runs');
  });

  test('lines of one’s own hand are learned on the tab where they are written', () => {
    const { begin, tell, say, store } = stage();
    begin();
    tell().setView('hand');
    tell().learnHand();
    say({ type: 'imported', data: 'strokes', description: 'Your pen' });
    begin();
    expect(store.getState().view).toBe('hand');
  });

  test.each([
    ['not an address', async () => new Response('x'), 'is not an address'],
    ['ftp://example.org/a.csv', async () => new Response('x'), 'http'],
    ['https://example.org/a.csv', async () => new Response('x', { status: 404 }), '404'],
    ['https://example.org/a.csv', () => Promise.reject(new TypeError('Failed')), 'CORS'],
  ])('%s: %#', async (address, fetcher, said) => {
    const { begin, tell, take, store } = stage('', fetcher);
    begin();
    take();
    await tell().importUrl(address);
    expect(store.getState().notices.at(-1)!.message).toContain(said);
    expect(store.getState().importing).toBeNull();
    expect(take()).toEqual([]);
  });

  test('a file that is fetched goes the way of a dropped one', async () => {
    const { begin, tell, take } = stage('', async () => new Response('a,b\n1,2'));
    begin();
    take();
    await tell().importUrl(' https://example.org/some%20data.csv?x=1 ');
    expect(take()).toMatchObject([{ type: 'import', files: [{ name: 'some data.csv' }] }]);
  });
});

describe('what the reader looks at', () => {
  const posterior = (): WatchReport => ({
    watch: DEFAULT_WATCH,
    step: 1,
    steps: 20,
    length: 20,
    x: new Float32Array(20),
    axis: { low: -3, high: 3, count: 4 },
    jointAxes: null,
    latentDimensions: 1,
    samples: 10,
    exact: null,
    models: [],
  });

  test('the watch is sent, and sent again to each new run within what that run has', () => {
    const { begin, tell, take, store } = stage();
    begin({ ...DATA, validationCount: 10 });
    take();
    tell().setWatch({ sequence: 9, conditioning: 'one-past' });
    expect(take()).toMatchObject([{ type: 'watch', watch: { sequence: 9 } }]);
    tell().reset();
    begin({ ...DATA, validationCount: 5 });
    expect(store.getState().watch).toMatchObject({ sequence: 4, conditioning: 'one-past' });
    expect(take().at(-1)).toMatchObject({ type: 'watch', watch: { sequence: 4 } });
  });

  test('strips stay over a restart on the same data and go with other data', () => {
    const { begin, tell, say, store } = stage();
    begin();
    say({ type: 'report', report: report(1, { posterior: posterior() }) });
    tell().reset();
    begin();
    expect(store.getState().posterior).not.toBeNull();
    tell().choosePreset('folds');
    begin({ ...DATA, steps: 4 });
    expect(store.getState().posterior).toBeNull();
    expect(store.getState().time).toBeLessThan(4);
  });

  test('a frame of the time-lapse stands until live, another view, or a new run', () => {
    const { begin, tell, say, store } = stage();
    begin();
    const show = (step: number) =>
      say({ type: 'report', report: report(step, { posterior: { ...posterior(), step } }) });
    for (const step of [1, 2, 3]) show(step);
    const shown = () => shownPosterior(store.getState())?.step;
    tell().replay(0);
    show(4);
    expect(shown()).toBe(1);
    expect(store.getState().frames.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    tell().replay(null);
    expect(shown()).toBe(4);
    tell().replay(1);
    tell().setWatch({ sequence: 1 });
    expect(shown()).toBe(4);
    tell().replay(1);
    say({
      type: 'reference',
      reference: {
        watch: DEFAULT_WATCH,
        step: 4,
        steps: 20,
        axis: { low: -3, high: 3, count: 4 },
        draws: 8,
        models: [],
      },
    });
    expect(store.getState().reference?.step).toBe(4);
    begin();
    expect(store.getState().reference).toBeNull();
    expect(store.getState()).toMatchObject({ frames: [], replayed: null });
  });

  test('a snapshot keeps what is shown, over a restart and not over other data', () => {
    const { begin, tell, say, store } = stage();
    begin();
    say({ type: 'report', report: report(1, { posterior: posterior() }) });
    tell().keepSnapshot();
    const kept = store.getState().snapshot;
    expect(kept).toBe(store.getState().posterior);
    tell().reset();
    begin();
    expect(store.getState().snapshot).toBe(kept);
    begin({ ...DATA, steps: 4 });
    expect(store.getState().snapshot).toBeNull();
  });

  test('a dragged generator asks for a preview, and the new run ends it', () => {
    const { begin, tell, say, take, store } = stage();
    begin();
    take();
    tell().previewSetting('observationNoise', 0.5);
    const asked = take()[0];
    expect(asked).toMatchObject({ type: 'preview', settings: { observationNoise: 0.5 } });
    expect(store.getState().experiment.settings.observationNoise).toBe(0.3);
    const { settings } = store.getState().experiment;
    say({
      type: 'preview',
      preview: { settings, x: new Float32Array(20), exact: null, gap: null },
    });
    expect(store.getState().preview).not.toBeNull();
    tell().setSetting('observationNoise', 0.5);
    expect(take().map(({ type }) => type)).toEqual(['start']);
    // A report of the run before ends nothing.
    say({ type: 'report', report: report(5, { posterior: posterior() }) });
    expect(store.getState().preview).not.toBeNull();
    begin();
    say({ type: 'report', report: report(0, { posterior: posterior() }) });
    expect(store.getState().preview).toBeNull();
  });

  test('the theme is kept, and a browser that refuses to keep it does no harm', () => {
    const { tell, stored, store } = stage();
    tell().setTheme('dark');
    expect(store.getState().theme).toBe('dark');
    expect([...stored.values()]).toEqual(['dark']);
  });

  test('of two languages chosen quickly the last is kept', async () => {
    const { tell, stored } = stage();
    await Promise.all([tell().setLanguage('zh'), tell().setLanguage('en')]);
    expect([...stored.values()]).toEqual(['en']);
  });

  test('a notice told twice stands once, and goes when dismissed', () => {
    const { tell, store } = stage();
    tell().notify('problem', 'a');
    tell().notify('problem', 'b');
    tell().notify('problem', 'a');
    expect(store.getState().notices.map((notice) => notice.message)).toEqual(['b', 'a']);
    tell().dismiss(store.getState().notices[0]!.id);
    expect(store.getState().notices.map((notice) => notice.message)).toEqual(['a']);
  });

  test('weights are handed over under the name of the model', () => {
    const { say, tell, take, saved, begin } = stage();
    begin();
    take();
    tell().exportWeights('vrnn');
    expect(take()).toEqual([{ type: 'exportWeights', modelId: 'vrnn' }]);
    say({ type: 'weights', modelId: 'vrnn', bytes: new Uint8Array(3) });
    expect(saved).toEqual(['vrnn.safetensors']);
  });
});

describe('the address', () => {
  function withAddress() {
    const scene = stage();
    const entries = [''];
    let at = 0;
    let navigate = () => {};
    let waiting: (() => void) | null = null;
    const address: AddressPort = {
      hash: () => entries[at]!,
      push: (hash) => {
        entries.splice(++at, entries.length, hash);
      },
      replace: (hash) => {
        entries[at] = hash;
      },
      onNavigation: (handler) => {
        navigate = handler;
      },
      nowMs: () => scene.clock.ms,
      later: (run) => {
        waiting = run;
        return () => {
          waiting = null;
        };
      },
    };
    followAddress(scene.store, address);
    const go = (by: number) => {
      at += by;
      navigate();
    };
    return { ...scene, entries, go, settle: () => waiting?.() };
  }

  test('every change is an entry, and back undoes it', () => {
    const { tell, begin, entries, go, store, clock } = withAddress();
    begin();
    tell().setSetting('hidden', 48);
    clock.ms = 5000;
    tell().setSetting('seed', 7);
    expect(entries).toEqual([
      '',
      '#v=1&preset=mirror&hidden=48',
      '#v=1&preset=mirror&hidden=48&seed=7',
    ]);
    go(-1);
    expect(store.getState().experiment.settings).toMatchObject({ hidden: 48, seed: 1 });
    go(-1);
    expect(store.getState().experiment).toEqual(DEFAULT_PRESET.experiment);
    go(2);
    expect(store.getState().experiment.settings.seed).toBe(7);
    expect(entries).toHaveLength(3);
  });

  test('a drag is one entry with its last value', () => {
    const { tell, begin, entries, clock, settle } = withAddress();
    begin();
    for (const value of [0.9, 0.8, 0.7, 0.6]) {
      clock.ms += 50;
      tell().setSetting('noiseAmplitude', value);
    }
    settle();
    expect(entries).toEqual(['', '#v=1&preset=mirror&noiseAmplitude=0.6']);
    tell().setSetting('noiseAmplitude', 0.5);
    clock.ms += 50;
    tell().setSetting('batch', 8);
    expect(entries).toEqual([
      '',
      '#v=1&preset=mirror&noiseAmplitude=0.5',
      '#v=1&preset=mirror&noiseAmplitude=0.5&batch=8',
    ]);
  });

  test('going back over a setting that acts in the run does not start it again', () => {
    const { tell, begin, go, take } = withAddress();
    begin();
    tell().setSetting('noiseAmplitude', 0.5);
    take();
    go(-1);
    expect(take()).toEqual([{ type: 'set', key: 'noiseAmplitude', value: 1 }]);
  });

  test('a link written into the address tells its mistakes and stays as written', () => {
    const { begin, entries, go, store } = withAddress();
    begin();
    entries.push('#v=1&preset=folds&nonsense=1');
    go(1);
    expect(store.getState().experiment.preset).toBe('folds');
    expect(store.getState().notices).toHaveLength(1);
    expect(entries[1]).toBe('#v=1&preset=folds&nonsense=1');
    expect(formatLink(store.getState().experiment)).toBe('#v=1&preset=folds');
  });
});

describe('the pad', () => {
  const PAD: DataSummary = {
    ...DATA,
    observation: 'pen',
    pad: { unit: 0.01, speed: 0.5, slowing: 0, aspect: 3, steps: 70, examples: [] },
  };
  const stroke = { x: [0, 50, 100], y: [0, 20, 0] };
  const ink = { strokes: [stroke], sampled: false };
  const asked = (toPen: ToPen[]) =>
    toPen.splice(0).flatMap((message) => (message.type === 'continue' ? [message.request] : []));
  const continued = (request: ContinueRequest, change: Partial<Continued> = {}): FromPen => ({
    type: 'continued',
    channel: 'pad',
    continued: {
      request,
      step: 12,
      seen: new Float32Array(9),
      models: [],
      done: true,
      firstMs: 20,
      ...change,
    },
  });
  const drawn = () => {
    const staged = stage('#v=1&preset=handwriting');
    staged.begin(PAD);
    staged.tell().setView('draw');
    staged.tell().draw(ink);
    const request = asked(staged.toPen).at(-1)!;
    return { ...staged, request };
  };

  test('asks the models to go on once something is drawn, and wants their weights', () => {
    const { begin, tell, toPen, take } = stage('#v=1&preset=handwriting');
    begin(PAD);
    take();
    tell().setView('draw');
    expect(take()).toEqual([{ type: 'feedPen', wanted: true, atStep: null }]);
    expect(asked(toPen)).toEqual([]);
    tell().draw(ink);
    expect(asked(toPen)).toMatchObject([{ ink, count: 3, temperatures: { pen: 0.7, z: 1 } }]);
  });

  test('shows the answer to the last request alone', () => {
    const { tell, toPen, store, write, request } = drawn();
    tell().again();
    const [second] = asked(toPen);
    expect(second!.seed).toBe(request.seed + request.count);
    write(continued(request!));
    expect(store.getState().pen.answer).toBeNull();
    write(continued(second!));
    expect(store.getState().pen.answer?.request).toEqual(second);
  });

  test('undo brings back what was drawn, also after clear', () => {
    const { tell, store, toPen } = drawn();
    tell().draw({ strokes: [], sampled: false });
    expect(asked(toPen)).toEqual([null]);
    expect(store.getState().pen.answer).toBeNull();
    tell().undoInk();
    expect(store.getState().pen.ink).toEqual(ink);
    expect(asked(toPen)).toMatchObject([{ ink }]);
    tell().undoInk();
    tell().undoInk();
    expect(store.getState().pen.ink.strokes).toEqual([]);
  });

  test('asks while the pen is down only where the reader wants it', () => {
    const { tell, toPen } = drawn();
    tell().drawing({ ...ink, strokes: [stroke, stroke] });
    expect(asked(toPen)).toEqual([]);
    tell().setLive(true);
    tell().drawing({ ...ink, strokes: [stroke, stroke] });
    expect(asked(toPen)).toHaveLength(1);
  });

  test('takes no value out of bounds', () => {
    const { tell, store } = drawn();
    tell().setPen({ count: 99, steps: Number.NaN, penTemperature: 0.2 });
    expect(store.getState().pen.options).toMatchObject({
      count: 3,
      steps: 60,
      penTemperature: 0.2,
    });
  });

  test('its drawing is in the address once answered, and a link brings it back with its step', () => {
    const { store, write, request } = drawn();
    write(continued(request!, { step: 31 }));
    const link = linkOf(store.getState());
    expect(link).toContain('step:31');
    const reopened = stage(link);
    expect(reopened.store.getState()).toMatchObject({ view: 'draw', pen: { ink } });
    reopened.begin(PAD);
    expect(asked(reopened.toPen).at(-1)).toMatchObject({ ink, seed: 1, atStep: 31 });
    expect(reopened.take().at(-1)).toEqual({ type: 'feedPen', wanted: true, atStep: 31 });
    // What the reader asks for now is not made to wait.
    reopened.tell().again();
    expect(asked(reopened.toPen).at(-1)!.atStep).toBeNull();
    expect(reopened.take().at(-1)).toEqual({ type: 'feedPen', wanted: true, atStep: null });
  });

  test('forgets with a new run what models of the run before said, and asks the new ones', () => {
    const { begin, store, write, request, toPen } = drawn();
    write(continued(request!));
    begin(PAD);
    expect(store.getState().pen).toMatchObject({ answer: null, ink });
    expect(asked(toPen)).toHaveLength(1);
  });

  test('is gone with data of no pen', () => {
    const { begin, store } = drawn();
    begin();
    expect(store.getState().view).toBe('posterior');
    expect(linkOf(store.getState())).not.toContain('ink=');
  });

  test('asks for lines from nothing in their own view, again with other seeds', () => {
    const { begin, tell, toPen, store, write } = stage('#v=1&preset=handwriting');
    begin(PAD);
    tell().setView('samples');
    const [first] = asked(toPen);
    expect(first).toMatchObject({ ink: { strokes: [] }, steps: 70, seed: 1 });
    const answer = continued(first!);
    if (answer.type === 'continued') write({ ...answer, channel: 'samples' });
    expect(store.getState().pen.samples?.step).toBe(12);
    tell().sampleAgain();
    expect(asked(toPen)[0]!.seed).toBe(5);
  });
});

describe('the reader’s own hand', () => {
  const line = [{ x: [0, 40], y: [3, -20] }];

  test('is kept in the browser, learned from, and deleted with a way back', () => {
    const { tell, store, stored, take } = stage();
    tell().keepHand([line, line, line]);
    expect([...stored.values()].join()).toContain('"lines":[[{"x":[0,40]');
    take();
    tell().learnHand();
    expect(take()).toEqual([{ type: 'learnHand', lines: [line, line, line], seed: 1 }]);
    tell().keepHand([]);
    expect(store.getState().hand).toEqual([]);
    tell().restoreHand();
    expect(store.getState()).toMatchObject({ hand: [line, line, line], handBefore: null });
  });

  test('that the browser has no room for stays on the page, and the reader is told', () => {
    const { tell, store, stored } = stage();
    stored.set = () => {
      throw new Error('QuotaExceededError');
    };
    tell().keepHand([line]);
    expect(store.getState().hand).toEqual([line]);
    expect(store.getState().notices.at(-1)!.message).toContain('QuotaExceededError');
  });

  test('is read back from what was stored, and refused where that is broken', () => {
    const storage = (text: string | null) => () => ({ getItem: () => text, setItem: () => {} });
    const kept: string[] = [];
    storeHand(() => ({ getItem: () => null, setItem: (_, text) => kept.push(text) }), [line]);
    expect(storedHand(storage(kept[0]!))).toEqual([line]);
    expect(storedHand(storage(null))).toEqual([]);
    for (const text of [
      '{',
      '{"version":2,"lines":[]}',
      '{"version":1,"lines":[[{"x":[1],"y":[]}]]}',
    ])
      expect(() => storedHand(storage(text))).toThrow('cannot be read');
  });

  test('is exported as this page reads it', () => {
    const [first] = handNdjson([line, line]).trim().split('\n');
    expect(parseNdjsonLine(first!, 'line 1')).toMatchObject({ name: '1', strokes: line });
  });
});

describe('digits', () => {
  const SIDE = 4;
  const OF_DIGITS: DataSummary = {
    ...DATA,
    observation: 'binary',
    steps: SIDE,
    pictures: { side: SIDE, unit: 'row', synthetic: true, examples: [] },
  };
  const written = stroked(blankPicture(SIDE, 'lower'), { x: [0.5, 3.5], y: [1, 1] }, 'ink');

  function atDigits() {
    const staged = stage('#v=1&preset=digits-rows');
    staged.begin(OF_DIGITS);
    staged.take();
    staged.tell().setView('digits');
    const asked = (channel: 'canvas' | 'samples') => {
      const drawn = staged.toDigits.findLast(
        (message) => message.type === 'draw' && message.channel === channel,
      );
      return drawn?.type === 'draw' ? drawn.request : undefined;
    };
    return { ...staged, asked };
  }

  test('the worker that draws is left alone until the tab is opened, then asked for samples', () => {
    const { begin, toDigits, tell, take } = stage('#v=1&preset=digits-rows');
    begin(OF_DIGITS);
    expect(toDigits).toEqual([]);
    expect(take().some(({ type }) => type === 'feedDigits')).toBe(false);
    tell().setView('digits');
    expect(take()).toContainEqual({ type: 'feedDigits', wanted: true });
    expect(toDigits[0]).toMatchObject({ type: 'draw', channel: 'samples' });
    tell().setView('posterior');
    expect(take()).toContainEqual({ type: 'feedDigits', wanted: false });
  });

  test('what is drawn is asked about, and each model reads its own completion', () => {
    const { tell, asked, store, drawAsDigits, toDigits } = atDigits();
    expect(asked('canvas')).toBeNull();
    tell().setPicture(written);
    const request = asked('canvas')!;
    expect(request).toMatchObject({ count: 4, particles: 8, seed: 1, missing: written.missing });
    const models = ['sis-rnn', 'vrnn'].map((id, m) => ({
      id,
      pictures: [0, 1, 2, 3].map((n) => new Uint8Array(16).fill((m + n) % 2)),
    }));
    drawAsDigits({
      type: 'drawn',
      channel: 'canvas',
      pictured: { request, step: 3, models, done: true },
    });
    tell().readDigit({ chosen: 1 });
    const read = toDigits.at(-1)!;
    expect(read).toMatchObject({
      type: 'read',
      request: { pictures: { 'sis-rnn': models[0]!.pictures[1], vrnn: models[1]!.pictures[1] } },
    });
    expect(store.getState().digits.answer?.step).toBe(3);
  });

  test('an answer to what is no longer asked is dropped; again takes the seeds after', () => {
    const { tell, asked, store, drawAsDigits } = atDigits();
    tell().setPicture(written);
    const old = asked('canvas')!;
    tell().completeAgain();
    expect(asked('canvas')).toMatchObject({ seed: 5 });
    drawAsDigits({
      type: 'drawn',
      channel: 'canvas',
      pictured: { request: old, step: 3, models: [], done: true },
    });
    expect(store.getState().digits.answer).toBeNull();
  });

  test('a picture with nothing missing is only read, and undo brings back the one before', () => {
    const { tell, asked, store } = atDigits();
    tell().setPicture(written);
    tell().setPicture(withPart(written, 'none'));
    expect(asked('canvas')).toMatchObject({ count: 1, particles: 1 });
    tell().undoPicture();
    expect(store.getState().digits.picture).toBe(written);
    tell().setDigits({ count: 1000, particles: 0 });
    expect(store.getState().digits.options).toMatchObject({ count: 8, particles: 1 });
  });

  test('another size of picture begins blank; other data close the tab', () => {
    const { begin, tell, store } = atDigits();
    tell().setPicture(written);
    begin({ ...OF_DIGITS, pictures: { ...OF_DIGITS.pictures!, side: 6 } });
    expect(store.getState().digits.picture).toEqual(blankPicture(6, 'lower'));
    expect(store.getState().view).toBe('digits');
    begin(DATA);
    expect(store.getState().view).toBe('posterior');
  });
});

describe('estimates', () => {
  const request = { estimator: 'iwae', particles: 5, mixingSamples: 2, sequences: 4 } as const;

  test('are asked for, tell how far they are, and stay beside the run they are of', () => {
    const { begin, tell, take, say, store } = stage();
    begin();
    take();
    tell().estimate(request);
    expect(take()).toEqual([{ type: 'estimate', request }]);
    say({ type: 'estimating', working: 'vrnn', share: 0.4 });
    expect(store.getState().estimates.pending).toMatchObject({ working: 'vrnn', share: 0.4 });
    const { experiment } = store.getState();
    const rest = {
      experiment,
      data: 'Mirror',
      sequences: 4,
      testCount: 9,
      tokens: null,
      models: [],
      exact: null,
    };
    say({ type: 'estimated', report: { request, step: 7, ...rest } });
    expect(store.getState().estimates).toMatchObject({ before: 0, pending: null });
    begin();
    expect(store.getState().estimates).toMatchObject({ before: 1, reports: [{ step: 7 }] });
  });

  test('cancelled, nothing is added', () => {
    const { begin, tell, take, say, store } = stage();
    begin();
    tell().estimate(request);
    take();
    tell().cancelEstimate();
    expect(take()).toEqual([{ type: 'cancelEstimate' }]);
    say({ type: 'estimated', report: null });
    expect(store.getState().estimates).toEqual({ before: 0, reports: [], pending: null });
  });
});

test('a result file dropped on the page stands beside the paper’s tables, and is no new run; a broken one is refused', async () => {
  const { begin, tell, take, store } = stage();
  begin();
  take();
  const file = (name: string, value: unknown) => ({
    name,
    blob: new Blob([JSON.stringify(value)]),
  });
  const result = { models: { vrnn: { bound: -80, stderr: 1, kEval: 0 } }, sequences: 9, step: 5 };
  await tell().importFiles([file('result.json', result)]);
  expect(take()).toEqual([]);
  expect(store.getState()).toMatchObject({
    view: 'tables',
    imported: [{ source: 'result.json', model: 'VRNN', mean: -80 }],
  });
  // The same file again replaces its figures; another adds to them.
  await tell().importResults([
    file('result.json', result),
    file('other.json', result),
    file('none.json', { hello: 1 }),
  ]);
  expect(store.getState().imported.map(({ source }) => source)).toEqual([
    'result.json',
    'other.json',
  ]);
  expect(store.getState().notices.at(-1)!.message).toContain('none.json is no result');
  tell().dropResults();
  expect(store.getState().imported).toEqual([]);
});

test('the results of a sweep are drawn beside the paper’s tables; other lines of JSON are data, broken ones refused', async () => {
  const { begin, tell, take, store } = stage();
  begin();
  take();
  const row = {
    ...{ version: 1, run: 'seed=1', preset: 'mirror', settings: {}, model: 'vrnn', seed: 1 },
    ...{ data: 'made up', backend: 'wasm', step: 9, sequences: 8, figures: { bound: -3 } },
  };
  const file = (name: string, text: string) => ({ name, blob: new Blob([text]) });
  await tell().importFiles([file('results.jsonl', `${JSON.stringify(row)}\n`)]);
  expect(take()).toEqual([]);
  expect(store.getState()).toMatchObject({
    view: 'tables',
    sweeps: [{ source: 'results.jsonl', rows: [row] }],
  });
  const broken = JSON.stringify({ ...row, figures: {} });
  await tell().importResults([file('results.jsonl', broken)]);
  expect(store.getState().notices.at(-1)!.message).toBe(
    'results.jsonl could not be read: line 1: figures has no bound.',
  );
  expect(store.getState().sweeps).toHaveLength(1);
  await tell().importFiles([file('ink.jsonl', '{"drawing":[]}')]);
  expect(take()).toMatchObject([{ type: 'import' }]);
  tell().dropResults();
  expect(store.getState().sweeps).toEqual([]);
});
