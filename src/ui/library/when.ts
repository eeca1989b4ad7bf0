/** Times of the calendar as people say them. */
import { runNoticesText } from '../../text/en/runNotices.ts';
import { moment } from '../../text/numbers.ts';

/** "today 12:31", "yesterday 12:31", "14 Nov 12:31", "14 Nov 2025". Both in milliseconds since 1970. */
export function whenOf(ms: number, nowMs: number): string {
  const text = runNoticesText();
  const [then, now] = [new Date(ms), new Date(nowMs)];
  const yesterday = new Date(nowMs);
  yesterday.setDate(now.getDate() - 1);
  const clock = moment(ms, { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === now.toDateString()) return text.today(clock);
  if (then.toDateString() === yesterday.toDateString()) return text.yesterday(clock);
  if (then.getFullYear() !== now.getFullYear())
    return moment(ms, { day: 'numeric', month: 'short', year: 'numeric' });
  return text.dayAndClock(moment(ms, { day: 'numeric', month: 'short' }), clock);
}
