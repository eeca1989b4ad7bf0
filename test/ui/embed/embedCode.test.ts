import { expect, test } from 'vitest';
import { SINGLES } from '../../../src/state/screen.ts';
import { embedAddress, embedCode, playgroundAddress } from '../../../src/ui/embed/embedCode.ts';

const PAGE =
  'https://host.example/some/page/?backend=wasm&slides=kl&hide=gap&theme=dark&lang=zh#v=1';
const SIZE = { width: 600, height: 420 };

/** The attributes as a browser reads them. */
function attributesOf(markup: string): Record<string, string> {
  const tag = /^<iframe((?: [a-z]+="[^"<>]*")+)><\/iframe>$/.exec(markup);
  expect(tag, markup).not.toBeNull();
  const characters = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' };
  return Object.fromEntries(
    [...tag![1]!.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!.replaceAll(/&(\S+?);/g, (_, of: keyof typeof characters) => characters[of]),
    ]),
  );
}

test('a frame has the panel, the experiment and the theme, and nothing of the page around it', () => {
  expect(embedAddress(PAGE, '#v=1&preset=ring', 'bound', 'light')).toBe(
    'https://host.example/some/page/?backend=wasm&lang=zh&embed=bound&theme=light#v=1&preset=ring',
  );
  expect(embedAddress('http://a/?embed=kl', '#v=1', 'gap', 'system')).toBe(
    'http://a/?embed=gap#v=1',
  );
});

test.each(SINGLES)('the way from a frame of %s to the playground leads back', (panel) => {
  const framed = embedAddress(PAGE, '#v=1&preset=ring', panel, 'dark');
  expect(playgroundAddress(framed, '#v=1&preset=ring').href).toBe(
    'https://host.example/some/page/?backend=wasm&lang=zh#v=1&preset=ring',
  );
});

test('no title and no address leaves its attribute', () => {
  const hash = `#v=1&preset="><script>alert('x')</script>&amp;"onload="`;
  const title = `"><img src=x onerror='alert(1)'> & <b>`;
  const address = embedAddress('https://a.example/?x="><script>', hash, 'posterior', 'system');
  const markup = embedCode(address, title, SIZE);
  expect(markup).not.toMatch(/<script|<img|onload="/);
  const { src, title: told, width, height, loading, allow } = attributesOf(markup);
  expect(src).toBe(address);
  expect(told).toBe(title);
  expect([width, height, loading]).toEqual(['600', '420', 'lazy']);
  expect(allow).toBe('fullscreen; clipboard-write');
  expect(new URL(src!).searchParams.get('embed')).toBe('posterior');
});

test('a frame without a width takes what room there is', () => {
  expect(
    attributesOf(embedCode('https://a.example/', 'a', { width: null, height: 300 })),
  ).toMatchObject({ width: '100%', height: '300' });
});
