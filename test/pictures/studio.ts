/** The page as it is pictured: one font, one time of day, nothing that moves by itself, and the state of a stored run. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installDebian } from '../debian.ts';
import { type Playground, Site } from '../e2e/site.ts';
import type { Look, Scene, StoredRun } from './scenes.ts';

/** Comes with the browser that the tests install (`chromium.ts`). Slanted letters are made from these two everywhere. */
const FACES = [
  ['DejaVu Sans', 400],
  ['DejaVu Sans Bold', 700],
] as const;
const SETTLED_MS = 1500;
const TRAINING_MS = 400_000;
const NOON = Date.UTC(2026, 0, 2, 12);

/** Without the smoothing of letters that hangs on a machine's settings; drawn by the processor. */
const PLAIN_DRAWING: readonly string[] = [
  '--font-render-hinting=none',
  '--disable-font-subpixel-positioning',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--disable-gpu',
];

const STYLE = `
${FACES.map(([name, weight]) => `@font-face { font-family: "Pictured"; font-weight: ${weight}; src: local("${name}"); }`).join('\n')}
:root { --font: "Pictured" !important; }
code, kbd, pre, samp { font-family: "Pictured" !important; }
* { caret-color: transparent !important; transition: none !important; animation: none !important; }
`;

/** The page waits for a file: nothing trains before the stored run does. */
const WAITING = '#v=1&preset=your-csv';

export const runFile = (run: StoredRun): string =>
  fileURLToPath(new URL(`stored/${run.name}.run.zip`, import.meta.url));

/** The page in a browser that draws plainly. On Debian its font is installed where it is missing. */
export async function openStudio(): Promise<Site> {
  const site = await Site.open(PLAIN_DRAWING);
  if (await hasFont(site)) return site;
  await site.close();
  const name = FACES[0][0];
  if (installDebian(`The font ${name} is missing`, ['fonts-dejavu-core'])) {
    const again = await Site.open(PLAIN_DRAWING);
    if (await hasFont(again)) return again;
    await again.close();
  }
  throw new Error(`the pictures are drawn in the font ${name}: install it, then run them again`);
}

async function hasFont(site: Site): Promise<boolean> {
  const context = await site.newContext({ bypassCSP: true });
  const { page } = await site.visitIn(context, '?backend=wasm', WAITING);
  await page.addStyleTag({ content: STYLE });
  const loaded = await page.evaluate(() =>
    Promise.all(
      ['16px Pictured', 'bold 16px Pictured'].map((font) =>
        document.fonts.load(font).then(
          (faces) => faces.length > 0,
          () => false,
        ),
      ),
    ),
  );
  await context.close();
  return loaded.every(Boolean);
}

/** Trains a run from its link and stores it in the place of the one before. */
export async function train(site: Site, run: StoredRun): Promise<void> {
  const playground = await site.visit('?backend=wasm', run.link);
  const { page } = playground;
  await page.waitForFunction(
    (steps) => {
      const counter = document.querySelector('[data-testid=step-count]');
      return Number(counter?.getAttribute('data-value')) >= steps;
    },
    run.steps,
    { timeout: TRAINING_MS, polling: 100 },
  );
  await playground.button('Pause').click();
  await playground.worker('paused');
  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    playground.button('Export this run').click(),
  ]);
  await download.saveAs(runFile(run));
  await playground.close();
}

/** A page that stands still, with the run as it was stored. */
export async function opened(site: Site, run: StoredRun): Promise<Playground> {
  const context = await site.newContext({
    // The page lets no style in but its own.
    bypassCSP: true,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const playground = await site.visitIn(context, '?backend=wasm', WAITING);
  const { page } = playground;
  await page.clock.setFixedTime(NOON);
  await page.addStyleTag({ content: STYLE });
  await playground.button('Pause').click();
  const letGo = playground.button('Got it');
  if (await letGo.isVisible()) await letGo.click();
  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  const bytes = readFileSync(runFile(run));
  // Members of the archive are stored as they are.
  const step = Number(/"step": (\d+)/.exec(bytes.toString('latin1'))?.[1]);
  await page.getByLabel('Run file').setInputFiles({
    name: `${run.name}.run.zip`,
    mimeType: 'application/zip',
    buffer: bytes,
  });
  await playground.stepOf((at) => at === step);
  await playground.worker('paused');
  return playground;
}

/** Views are made anew: one that was drawn at another size might keep traces of it. */
export async function putOn({ page }: Playground, look: Look): Promise<void> {
  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  await page.setViewportSize({ width: look.width, height: look.height });
  await page.emulateMedia({ colorScheme: look.colours });
}

/** How long a picture may take to become the right one. */
const PATIENCE_MS = 20_000;

/**
 * Shows a scene and cuts it out again and again until `isRight` says so: workers answer when they can. The last picture
 * where that does not come about.
 */
export async function pictureOf(
  { page }: Playground,
  scene: Scene,
  isRight: (png: Buffer) => boolean,
): Promise<Buffer> {
  const tab = page.getByRole('tab', { name: scene.tab ?? '', exact: true });
  if (scene.tab !== null && (await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  const part = page.locator(scene.part);
  await part.waitFor();
  if (scene.choose !== undefined) await page.getByLabel(scene.choose).selectOption({ index: 1 });
  if (scene.awaits !== undefined) await page.locator(scene.awaits).first().waitFor();
  // Nothing that is pointed at looks different.
  await page.mouse.move(0, 0);
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const png = await part.screenshot({ animations: 'disabled', scale: 'css' });
    if (isRight(png) || performance.now() > until) return png;
  }
}

/** For new pictures: right is what has not changed for so long. */
export function settled(): (png: Buffer) => boolean {
  let last: Buffer | null = null;
  let since = 0;
  return (png) => {
    if (last === null || !png.equals(last)) [last, since] = [png, performance.now()];
    return performance.now() - since > SETTLED_MS;
  };
}
