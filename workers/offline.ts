/**
 * The service worker: keeps every file of the page, so that it opens and trains without a network, under whatever path
 * it lies. A new version waits until a reader asks for it and no other tab of the page is open: none loses its files.
 */
import { precacheAndRoute } from 'workbox-precaching';

/** Written by the build. */
declare const PAGE_FILES: readonly { readonly url: string; readonly revision: string | null }[];

/** As much of the worker's scope as is used here: the library of types has that of a page. */
interface Scope {
  readonly clients: {
    matchAll(options: {
      type: 'window';
      includeUncontrolled: true;
    }): Promise<readonly { readonly url: string }[]>;
    claim(): Promise<void>;
  };
  readonly registration: { readonly scope: string };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, handler: (event: Waiting) => void): void;
}

interface Waiting {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
  waitUntil(done: Promise<unknown>): void;
}

const scope = globalThis as unknown as Scope;

// `?backend=...` is for the page, not for the host: the same file answers.
precacheAndRoute([...PAGE_FILES], { ignoreURLParametersMatching: [/./] });

// The first visit is served from here too, without being opened again.
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(takeOver(event.ports[0]));
});

/** Answers with the number of other tabs that still need the files of the version before. */
async function takeOver(answer: MessagePort | undefined): Promise<void> {
  // As long as this version waits, all tabs are controlled by the one before.
  const all = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const tabs = all.filter(({ url }) => url.startsWith(scope.registration.scope));
  const others = Math.max(0, tabs.length - 1);
  if (others === 0) await scope.skipWaiting();
  answer?.postMessage(others);
}
