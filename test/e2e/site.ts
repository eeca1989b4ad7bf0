/** The built page, served as `npm start` serves it, and a browser to look at it with. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright';
import { type PreviewServer, preview } from 'vite';
import { vi } from 'vitest';
import { launchOptions } from '../chromium.ts';

/** How long a state may take to come about on a slow machine, in software WebGPU. */
const PATIENCE_MS = 120_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the built page is. Another build than the last one can be looked at too. Throws where there is none. */
export function builtFolder(): string {
  const folder = process.env['SIS_RNN_DIST'] ?? join(root, 'dist');
  if (!existsSync(join(folder, 'index.html')))
    throw new Error('the page is not built: run `npm test -- build e2e`');
  return folder;
}

export class Site {
  readonly #server: PreviewServer;
  readonly #browser: Browser;
  readonly address: string;

  private constructor(server: PreviewServer, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
    this.address = server.resolvedUrls!.local[0]!;
  }

  /** `switches`: of the browser, beside those of all tests. */
  static async open(switches: readonly string[] = []): Promise<Site> {
    const outDir = builtFolder();
    const { args, ...options } = launchOptions();
    const browser = await chromium.launch({ ...options, args: [...args, ...switches] });
    return new Site(await preview({ root, logLevel: 'warn', build: { outDir } }), browser);
  }

  /** A fresh page at `link` (`#...` or empty), with nothing remembered. `search` is `?backend=...` or empty. */
  async visit(search: string, link: string): Promise<Playground> {
    const context = await this.#browser.newContext({ viewport: { width: 1440, height: 900 } });
    return this.visitIn(context, search, link);
  }

  /** Another page where what pages before it kept is remembered; `prepare` is run in it before anything else. */
  async visitIn(
    context: BrowserContext,
    search: string,
    link: string,
    prepare: () => void = () => {},
  ): Promise<Playground> {
    const page = await context.newPage();
    const playground = new Playground(page);
    await page.addInitScript(prepare);
    await page.goto(this.address + search + link);
    return playground;
  }

  newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.#browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}

/** What a reader sees and does, in the words of the page. */
export class Playground {
  readonly page: Page;
  /** Errors of the console and of scripts since the page was opened. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  get hash(): string {
    return new URL(this.page.url()).hash;
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  slider(label: string) {
    return this.page.getByRole('slider', { name: `${label}, slider` });
  }

  async step(): Promise<number> {
    return Number(await this.page.getByTestId('step-count').getAttribute('data-value'));
  }

  /** Waits until the step counter shows something of which `wish` is true, and returns it. */
  async stepOf(wish: (step: number) => boolean): Promise<number> {
    let step = Number.NaN;
    await until(async () => {
      step = await this.step();
      return wish(step);
    }, 'the step counter');
    return step;
  }

  /** Waits until the worker says that it trains, or that it has stopped. */
  async worker(state: 'playing' | 'paused'): Promise<void> {
    const counter = this.page.getByTestId('step-count');
    const playing = String(state === 'playing');
    await until(
      async () => (await counter.getAttribute('data-playing')) === playing,
      `the worker to be ${state}`,
    );
  }

  /** Waits until at least one more step has been made. */
  async advances(): Promise<number> {
    const before = await this.step();
    return this.stepOf((step) => step > before);
  }

  /** Moves to the next step of the sequence by an arrow on the strips, which then have the focus. */
  async moveOn(): Promise<void> {
    const strips = this.page.getByRole('slider', { name: 'Time step' });
    await strips.focus();
    const shown = async () => Number(await strips.getAttribute('aria-valuenow'));
    const before = await shown();
    await this.page.keyboard.press('ArrowRight');
    await until(async () => (await shown()) === before + 1, 'the next step');
  }

  /** Waits for a notice that contains the text. */
  async notice(text: string): Promise<void> {
    await this.page.getByLabel('Notices').getByText(text).first().waitFor();
  }

  /** Chooses a file in the file dialog. */
  async choose(name: string, bytes: Uint8Array): Promise<void> {
    const [dialog] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.button('Choose a file…').first().click(),
    ]);
    await dialog.setFiles({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    });
  }

  /** The value of a setting as its field shows it. */
  setting(key: string): Promise<string> {
    return this.page.locator(`[data-setting=${key}] .setting-value`).first().inputValue();
  }

  /** Adds what the held-out table says now: the models' bounds, by the step they were made at. */
  async readBounds(into: Map<string, string>): Promise<void> {
    const table = this.page.locator('section.panel', { has: this.page.locator('table.held-out') });
    const [step, bounds] = await table.evaluate((section) => [
      /Validation set at step ([\d,]+)/.exec(section.textContent)?.[1],
      [...section.querySelectorAll('tbody tr:first-child td')]
        .slice(0, 2)
        .map((cell) => cell.textContent)
        .join(' '),
    ]);
    if (step !== undefined && bounds !== undefined) into.set(step, bounds);
  }

  /** Counts frames until `count` have been drawn; true if the step counter stood still meanwhile. */
  stoodStillFor(count: number): Promise<boolean> {
    return this.page.evaluate(
      (frames) =>
        new Promise<boolean>((resolve) => {
          const read = () =>
            document.querySelector('[data-testid=step-count]')?.getAttribute('data-value');
          const before = read();
          const next = (left: number) =>
            left === 0
              ? resolve(read() === before)
              : requestAnimationFrame(() => (read() === before ? next(left - 1) : resolve(false)));
          next(frames);
        }),
      count,
    );
  }
}

/** Asks again and again until the answer is yes. Fails with what was waited for. */
export async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  let answer: unknown = 'no';
  // A page that is just being drawn anew may throw: that is a no.
  const ask = () =>
    condition().catch((error: unknown) => {
      answer = error;
      return false;
    });
  await vi.waitUntil(ask, { timeout: PATIENCE_MS, interval: 50 }).catch(() => {
    throw new Error(`waited ${PATIENCE_MS / 1000} s in vain for ${what}; last answer: ${answer}`);
  });
}
