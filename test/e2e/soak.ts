/**
 * Drives the page at random, with a seed, and breaks things: the device, the worker, the page itself. After each action
 * the run has to go on, at most a checkpoint's distance behind, without an error of console or page.
 */
import { permutation, stream } from '../../src/rng.ts';
import { destroyDevice, jamWorker, killWorker, misuseDevice } from './faults.ts';
import { type Playground, type Site, until } from './site.ts';

export interface SoakPlan {
  readonly seed: number;
  readonly ms: number;
  /** What the page is asked to compute on, in turns. */
  readonly backends: readonly ('wasm' | 'webgpu' | 'cpu')[];
  readonly tell: (line: string) => void;
}

export interface SoakResult {
  readonly actions: Readonly<Record<string, number>>;
  /** Faults injected, and those after which the run went on. */
  readonly injected: number;
  readonly survived: number;
  /** Steps made again after faults, all together, and the most after one. */
  readonly stepsAgain: number;
  readonly mostAgain: number;
  /** Steps below the last checkpoint that any run was found at. */
  readonly stepsLost: number;
  readonly errors: readonly string[];
}

/** A checkpoint is made every 30 s; a busy machine may be late with it. */
const CHECKPOINT_MS = 45_000;
const DATA = ['mirror', 'mirror-iid', 'folds', 'counts', 'sum', 'linear'] as const;
const SMALL =
  'sequenceLength=2&hidden=4&features=4&mixingWidths=6&injectedNoise=4&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5&batch=4&validationSize=8&testSize=8&validateEvery=1000';

type Action = (soak: Soak) => Promise<void>;

const CALM: Readonly<Record<string, Action>> = {
  pause: (soak) => soak.pauseAndPlay(),
  step: (soak) => soak.singleStep(),
  'live setting': (soak) => soak.liveSetting(),
  'restart setting': (soak) => soak.restartSetting(),
  'another data set': (soak) => soak.switchData(),
  'reset to the seed': (soak) => soak.reset(),
  'views and watch': (soak) => soak.lookAround(),
};
const FAULTS: Readonly<Record<string, Action>> = {
  reload: (soak) => soak.reload(),
  'another backend': (soak) => soak.switchBackend(),
  'worker killed': (soak) => soak.fault(killWorker, 'gave no sign of life'),
  'worker in a loop': (soak) => soak.fault(async (page) => jamWorker(page), 'gave no sign of life'),
  'device destroyed': (soak) => soak.deviceFault(destroyDevice, 'The GPU was lost'),
  'command refused': (soak) => soak.deviceFault(misuseDevice, 'The GPU refused a command'),
};

/** A page under way, and what is known of its run. */
class Soak {
  readonly page: Playground;
  readonly #plan: SoakPlan;
  #random: Iterator<number>;
  /** Steps seen, with the time. */
  #seen: { atMs: number; step: number }[] = [];
  /** A step at which the present run has surely been kept. */
  #kept = 0;
  #backend: string;
  #link: string;
  #runs = 0;
  injected = 0;
  survived = 0;
  stepsAgain = 0;
  mostAgain = 0;
  stepsLost = 0;

  constructor(page: Playground, plan: SoakPlan, random: Iterator<number>) {
    this.page = page;
    this.#plan = plan;
    this.#random = random;
    this.#backend = plan.backends[0]!;
    this.#link = firstLink(plan.seed);
  }

  below(count: number): number {
    return this.#random.next().value % count;
  }

  /** The run advances, and is remembered to. */
  async advances(): Promise<void> {
    await this.page.advances();
    await this.look();
  }

  async look(): Promise<number> {
    const step = await this.page.step();
    this.#seen = [...this.#seen.slice(-400), { atMs: Date.now(), step }];
    return step;
  }

  /** The step the run was at a checkpoint's distance ago, or at a checkpoint known of: it may not fall below. */
  get #least(): number {
    const old = this.#seen.filter(({ atMs }) => atMs < Date.now() - CHECKPOINT_MS).at(-1);
    return Math.max(this.#kept, old?.step ?? 0);
  }

  #newRun(): void {
    this.#seen = [];
    this.#kept = 0;
  }

  async #paused(): Promise<number> {
    await this.page.button('Pause').click();
    await this.page.worker('paused');
    const step = await this.look();
    // Pausing hands the page a checkpoint.
    this.#kept = step;
    return step;
  }

  async #plays(): Promise<void> {
    await this.page.button('Play').click();
    await this.page.worker('playing');
    await this.advances();
  }

  async pauseAndPlay(): Promise<void> {
    const step = await this.#paused();
    if (!(await this.page.stoodStillFor(20))) throw new Error(`paused at ${step}, it went on`);
    await this.#plays();
  }

  async singleStep(): Promise<void> {
    const step = await this.#paused();
    await this.page.button('Step').click();
    await this.page.stepOf((now) => now === step + 1);
    await this.#plays();
  }

  async liveSetting(): Promise<void> {
    const before = await this.look();
    const name = ['Noise amplitude', 'Learning rate'][this.below(2)]!;
    await this.page.slider(name).press(this.below(2) === 0 ? 'ArrowLeft' : 'ArrowRight');
    const after = await this.page.advances();
    if (after < before) throw new Error(`${name} took the run from ${before} to ${after}`);
  }

  async restartSetting(): Promise<void> {
    await this.page.slider('Hidden units').press(this.below(2) === 0 ? 'ArrowLeft' : 'ArrowRight');
    await this.#begins();
  }

  async switchData(): Promise<void> {
    const preset = DATA[this.below(DATA.length)]!;
    this.#runs++;
    const seed = 1000 * (this.#plan.seed + 1) + this.#runs;
    this.#link = `#v=1&preset=${preset}&seed=${seed}&${SMALL}`;
    await this.page.page.evaluate((hash) => {
      location.hash = hash;
    }, this.#link);
    await until(
      async () => (await this.page.setting('seed')) === String(seed),
      `the run with seed ${seed}`,
    );
    await this.#begins();
  }

  async reset(): Promise<void> {
    await this.page.page.getByRole('button', { name: /^Reset/ }).click();
    await this.#begins();
  }

  /** A run has been begun: wherever the counter stood, it trains. */
  async #begins(): Promise<void> {
    this.#newRun();
    await this.page.worker('playing');
    await this.page.advances();
    this.#newRun();
    await this.look();
  }

  async lookAround(): Promise<void> {
    const { page } = this.page;
    await page.getByRole('tab', { name: 'Runs' }).click();
    await page.getByRole('tab', { name: 'Posterior' }).click();
    await this.advances();
  }

  /** Closed and opened again at the same address: what was kept is offered, and goes on. */
  async reload(): Promise<void> {
    this.injected++;
    await this.#paused();
    const { page } = this.page;
    await page.getByRole('tab', { name: 'Runs' }).click();
    const row = page.getByRole('list', { name: 'Kept runs' }).getByRole('listitem');
    const shown = this.#kept.toLocaleString('en');
    await row
      .filter({ hasText: 'trains now' })
      .filter({ has: page.getByText(shown, { exact: true }) })
      .waitFor();
    await page.goto(
      `${page.url().replace(/[?#].*$/, '')}?backend=${this.#backend}${this.page.hash}`,
    );
    await page.reload();
    const offer = page.getByTestId('resume-offer');
    await offer.waitFor();
    const [, written] = /step ([\d,]+), is kept/.exec(await offer.innerText()) ?? [];
    const offered = Number(written?.replaceAll(',', ''));
    await offer.getByRole('button', { name: 'Go on' }).click();
    await offer.waitFor({ state: 'detached' });
    const kept = this.#kept;
    this.#seen = [];
    await this.#goesOnFrom(offered, kept, kept);
    if ((await page.getByText('cannot go on').count()) > 0) throw new Error('it was refused');
  }

  async switchBackend(): Promise<void> {
    const { backends } = this.#plan;
    this.#backend = backends[(backends.indexOf(this.#backend as 'wasm') + 1) % backends.length]!;
    await this.reload();
  }

  /** Breaks something and waits for the notice that says what was done about it. */
  async fault(inject: (page: Playground['page']) => Promise<void>, word: string): Promise<void> {
    const { page } = this.page;
    // Notices of the same words would not be told apart.
    const dismiss = page.getByRole('button', { name: /^Dismiss/ });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
    this.injected++;
    const before = await this.look();
    const least = this.#least;
    await inject(page);
    const notice = page.getByLabel('Notices').getByText(word).first();
    await notice.waitFor();
    const [, written] = /from step ([\d,]+)/.exec(await notice.innerText()) ?? [];
    const from = Number(written?.replaceAll(',', ''));
    const after = this.#seen;
    this.#seen = after.filter(({ step }) => step <= from);
    await this.#goesOnFrom(from, least, Math.max(before, from));
  }

  async deviceFault(
    inject: (page: Playground['page']) => Promise<void>,
    word: string,
  ): Promise<void> {
    const chip = await this.page.page.getByTestId('backend').innerText();
    if (chip.includes('WebGPU')) await this.fault(inject, word);
    else await this.liveSetting();
  }

  async #goesOnFrom(from: number, least: number, before: number): Promise<void> {
    const again = before - from;
    this.stepsAgain += again;
    this.mostAgain = Math.max(this.mostAgain, again);
    this.stepsLost += Math.max(0, least - from);
    this.#kept = from;
    await this.page.stepOf((step) => step > from);
    await this.look();
    this.survived++;
    this.#plan.tell(`  goes on from step ${from}, ${again} made again`);
  }
}

function firstLink(seed: number): string {
  return `#v=1&preset=mirror&seed=${seed}&${SMALL}`;
}

/** Numbers without end, from the seed. */
function* numbers(seed: number): Generator<number, never> {
  for (let step = 0; ; step++) yield* permutation(997, stream(seed, 'soak'), step);
}

/** One of each, in an order of the seed's, again and again, a fault after every calm action or two. */
function* deck(random: Iterator<number>): Generator<[string, Action], never> {
  const shuffled = (actions: Readonly<Record<string, Action>>) =>
    Object.entries(actions)
      .map((entry) => ({ entry, key: random.next().value as number }))
      .sort((a, b) => a.key - b.key)
      .map(({ entry }) => entry);
  for (;;) {
    const calm = shuffled(CALM);
    for (const fault of shuffled(FAULTS)) {
      yield calm.shift()!;
      yield fault;
    }
    yield* calm;
  }
}

/** Runs until the time is over. Rejects where the page does not come back from something. */
export async function soak(site: Site, plan: SoakPlan): Promise<SoakResult> {
  const random = numbers(plan.seed);
  const page = await site.visit(`?backend=${plan.backends[0]}`, firstLink(plan.seed));
  const under = new Soak(page, plan, random);
  const actions: Record<string, number> = {};
  const until = Date.now() + plan.ms;
  const began = Date.now();
  await page.stepOf((step) => step >= 1);
  for (const [name, action] of deck(random)) {
    if (Date.now() >= until) break;
    plan.tell(`${((Date.now() - began) / 1000).toFixed(0)} s, step ${await under.look()}: ${name}`);
    try {
      await action(under);
    } catch (error) {
      throw new Error(
        `seed ${plan.seed}, ${name}: ${error instanceof Error ? error.message : error}`,
      );
    }
    actions[name] = (actions[name] ?? 0) + 1;
  }
  const { injected, survived, stepsAgain, mostAgain, stepsLost } = under;
  // Chromium tells of a device that is lost, in the words of the one who destroyed it.
  const errors = page.errors.filter((error) => !/Device.*(lost|destroy)/i.test(error));
  await page.close();
  return { actions, injected, survived, stepsAgain, mostAgain, stepsLost, errors };
}
