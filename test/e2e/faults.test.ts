import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { destroyDevice, jamWorker, killWorker, misuseDevice } from './faults.ts';
import { type Playground, Site, until } from './site.ts';

/** Small enough that a step takes a moment even where the graphics card is imagined. */
const SMALL =
  'sequenceLength=2&hidden=4&features=4&mixingWidths=6&injectedNoise=4&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5&batch=4&validationSize=8&testSize=8';
const link = (seed: number, validateEvery: number) =>
  `#v=1&preset=mirror&seed=${seed}&validateEvery=${validateEvery}&${SMALL}`;

let site: Site;
let playground: Playground;
beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());
afterEach(async () => {
  // Chromium tells of a device that is lost, in the words of the one who destroyed it.
  expect(playground.errors.filter((error) => !/Device.*(lost|destroy)/i.test(error))).toEqual([]);
  await playground.close();
});

/** Pausing makes a checkpoint; then the run goes on. Returns the step of it. */
async function checkpointed(): Promise<number> {
  await playground.button('Pause').click();
  await playground.worker('paused');
  const step = await playground.step();
  await playground.button('Play').click();
  await playground.stepOf((now) => now > step + 3);
  return step;
}

/** The step named in the notice of a fault. */
async function continuedFrom(fault: string): Promise<number> {
  await playground.notice(fault);
  const text = await playground.page.getByLabel('Notices').innerText();
  const [, step] = /The run continues on \w+ from step ([\d,]+)/.exec(text)!;
  return Number(step!.replaceAll(',', ''));
}

/**
 * Held-out bounds, by step, of the run and of one with the same link and no fault agree wherever both were read, and
 * were read of steps after the fault, too.
 */
async function expectSameNumbersAs(hash: string, search: string, fault: number): Promise<void> {
  const undisturbed = await site.visit(search, hash);
  const [ours, theirs] = [new Map<string, string>(), new Map<string, string>()];
  const both = () => [...ours.keys()].filter((step) => theirs.has(step));
  await until(async () => {
    await playground.readBounds(ours);
    await undisturbed.readBounds(theirs);
    return both().length >= 2 && both().some((step) => Number(step.replaceAll(',', '')) > fault);
  }, 'validations of the same steps in both, of one after the fault');
  for (const step of both()) expect(ours.get(step), `step ${step}`).toBe(theirs.get(step));
  expect(undisturbed.errors).toEqual([]);
  await undisturbed.close();
}

describe('a GPU', () => {
  test('that is lost in the middle of a run: another one goes on from the checkpoint, with the same numbers', async () => {
    playground = await site.visit('?backend=webgpu', link(31, 4));
    await playground.stepOf((step) => step >= 4);
    const kept = await checkpointed();
    await destroyDevice(playground.page);
    const from = await continuedFrom('The GPU was lost');
    expect(from).toBeGreaterThanOrEqual(kept);
    await playground.stepOf((step) => step > from + 2);
    expect(await playground.page.getByTestId('backend').innerText()).toContain('WebGPU');
    await expectSameNumbersAs(link(31, 4), '?backend=webgpu', from);
  });

  test('that refuses a command, and is lost before there is another checkpoint, gives way to WebAssembly', async () => {
    playground = await site.visit('?backend=webgpu', link(32, 100000));
    await playground.stepOf((step) => step >= 2);
    const kept = await checkpointed();
    await misuseDevice(playground.page);
    expect(await continuedFrom('The GPU refused a command')).toBeGreaterThanOrEqual(kept);
    await destroyDevice(playground.page);
    await playground.notice('The run continues on WebAssembly from step');
    await playground.stepOf((step) => step > kept + 4);
    expect(await playground.page.getByTestId('backend').innerText()).toContain('WebAssembly');
  });
});

describe('the worker', () => {
  test('that dies without a word is missed and replaced; nothing but the steps since the checkpoint is made again', async () => {
    playground = await site.visit('?backend=wasm', link(33, 50));
    await playground.stepOf((step) => step >= 20);
    const kept = await checkpointed();
    await killWorker(playground.page);
    const from = await continuedFrom('The training worker gave no sign of life');
    expect(from).toBeGreaterThanOrEqual(kept);
    await playground.advances();
    // What it had drawn of its run before is there, up to the checkpoint.
    await expectSameNumbersAs(link(33, 50), '?backend=wasm', from);
  });

  test('that is caught in a loop is ended and replaced, paused as it was', async () => {
    playground = await site.visit('?backend=wasm', link(34, 100000));
    await playground.stepOf((step) => step >= 20);
    await playground.button('Pause').click();
    await playground.worker('paused');
    const held = await playground.step();
    jamWorker(playground.page);
    expect(await continuedFrom('The training worker gave no sign of life')).toBe(held);
    expect(await playground.stoodStillFor(30)).toBe(true);
    expect(await playground.step()).toBe(held);
    await playground.button('Play').click();
    await playground.stepOf((step) => step > held);
  });
});
