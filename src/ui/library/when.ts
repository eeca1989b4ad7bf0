/** Times of the calendar as people say them. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const year = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** "today 12:31", "yesterday 12:31", "14 Nov 12:31", "14 Nov 2025". Both in milliseconds since 1970. */
export function whenOf(ms: number, nowMs: number): string {
  const [then, now] = [new Date(ms), new Date(nowMs)];
  const yesterday = new Date(nowMs);
  yesterday.setDate(now.getDate() - 1);
  if (then.toDateString() === now.toDateString()) return `today ${clock.format(then)}`;
  if (then.toDateString() === yesterday.toDateString()) return `yesterday ${clock.format(then)}`;
  if (then.getFullYear() !== now.getFullYear()) return year.format(then);
  return `${day.format(then)} ${clock.format(then)}`;
}
