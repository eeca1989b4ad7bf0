/** Registers the service worker that keeps the page, so that it opens without a network, and tells of newer versions. */
import type { UpdateSource } from '../state/updates.ts';

/** A tab may stay open for days. */
const ASK_AGAIN_MS = 3_600_000;

/** Null where the browser has no service workers or the page is not served by https or this machine. */
export function offlineWorker(script: string): UpdateSource | null {
  const { serviceWorker } = navigator;
  if (serviceWorker === undefined) return null;
  const registered = serviceWorker.register(script, { updateViaCache: 'none' }).catch(() => null);
  let asked = false;
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
  });
  void registered.then((registration) => {
    // Without a network there is no newer version.
    setInterval(() => void registration?.update().catch(() => {}), ASK_AGAIN_MS);
  });
  return {
    onWaiting: (handler) =>
      void registered.then((registration) => {
        if (registration === null) return;
        const look = () => {
          // The first version of all waits for nobody.
          if (registration.waiting !== null && serviceWorker.controller !== null) handler();
        };
        look();
        const follow = () => registration.installing?.addEventListener('statechange', look);
        follow();
        registration.addEventListener('updatefound', follow);
      }),
    async takeOver() {
      const waiting = (await registered)?.waiting;
      if (waiting === null || waiting === undefined) return 0;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<number>((resolve) => {
        port1.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      });
      waiting.postMessage('take over', [port2]);
      const others = await answer;
      port1.close();
      return others;
    },
    reloadWhenTaken() {
      asked = true;
    },
  };
}
