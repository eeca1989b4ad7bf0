/** How long the page's main thread was held, from a trace of the browser's. */
import type { CDPSession, Page } from 'playwright';

export interface Tasks {
  readonly count: number;
  /** The longest task, in milliseconds: as the clock saw it, and in time on a processor. */
  readonly longestMs: number;
  readonly longestProcessorMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** For the output of a test: a time on a machine that others use is told, and fails nothing. */
export function toldOf({ count, longestMs, longestProcessorMs }: Tasks): string {
  return `main thread: ${count} tasks, the longest ${longestMs.toFixed(1)} ms (${longestProcessorMs.toFixed(1)} ms on a processor); wanted: under 50`;
}

/** Tasks of the main thread while `meanwhile` runs. On a busy machine the clock sees others' work too. */
export async function tasksDuring(page: Page, meanwhile: () => Promise<unknown>): Promise<Tasks> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
  });
  await meanwhile();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  const threads = new Map(
    events
      .filter(({ name }) => name === 'thread_name')
      .map(({ pid, tid, args }) => [`${pid} ${tid}`, args?.name]),
  );
  const tasks = events.filter(
    ({ name, pid, tid }) =>
      name.endsWith('RunTask') && threads.get(`${pid} ${tid}`) === 'CrRendererMain',
  );
  const most = (values: readonly number[]) => Math.max(0, ...values) / 1000;
  return {
    count: tasks.length,
    longestMs: most(tasks.map(({ dur }) => dur ?? 0)),
    longestProcessorMs: most(tasks.map(({ tdur }) => tdur ?? 0)),
  };
}
