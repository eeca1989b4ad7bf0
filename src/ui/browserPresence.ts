/** What the browser tells of itself: whether the page is seen, how the machine is powered, and a screen that stays on. */
import type { PresencePort } from '../state/presence.ts';

/** Of the Battery Status API, which only Chromium has. */
interface Battery extends EventTarget {
  readonly charging: boolean;
}

export function browserPresence(): PresencePort {
  const { wakeLock } = navigator as { readonly wakeLock?: WakeLock };
  return {
    hidden: () => document.hidden,
    onVisibility: (changed) => document.addEventListener('visibilitychange', changed),
    keepAwake:
      wakeLock === undefined
        ? null
        : async () => {
            const lock = await wakeLock.request('screen');
            return {
              release: () => void lock.release(),
              onRelease: (released) => lock.addEventListener('release', released, { once: true }),
            };
          },
    onPower: (told) => {
      const { getBattery } = navigator as { readonly getBattery?: () => Promise<Battery> };
      void getBattery?.call(navigator).then(
        (battery) => {
          const tell = () => told(!battery.charging);
          battery.addEventListener('chargingchange', tell);
          tell();
        },
        () => {}, // not told to this page: as where there is no such thing
      );
    },
  };
}
