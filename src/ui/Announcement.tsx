/** What the run does, heard and not seen: the counters say the same. */
import { announcement } from './announcement.ts';
import { usePlayground } from './usePlayground.ts';

export function Announcement() {
  return (
    <p className="visually-hidden" role="status" data-testid="announcement">
      {usePlayground(announcement)}
    </p>
  );
}
