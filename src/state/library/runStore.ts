/**
 * Runs in IndexedDB, by way of `idb`. A run is written in one transaction: what is cut off by a crash, a closed tab or a
 * full disk leaves what was there before. What the list shows, what a run is, and the files it was given lie apart, so
 * that a list is short to read and a file is written once.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { RunData } from '../../protocol.ts';
import { runNoticesText } from '../../text/en/runNotices.ts';
import { messageOf } from '../../text/message.ts';
import type { RunBody, RunEntry, StoredRun } from './record.ts';

const NAME = 'sis-rnn-playground';
const VERSION = 1;

/** Where the files of a run lie; runs that are copies of each other share them. */
type KeptBody = Omit<RunBody, 'data'> & { readonly id: string; readonly dataKey: number | null };

interface Schema extends DBSchema {
  entries: { key: string; value: RunEntry };
  bodies: { key: string; value: KeptBody; indexes: { dataKey: number } };
  data: { key: number; value: RunData };
}

const STORES = ['entries', 'bodies', 'data'] as const;

/** Nothing can be kept here, for a reason that the message gives. */
export class StorageDenied extends Error {
  override readonly name = 'StorageDenied';
}

/** Another page writes this run now. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

/** Where runs are kept: the browser's storage, or what stands in for it. */
export interface RunShelf {
  /** All entries, deleted ones too, the latest first. */
  list(): Promise<RunEntry[]>;
  /** Null where there is none, or not all of it. */
  read(id: string): Promise<StoredRun | null>;
  /**
   * Whole or not at all. Throws TakenOver where another owner has written the run, and what the browser throws where
   * there is no room (`isFull`).
   */
  write(run: StoredRun): Promise<void>;
  /** Another run like the one of this id, without its files written twice. */
  copy(id: string, entry: RunEntry): Promise<void>;
  /** Changes what the list shows; a run that is gone stays gone. */
  change(id: string, change: Partial<Omit<RunEntry, 'id'>>): Promise<void>;
  /** For good, and the files that no other run needs. */
  erase(ids: readonly string[]): Promise<void>;
}

export function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

/** Throws StorageDenied where the browser keeps nothing for this page. */
export async function openRunStore(): Promise<RunShelf> {
  if (typeof indexedDB === 'undefined') throw new StorageDenied(runNoticesText().noStorage);
  try {
    let failed = false;
    const open = () =>
      openDB<Schema>(NAME, VERSION, {
        upgrade(database) {
          database.createObjectStore('entries', { keyPath: 'id' });
          const bodies = database.createObjectStore('bodies', { keyPath: 'id' });
          bodies.createIndex('dataKey', 'dataKey');
          database.createObjectStore('data', { autoIncrement: true });
        },
        // A newer build of this page wants to change the stores: this one lets go of them.
        blocking: (_current, _blocked, event) => {
          failed = true;
          (event.target as IDBDatabase).close();
        },
        terminated: () => {
          failed = true;
        },
      });
    let database = await open();
    return new RunStore(async () => {
      if (failed) database = await open();
      failed = false;
      return database;
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'VersionError')
      throw new StorageDenied(runNoticesText().newerBuild);
    throw new StorageDenied(messageOf(error));
  }
}

class RunStore implements RunShelf {
  readonly #database: () => Promise<IDBPDatabase<Schema>>;

  constructor(database: () => Promise<IDBPDatabase<Schema>>) {
    this.#database = database;
  }

  async list(): Promise<RunEntry[]> {
    const entries = await (await this.#database()).getAll('entries');
    return entries.sort((a, b) => b.storedAt - a.storedAt);
  }

  async read(id: string): Promise<StoredRun | null> {
    const transaction = (await this.#database()).transaction(STORES);
    const [entry, kept] = await Promise.all([
      transaction.objectStore('entries').get(id),
      transaction.objectStore('bodies').get(id),
    ]);
    if (entry === undefined || kept === undefined) return null;
    const { id: _, dataKey, ...body } = kept;
    const data = dataKey === null ? null : await transaction.objectStore('data').get(dataKey);
    return { entry, body: { ...body, data: data ?? null } };
  }

  async write({ entry, body }: StoredRun): Promise<void> {
    const { data, ...rest } = body;
    const database = await this.#database();
    // Strict: it is on the disk before it counts as written, so that it also outlives the machine's power.
    const transaction = database.transaction(STORES, 'readwrite', { durability: 'strict' });
    const entries = transaction.objectStore('entries');
    const bodies = transaction.objectStore('bodies');
    try {
      const [before, kept] = await Promise.all([entries.get(entry.id), bodies.get(entry.id)]);
      if (before !== undefined && before.owner !== entry.owner) throw new TakenOver(entry.id);
      // What a run was given stays the same, and lies here already.
      const dataKey =
        kept?.dataKey ?? (data === null ? null : await transaction.objectStore('data').add(data));
      // What the reader said of it meanwhile stays.
      const { name, kept: isKept, removedAt } = before ?? entry;
      await entries.put({ ...entry, name, kept: isKept || entry.kept, removedAt });
      await bodies.put({ id: entry.id, ...rest, dataKey });
    } catch (error) {
      await aborted(transaction);
      // Where the browser ended it for want of room, its requests only say that it was ended.
      throw isFull(transaction.error) ? transaction.error : error;
    }
    await transaction.done;
  }

  async copy(id: string, entry: RunEntry): Promise<void> {
    const transaction = (await this.#database()).transaction(STORES, 'readwrite');
    const bodies = transaction.objectStore('bodies');
    const body = await bodies.get(id);
    if (body !== undefined) {
      await bodies.put({ ...body, id: entry.id });
      await transaction.objectStore('entries').put(entry);
    }
    await transaction.done;
  }

  async change(id: string, change: Partial<Omit<RunEntry, 'id'>>): Promise<void> {
    const { store, done } = (await this.#database()).transaction('entries', 'readwrite');
    const entry = await store.get(id);
    if (entry !== undefined) await store.put({ ...entry, ...change });
    await done;
  }

  async erase(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const transaction = (await this.#database()).transaction(STORES, 'readwrite');
    const bodies = transaction.objectStore('bodies');
    const data = transaction.objectStore('data');
    for (const id of ids) {
      const dataKey = (await bodies.get(id))?.dataKey ?? null;
      await transaction.objectStore('entries').delete(id);
      await bodies.delete(id);
      if (dataKey !== null && (await bodies.index('dataKey').count(dataKey)) === 0)
        await data.delete(dataKey);
    }
    await transaction.done;
  }
}

/** Undoes what a transaction has done so far; the error it then ends with is known already. */
async function aborted(transaction: {
  abort(): void;
  readonly done: Promise<void>;
}): Promise<void> {
  const ended = transaction.done.catch(() => {});
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
  await ended;
}
