/**
 * Draws the PNG icons of the manifest from public/favicon.svg, in Chromium: node --import tsx test/reference/icons.ts
 * A maskable icon may be cut to any shape, so its ground fills the square and its drawing keeps to the middle.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { launchOptions } from '../chromium.ts';

const folder = fileURLToPath(new URL('../../public/', import.meta.url));
const drawing = readFileSync(`${folder}favicon.svg`, 'utf8');
const ICONS = [
  { name: 'icon-192', side: 192, share: 1 },
  { name: 'icon-512', side: 512, share: 1 },
  { name: 'icon-maskable-512', side: 512, share: 0.7 },
];

const browser = await chromium.launch(launchOptions());
for (const { name, side, share } of ICONS) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const ground = share < 1 ? '#fff' : 'transparent';
  await page.setContent(
    `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${ground}}svg{width:${100 * share}%}</style>${drawing}`,
  );
  await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
