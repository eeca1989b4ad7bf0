/**
 * What the built page may load, run and connect to: its Content-Security-Policy. It stands in the page itself, so that
 * it holds on hosts that send no headers, and is what `npm start` sends with every file, workers among them.
 */
import type { Plugin } from 'vite';

const SOURCES = {
  // Nothing that is not named below: no frames, no plugins, no media, nothing from elsewhere.
  'default-src': "'none'",
  // WebAssembly may be compiled; eval and scripts within the page may not.
  'script-src': "'self' 'wasm-unsafe-eval'",
  // Style attributes are set through the CSSOM, which needs no exception.
  'style-src': "'self'",
  // Of formulas.
  'font-src': "'self'",
  // Pictures of figures on their way into a file are data.
  'img-src': "'self' data: blob:",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  // A reader may type the address of a file; nothing else asks for anything beyond the page's own folder.
  'connect-src': "'self' https: http://localhost:* http://127.0.0.1:*",
  'base-uri': "'none'",
  'form-action': "'none'",
  // No text becomes markup or script; of addresses of scripts `trustedScripts.ts` takes the page's own.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default',
} as const;

export const PAGE_POLICY = Object.entries(SOURCES)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

/** Writes the policy into the built page. The development server needs scripts within the page and has none. */
export function pagePolicy(): Plugin {
  return {
    name: 'page-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
