import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tasksDuring, toldOf } from './mainThread.ts';
import { type Playground, Site, until } from './site.ts';

/** Small models, so that steps are many. */
const SMALL = [
  'hidden=6',
  'features=6',
  'mixingWidths=8',
  'injectedNoise=6',
  'mixingSamples=5',
  'mixingSamplesStart=5',
  'mixingSamplesEvaluation=7',
  'batch=8',
  'validationSize=16',
  'testSize=8',
  'validateEvery=20',
].join('&');
const MIRROR = `#v=1&preset=mirror&sequenceLength=6&seed=3&${SMALL}`;
const SUM = `#v=1&preset=sum&seed=3&${SMALL}`;

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());

describe('the posterior lab', () => {
  afterEach(async () => {
    expect(playground.errors).toEqual([]);
    await playground.close();
  });

  const open = async (link: string) => {
    playground = await site.visit('?backend=wasm', link);
    await playground.page.locator('[data-strip=vrnn]').waitFor();
    return playground.page;
  };
  const section = (name: string | RegExp) => playground.page.getByRole('region', { name });
  const strips = () => playground.page.getByRole('slider', { name: 'Time step' });
  const caption = () => playground.page.locator('figcaption.setting-note').innerText();
  const watchedStep = async () =>
    Number(/after ([\d,]+) steps?/.exec(await caption())?.[1]?.replaceAll(',', ''));

  test('diagnoses every model and measures its gap beside the best Gaussian’s', async () => {
    await open(MIRROR);
    const gap = section(/^Gap to exact/);
    await until(
      async () => /VRNN\s+\d\.\d{3}[\s\S]*best Gaussian\s+0\.2\d\d\s*±/.test(await gap.innerText()),
      'the deficits and the best Gaussian',
    );
    expect(await gap.innerText()).toContain('K = 7');
    const diagnostics = section('Diagnostics');
    await until(
      async () => /mixing distribution|bound is/.test(await diagnostics.innerText()),
      'a reading of the gauge',
    );
    expect(await diagnostics.innerText()).toContain('A VRNN has one psi');
  });

  test('gives the past that is clicked, or reached by keys', async () => {
    const page = await open(MIRROR);
    await playground.button('Pause').click();
    // The essay below has the same words.
    await page.getByRole('tabpanel').getByText('given one past', { exact: true }).click();
    await page.getByText('exactly Gaussian', { exact: true }).waitFor();
    await until(async () => (await caption()).includes('given past 1,'), 'one past');
    const before = await caption();
    await strips().press('Shift+ArrowUp');
    await until(async () => (await caption()) !== before, 'another past by key').catch(async () => {
      // The first past may have been the highest.
      await strips().press('Shift+ArrowDown');
    });
    await until(async () => (await caption()) !== before, 'another past by key');
    const chosen = await caption();
    const box = (await page.locator('[data-strip=vrnn]').boundingBox())!;
    await until(async () => {
      for (let share = 0.1; share < 1; share += 0.04) {
        await page.mouse.click(box.x + 0.75 * box.width, box.y + share * box.height);
        if ((await caption()) !== chosen) return true;
      }
      return false;
    }, 'another past by a click');
    // Every click moved the line too.
    expect(await strips().getAttribute('aria-valuenow')).toBe('5');
  });

  test('shows the exact posterior of a dragged generator at once, and restarts when it is let go', async () => {
    const page = await open(MIRROR);
    await playground.stepOf((step) => step >= 5);
    const slider = playground.slider('Observation noise');
    const box = (await slider.boundingBox())!;
    const middle = box.y + box.height / 2;
    const description = () => page.getByTestId('data-description').innerText();
    expect(await description()).toContain('r = 0.3');
    await page.mouse.move(box.x + 0.6 * box.width, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.8 * box.width, middle, { steps: 8 });
    await until(
      async () => (await caption()).includes('x and exact as the slider stands'),
      'the preview',
    );
    expect(playground.hash).not.toContain('observationNoise');
    // The run goes on with what it has.
    await playground.advances();
    await page.mouse.up();
    await until(async () => playground.hash.includes('observationNoise='), 'the noise in the link');
    await until(async () => /after [\d,]+ steps/.test(await caption()), 'the new run');
    expect(await description()).not.toContain('r = 0.3');
  });

  test('keeps a snapshot and replays how the posterior formed', async () => {
    const page = await open(MIRROR);
    await playground.button('Keep snapshot').click();
    await page.getByRole('img', { name: /SIS-RNN as kept/ }).waitFor();
    await page.getByRole('row', { name: /^VRNN, kept/ }).waitFor();
    const lapse = page.getByRole('slider', { name: 'time-lapse' });
    const frames = async () => Number(await lapse.getAttribute('max'));
    await until(async () => (await frames()) >= 3, 'a few reports');
    await playground.button('Pause').click();
    await playground.worker('paused');
    // A last report may still come, so a later step than this one is live too.
    const live = await watchedStep();
    await lapse.press('Home');
    await until(async () => (await watchedStep()) < live, 'the first frame');
    await playground.button('Live').click();
    await until(async () => (await watchedStep()) >= live, 'the latest report');
    await page.getByRole('button', { name: /^Drop that of step/ }).click();
    await page.getByRole('row', { name: /^VRNN, kept/ }).waitFor({ state: 'detached' });
  });

  test('reads values out by keys, and hands the numbers over as a table and a file', async () => {
    const page = await open(MIRROR);
    await playground.button('Pause').click();
    await strips().press('ArrowUp');
    await until(
      async () =>
        /z = .*SIS-RNN \d.*exact/.test((await strips().getAttribute('aria-valuetext')) ?? ''),
      'densities under the cursor',
    );
    const marginal = page.getByRole('slider', { name: /^Densities of z/ });
    await marginal.press('ArrowRight');
    expect(await marginal.getAttribute('aria-valuetext')).toMatch(/z = .*: SIS-RNN .*VRNN/);
    await page.getByText('averaged over steps').click();
    await page.getByRole('row', { name: /^Exact filter .*p<\.05: \d\/6/ }).waitFor();
    await page.getByRole('button', { name: 'Numbers of statistics' }).click();
    const dialog = page.getByRole('dialog', { name: /^Statistics of z1/ });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines[0]).toMatch(/^of,t,mean,sd,.*W1 to exact/);
    // Two models and the exact one: two lines of averages each, then six steps each.
    expect(lines).toHaveLength(1 + 3 * 2 + 3 * 6);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  test('draws joints as clouds or contours where z has two dimensions', async () => {
    const page = await open(SUM);
    await page.getByText('contours', { exact: true }).click();
    await page.getByRole('img', { name: 'Contours of every model' }).waitFor();
    await page.getByRole('application', { name: /^Joint at step/ }).press('ArrowLeft');
    await page.getByText(/z1 = .*, z2 = .*: SIS-RNN .*exact/).waitFor();
    await page.getByRole('columnheader', { name: 'mut. inf.' }).waitFor();
  });

  test('leaves the main thread free while three strips update', async () => {
    await open(MIRROR);
    await playground.stepOf((step) => step >= 20);
    const tasks = await tasksDuring(playground.page, async () => {
      const before = await playground.step();
      await playground.stepOf((step) => step >= before + 150);
    });
    console.log(toldOf(tasks));
    expect(tasks.count).toBeGreaterThan(10);
  });
});
