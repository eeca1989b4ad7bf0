/** What a page in another's frame is told of itself: it counts as hidden, too, while the frame is scrolled out of sight. */
import type { PresencePort } from '../../state/presence.ts';

export function framedPresence(port: PresencePort): PresencePort {
  let outOfSight = false;
  return {
    ...port,
    hidden: () => outOfSight || port.hidden(),
    onVisibility: (changed) => {
      port.onVisibility(changed);
      // Looks through the frames up to the window.
      new IntersectionObserver((entries) => {
        outOfSight = entries.at(-1)?.isIntersecting === false;
        changed();
      }).observe(document.documentElement);
    },
  };
}
