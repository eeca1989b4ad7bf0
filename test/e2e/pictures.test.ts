/** Every tab and every chart against the pictures of `docs/gallery`. `npm run pictures` makes those anew. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { galleryPage } from '../pictures/gallery.ts';
import { differenceOf, MOST_DIFFERENT } from '../pictures/picture.ts';
import { fileOf, LOOKS, RUNS } from '../pictures/scenes.ts';
import { opened, openStudio, pictureOf, putOn, settled, train } from '../pictures/studio.ts';
import type { Playground, Site } from './site.ts';

/** `renew` makes the pictures anew, `train` the runs too. */
const WISH = process.env['SIS_RNN_PICTURES'];
const RENEWS = WISH !== undefined;
const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const gallery = join(docs, 'gallery');

let site: Site;
beforeAll(async () => {
  if (RENEWS) mkdirSync(gallery, { recursive: true });
  site = await openStudio();
});
afterAll(() => site.close());

const storedPicture = (name: string) => readFileSync(join(gallery, name));

/** Made when something differs. */
let found: string | null = null;

/** Leaves a picture that differs in a folder, and fails with its name. */
function expectStored(name: string, actual: Buffer): void {
  const { share, words, picture } = differenceOf(actual, storedPicture(name));
  if (share <= MOST_DIFFERENT) return;
  found ??= mkdtempSync(join(tmpdir(), 'sis-rnn-pictures-'));
  writeFileSync(join(found, name), actual);
  if (picture !== null) writeFileSync(join(found, name.replace('.png', '-differs.png')), picture);
  expect.fail(
    `${name}: ${words}. It is in ${found}. If the page is meant to look so: npm run pictures.`,
  );
}

describe.each(RUNS)('$title', (run) => {
  let playground: Playground;
  const pictures = new Map<string, Buffer>();
  beforeAll(async () => {
    if (WISH === 'train') await train(site, run);
    playground = await opened(site, run);
    // A window that changes its size draws all its charts anew: each look is put on once.
    for (const look of LOOKS) {
      await putOn(playground, look);
      for (const scene of run.scenes) {
        const name = fileOf(scene, look);
        const isRight = RENEWS
          ? settled()
          : (png: Buffer) => differenceOf(png, storedPicture(name)).share <= MOST_DIFFERENT;
        pictures.set(name, await pictureOf(playground, scene, isRight));
      }
    }
  }, 600_000);
  afterAll(async () => {
    expect(playground.errors).toEqual([]);
    await playground.close();
  });

  test.each(run.scenes)('$name looks as it did, wide and narrow, light and dark', (scene) => {
    for (const look of LOOKS) {
      const name = fileOf(scene, look);
      const picture = pictures.get(name)!;
      if (RENEWS) writeFileSync(join(gallery, name), picture);
      else expectStored(name, picture);
    }
  });
});

test.skipIf(RENEWS)('another colour and a missing chart are seen', async () => {
  const [mirror] = RUNS;
  const [look] = LOOKS;
  const playground = await opened(site, mirror!);
  await putOn(playground, look);
  for (const [name, style] of [
    ['bound', ':root { --model-0: #cc79a7 !important; }'],
    ['bound', '.recharts-surface { visibility: hidden; }'],
    ['posterior', '.strip-plot canvas { visibility: hidden; }'],
    ['posterior', '.joint { visibility: hidden; }'],
  ] as const) {
    const scene = mirror!.scenes.find((each) => each.name === name)!;
    const stored = storedPicture(fileOf(scene, look));
    const isSame = (png: Buffer) => differenceOf(png, stored).share <= MOST_DIFFERENT;
    // It is the style that makes the difference.
    expect(isSame(await pictureOf(playground, scene, isSame)), name).toBe(true);
    const tag = await playground.page.addStyleTag({ content: style });
    const changed = await pictureOf(playground, scene, (png) => !isSame(png));
    expect(isSame(changed), style).toBe(false);
    await tag.evaluate((element) => (element as unknown as Element).remove());
  }
  await playground.close();
});

test('the gallery shows every picture, and no other', () => {
  const page = join(docs, 'gallery.md');
  if (RENEWS) writeFileSync(page, galleryPage());
  expect(readFileSync(page, 'utf8')).toBe(galleryPage());
  const wanted = RUNS.flatMap(({ scenes }) =>
    scenes.flatMap((scene) => LOOKS.map((look) => fileOf(scene, look))),
  );
  expect(readdirSync(gallery).sort()).toEqual(wanted.sort());
});
