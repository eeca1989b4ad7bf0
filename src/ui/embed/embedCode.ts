/** The line of HTML that shows one panel of this page in another page. */
import type { Single } from '../../state/screen.ts';

export interface FrameSize {
  /** In CSS pixels; null: as wide as there is room. */
  readonly width: number | null;
  readonly height: number;
}

/** Keys of an address that are of the page around the panel. */
const OF_THE_PAGE = ['embed', 'slides', 'hide', 'theme'];

/** Of a panel alone. `page` is the address the experiment is read at, `hash` the experiment. */
export function embedAddress(page: string, hash: string, panel: Single, theme: string): string {
  const address = playgroundAddress(page, hash);
  const asked = new URLSearchParams(address.search);
  asked.set('embed', panel);
  if (theme !== 'system') asked.set('theme', theme);
  address.search = asked.toString();
  return address.href;
}

/** Of the whole page with the same experiment. */
export function playgroundAddress(page: string, hash: string): URL {
  const address = new URL(page);
  const asked = new URLSearchParams(address.search);
  for (const key of OF_THE_PAGE) asked.delete(key);
  address.search = asked.toString();
  address.hash = hash;
  return address;
}

const TAG = 'iframe';
/** What a chart that is saved or enlarged asks for. */
const ALLOWED = ['fullscreen', 'clipboard-write'];

/** Title and address may hold anything: no quote, bracket or ampersand of theirs is one of the markup. */
export function embedCode(address: string, title: string, { width, height }: FrameSize): string {
  const attributes = {
    src: address,
    title,
    width: String(width ?? '100%'),
    height: String(height),
    style: 'border: 0',
    loading: 'lazy',
    allow: ALLOWED.join('; '),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<${TAG} ${written.join(' ')}></${TAG}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&"'<>]/g, (character) => ESCAPES[character]!);
}
