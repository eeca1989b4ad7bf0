import { describe, expect, test } from 'vitest';
import { withSetting } from '../../src/config/experiment.ts';
import type { WorkerFault } from '../../src/protocol.ts';
import { MOST_IN_A_ROW } from '../../src/state/recovery.ts';
import { sampleRun } from './library/sampleRun.ts';
import { MapShelf, runsOn } from './library/shelf.ts';
import { checkpoint, report, stage } from './stage.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

const LOST: WorkerFault = { kind: 'device-lost', message: 'destroyed' };
const SILENT: WorkerFault = { kind: 'silent', message: 'no word of it for 60 s' };

/** A run on WebGPU with a checkpoint at step 100, reported to step 137. */
function running() {
  const on = stage();
  on.say({ type: 'ready', backend: { backend: 'webgpu', detail: 'Card' } });
  on.begin();
  const { experiment } = on.store.getState();
  for (const step of [90, 100]) on.say(report(step));
  on.say({ type: 'checkpoint', state: checkpoint(experiment, 100) });
  for (const step of [120, 137]) on.say(report(step));
  on.posted.splice(0);
  return { ...on, experiment, fail: (fault = LOST) => on.say({ type: 'failed', fault }) };
}

const steps = (on: ReturnType<typeof running>) =>
  on.actions.allCurves()['sis-rnn']!.training.map(({ step }) => step);

describe('after a fault', () => {
  test('another worker goes on from the newest checkpoint, and only the steps since are made again', () => {
    const on = running();
    on.fail();
    expect(on.restarts.count).toBe(1);
    const state = checkpoint(on.experiment, 100);
    expect(on.told()).toEqual([
      { type: 'resume', state, data: null, backend: 'auto', playing: true },
    ]);
    expect(on.store.getState().phase).toBe('starting');
    on.say({ type: 'ready', backend: { backend: 'webgpu', detail: 'Card' } });
    on.begin(on.experiment, 100);
    const { progress, phase, notices } = on.store.getState();
    expect(phase).toBe('running');
    expect(progress.step).toBe(100);
    expect(steps(on)).toEqual([90, 100]);
    expect(notices).toHaveLength(1);
    expect(notices[0]!.message).toBe(
      'The GPU was lost (destroyed). The run continues on WebGPU from step 100; 37 steps are made again.',
    );
    on.say(report(110));
    expect(steps(on)).toEqual([90, 100, 110]);
  });

  test('settings changed since the checkpoint are sent again', () => {
    const on = running();
    on.actions.setSetting('learningRate', 0.0005);
    on.fail();
    on.begin(on.experiment, 100);
    expect(on.told()).toContainEqual({ type: 'set', key: 'learningRate', value: 0.0005 });
    expect(on.store.getState().running!.settings.learningRate).toBe(0.0005);
  });

  test('a reader who had paused stays paused', () => {
    const on = running();
    on.actions.pause();
    on.fail();
    expect(on.told().at(-1)).toMatchObject({ type: 'resume', playing: false });
  });

  test('a run without a checkpoint begins again, and so does one that was being started', () => {
    const early = stage();
    early.begin();
    early.say(report(12));
    early.say({ type: 'failed', fault: SILENT });
    expect(early.told()).toMatchObject([{ type: 'start', playing: true }]);
    const on = running();
    const other = withSetting(on.experiment, 'hidden', 9);
    on.actions.setSetting('hidden', 9);
    on.fail();
    expect(on.told()).toMatchObject([{ type: 'start', experiment: other }]);
    // Its checkpoints are not those of the run before.
    on.begin(other);
    on.posted.splice(0);
    on.fail(SILENT);
    expect(on.told()).toMatchObject([{ type: 'start', experiment: other }]);
  });

  test('files the run learns from go to the new worker with the checkpoint', async () => {
    const on = running();
    const files = [{ name: 'waves.csv', blob: new Blob(['a\n1\n2']) }];
    await on.actions.importFiles(files);
    on.say({ type: 'imported', data: 'your-csv', description: 'waves.csv: 1 series' });
    const { experiment } = on.store.getState();
    expect(experiment.settings.data).toBe('your-csv');
    on.begin(experiment);
    on.say({ type: 'checkpoint', state: checkpoint(experiment, 40) });
    on.fail();
    expect(on.told()).toMatchObject([{ type: 'resume', data: { kind: 'files', files } }]);
  });

  test('what was being estimated and read is over, and said to be', async () => {
    const on = running();
    on.actions.estimate({ estimator: 'elbo', sequences: 8, particles: 1, mixingSamples: 2 });
    await on.actions.importFiles([{ name: 'big.csv', blob: new Blob(['a']) }]);
    on.fail();
    const { estimates, importing, notices } = on.store.getState();
    expect(estimates.pending).toBeNull();
    expect(importing).toBeNull();
    expect(notices.map(({ message }) => message).join()).toContain('big.csv was being read');
  });
});

describe('a stored run', () => {
  /** Asked to go on before the worker has answered the start of the page. */
  async function asked() {
    const shelf = new MapShelf();
    await shelf.write(sampleRun('a', 1240));
    const on = stage('', runsOn(shelf));
    await settled();
    await on.actions.goOn('a');
    const resume = on.posted.find((message) => message.type === 'resume')!;
    on.begin();
    return { ...on, resume, experiment: resume.state.experiment };
  }

  test('is gone on with although the first start is answered after it was asked for', async () => {
    const on = await asked();
    expect(on.store.getState().runs.current).toBeNull();
    on.begin(on.experiment, 1240);
    const { runs, progress } = on.store.getState();
    expect(runs).toMatchObject({ offer: null, current: 'a' });
    expect(progress.step).toBe(1240);
  });

  test('is asked for again where the worker fails before it has begun it', async () => {
    const on = await asked();
    on.say({ type: 'failed', fault: SILENT });
    expect(on.told()).toMatchObject([{ type: 'resume', state: on.resume.state }]);
    on.begin(on.experiment, 1240);
    expect(on.store.getState().runs).toMatchObject({ offer: null, current: 'a' });
    on.posted.splice(0);
    on.say({ type: 'failed', fault: SILENT });
    expect(on.told()).toMatchObject([{ type: 'resume', state: on.resume.state }]);
  });
});

describe('fault upon fault', () => {
  test('the second on a GPU takes WebAssembly, and says so', () => {
    const on = running();
    on.fail();
    on.begin(on.experiment, 100);
    on.fail();
    expect(on.told().at(-1)).toMatchObject({ type: 'resume', backend: 'wasm' });
    on.say({ type: 'ready', backend: { backend: 'wasm', detail: 'SIMD' } });
    on.begin(on.experiment, 100);
    expect(on.store.getState().notices.at(-1)!.message).toContain('on WebAssembly from step 100');
    // The next run too, for as long as the page stands.
    on.actions.reset();
    expect(on.told().at(-1)).toMatchObject({ type: 'start', backend: 'wasm' });
  });

  test('a checkpoint between two faults makes the second one a first again', () => {
    const on = running();
    for (let fault = 1; fault <= 3 * MOST_IN_A_ROW; fault++) {
      on.fail();
      expect(on.told().at(-1)).toMatchObject({ type: 'resume', backend: 'auto' });
      on.begin(on.experiment, 100);
      on.say({ type: 'checkpoint', state: checkpoint(on.experiment, 100) });
    }
    expect(on.store.getState().halt).toBeNull();
  });

  test('one more than the limit waits for the reader, with nothing lost; trying again goes on', () => {
    const on = running();
    for (let fault = 1; fault <= MOST_IN_A_ROW; fault++) on.fail(SILENT);
    expect(on.store.getState().halt).toBeNull();
    on.fail(SILENT);
    const { halt, playing } = on.store.getState();
    expect(halt).toContain('gave no sign of life');
    expect(halt).toContain('for the fourth time in a row. Nothing up to step 100 is lost.');
    expect(playing).toBe(false);
    // A worker that cannot even be loaded is not started over and over.
    const { count } = on.restarts;
    on.fail({ kind: 'crashed', message: 'its script could not be loaded' });
    expect(on.restarts.count).toBe(count);
    on.actions.play();
    expect(on.told()).toMatchObject([{ type: 'resume', state: { step: 100 }, playing: true }]);
    on.begin(on.experiment, 100);
    expect(on.store.getState()).toMatchObject({ halt: null, playing: true, phase: 'running' });
  });
});
