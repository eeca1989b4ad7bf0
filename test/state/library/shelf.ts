/** A browser's storage that is a map, and pages that take turns at it. */
import type { RunEntry, StoredRun } from '../../../src/state/library/record.ts';
import type { RunSurroundings } from '../../../src/state/library/runHands.ts';
import { type RunShelf, TakenOver } from '../../../src/state/library/runStore.ts';

export class MapShelf implements RunShelf {
  readonly runs = new Map<string, StoredRun>();
  /** What the next writing throws instead, in turn. */
  readonly failures: Error[] = [];

  async list(): Promise<RunEntry[]> {
    const entries = [...this.runs.values()].map(({ entry }) => entry);
    return entries.sort((a, b) => b.storedAt - a.storedAt);
  }

  async read(id: string): Promise<StoredRun | null> {
    return this.runs.get(id) ?? null;
  }

  async write(run: StoredRun): Promise<void> {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    const before = this.runs.get(run.entry.id);
    if (before !== undefined && before.entry.owner !== run.entry.owner)
      throw new TakenOver('another page goes on with this run');
    this.runs.set(run.entry.id, run);
  }

  async copy(id: string, entry: RunEntry): Promise<void> {
    const run = this.runs.get(id);
    if (run !== undefined) this.runs.set(entry.id, { ...run, entry });
  }

  async change(id: string, change: Partial<RunEntry>): Promise<void> {
    const run = this.runs.get(id);
    if (run !== undefined) this.runs.set(id, { ...run, entry: { ...run.entry, ...change } });
  }

  async erase(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.runs.delete(id);
  }
}

let pages = 0;

/** A page over a shelf, with locks that all pages given the same set share. */
export function runsOn(
  shelf: RunShelf = new MapShelf(),
  held: Set<string> = new Set(),
  clock: { ms: number } = { ms: 0 },
): RunSurroundings {
  const page = ++pages;
  let ids = 0;
  return {
    open: async () => shelf,
    locks: {
      hold: async (id) => {
        if (held.has(id)) return null;
        held.add(id);
        return () => held.delete(id);
      },
    },
    todayMs: () => clock.ms,
    newId: () => `page-${page}-${++ids}`,
    persist: async () => true,
  };
}
