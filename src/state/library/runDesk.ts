/**
 * The run that trains, as far as it is kept: its latest state, under which name the browser has it, and what the reader
 * does with it and with the others. The latest state is held here too, for when the worker dies or nothing can be stored.
 */
import { parseExperiment } from '../../config/experiment.ts';
import type { FromWorker, RunData, RunState } from '../../protocol.ts';
import { runNoticesText } from '../../text/en/runNotices.ts';
import { messageOf } from '../../text/message.ts';
import { formatLink } from '../link.ts';
import { trainsNow } from '../presence.ts';
import { readable, sayOfMissing } from './otherBuilds.ts';
import {
  bytesOf,
  NO_FIGURES,
  type RunBody,
  type RunEntry,
  type StoredRun,
  titleOf,
} from './record.ts';
import type { Hands } from './runHands.ts';
import { RunSaver } from './runSaver.ts';
import { isFull, type RunShelf } from './runStore.ts';
import type { ComparedRun, RunsState } from './runsState.ts';

/** The run that trains. */
interface Current {
  /** Null until there is a state of it. */
  readonly entry: Pick<RunEntry, 'id' | 'name' | 'kept' | 'begunAt'> | null;
  readonly data: RunData | null;
  readonly release: () => void;
}

/** A deletion can be undone for so long. */
const UNDO_MS = 3_600_000;

export class RunDesk {
  readonly #hands: Hands;
  /** This page, among those that write. */
  readonly #owner: string;
  #shelf: RunShelf | null = null;
  #saver: RunSaver | null = null;
  #current: Current = { entry: null, data: null, release: () => {} };
  #latest: RunBody | null = null;
  /** A stored run that the worker was asked to go on with. */
  #going: { readonly run: StoredRun; readonly as: Current } | null = null;
  /** Id of the stored run that is being read to go on with. */
  #opening: string | null = null;
  /** What waits for the next state of the run. */
  #onState: ((run: StoredRun) => void)[] = [];

  constructor(hands: Hands) {
    this.#hands = hands;
    this.#owner = hands.surroundings.newId();
  }

  get shelf(): RunShelf | null {
    return this.#shelf;
  }

  /** Opens the storage, and offers to go on with what was left behind, unless the address asks for something else. */
  async open(hash: string): Promise<void> {
    const { surroundings, notify } = this.#hands;
    if (surroundings.open === null) return;
    try {
      this.#shelf = await surroundings.open();
      const long = surroundings.todayMs() - UNDO_MS;
      const gone = (await this.#shelf.list()).filter(({ removedAt }) => (removedAt ?? long) < long);
      await this.#shelf.erase(gone.map(({ id }) => id));
    } catch (error) {
      this.#shelf = null;
      const why = messageOf(error);
      this.set({ storage: 'denied', problem: why });
      notify('information', runNoticesText().keepsNone(why));
      return;
    }
    this.#saver = new RunSaver(this.#shelf, {
      wrote: () => this.refresh(),
      copyOf: (entry) => this.#copied(entry),
      failed: (why) => this.#tell(why),
    });
    this.set({ storage: 'open' });
    await this.refresh();
    const asked = hash === '' ? null : formatLink(this.#hands.get().experiment);
    const [latest] = this.runs.entries;
    if (latest === undefined || (asked !== null && formatLink(latest.experiment) !== asked)) return;
    const release = await surroundings.locks.hold(latest.id);
    release?.();
    if (release !== null && this.runs.current !== latest.id) this.set({ offer: latest });
  }

  get runs(): RunsState {
    return this.#hands.get().runs;
  }

  set(change: Partial<RunsState>): void {
    this.#hands.set({ runs: { ...this.runs, ...change } });
  }

  async refresh(): Promise<void> {
    const all = (await this.#shelf?.list()) ?? [];
    const entries = all.filter(({ removedAt }) => removedAt === null).flatMap(readable);
    const current = this.#current.entry?.id ?? null;
    const unreadable = all.length - all.flatMap(readable).length;
    const compared: ComparedRun[] = [];
    for (const one of this.runs.compared) {
      const entry = entries.find(({ id }) => id === one.entry.id);
      if (entry === undefined) continue;
      const isNewer = entry.storedAt !== one.entry.storedAt;
      const run = isNewer ? await this.#shelf?.read(entry.id) : null;
      compared.push({ entry, curves: run?.body.figures.curves ?? one.curves });
    }
    this.set({ entries, unreadable, removed: lastRemoved(all), current, compared });
  }

  /** The worker has begun a run, or gone on with one. */
  started({ resumedAt, experiment }: Extract<FromWorker, { type: 'started' }>): void {
    // One that begins was asked for before: what is to go on has not been answered yet.
    const going = resumedAt === undefined ? null : this.#going;
    if (resumedAt !== undefined) this.#going = null;
    // The same run after a fault, otherwise.
    if (resumedAt !== undefined && going === null) return;
    if (going?.as.release !== this.#current.release) this.#current.release();
    const data = this.#hands.dataOf(experiment.settings.data);
    this.#latest = going?.run.body ?? null;
    this.#current = going?.as ?? { entry: null, data, release: () => {} };
    this.set({ current: this.#current.entry?.id ?? null, offer: going ? null : this.runs.offer });
    if (going === null) return;
    this.#hands.restore(going.run.body);
    this.#sayOfBackend(going.run.body.state);
  }

  /** The worker could not go on with the stored run; the one before does. */
  refused(): void {
    const release = this.#going?.as.release;
    if (release !== this.#current.release) release?.();
    this.#going = null;
  }

  /** The run as it is now. */
  checkpoint(state: RunState): void {
    const { surroundings, get } = this.#hands;
    const now = surroundings.todayMs();
    const { strokes } = get().pen.ink;
    const body: RunBody = {
      state,
      figures: this.#hands.figures(),
      drawing: strokes.length > 0 ? get().pen.ink : null,
      data: this.#current.data,
    };
    this.#latest = body;
    const entry = this.#current.entry ?? this.#entered(now);
    const run: StoredRun = {
      entry: {
        ...entry,
        experiment: state.experiment,
        step: state.step,
        backend: state.backend,
        data: get().data?.description ?? '',
        storedAt: now,
        bytes: bytesOf(body),
        owner: this.#owner,
        removedAt: null,
        missingFiles: [],
      },
      body,
    };
    this.#saver?.save(run);
    for (const done of this.#onState.splice(0)) done(run);
  }

  /** The first state of a run gives it a place, which is this page's alone. */
  #entered(now: number): NonNullable<Current['entry']> {
    const entry = { id: this.#hands.surroundings.newId(), name: null, kept: false, begunAt: now };
    this.#take(entry);
    return entry;
  }

  /** The run that trains has this place from now on, and no other page has. */
  #take(entry: NonNullable<Current['entry']>): void {
    this.#current.release();
    this.#current = { ...this.#current, entry, release: () => {} };
    void this.#hands.surroundings.locks.hold(entry.id).then((release) => {
      if (this.#current.entry?.id === entry.id && release !== null)
        this.#current = { ...this.#current, release };
      else release?.();
    });
  }

  /** Another page has taken the run over: what is trained here is a copy from now on. */
  #copied(entry: RunEntry): RunEntry {
    const copy = { ...entry, ...this.#copyOf(entry) };
    if (this.#current.entry?.id === entry.id) this.#take(copy);
    this.#hands.notify('information', runNoticesText().takenOver(titleOf(entry), copy.name));
    return copy;
  }

  #copyOf(entry: Pick<RunEntry, 'name' | 'experiment' | 'begunAt'>) {
    const { newId, todayMs } = this.#hands.surroundings;
    return {
      id: newId(),
      name: runNoticesText().copyOf(titleOf(entry)),
      kept: true,
      begunAt: todayMs(),
    };
  }

  /** A state of the run as it is now, when there is none; `done` is called with it. */
  ask(done: (run: StoredRun) => void = () => {}): void {
    this.#onState.push(done);
    this.#hands.post({ type: 'checkpoint' });
  }

  /** The run that trains is one of those that never go by themselves. */
  keep(): void {
    const { entry } = this.#current;
    if (entry !== null) void this.change(entry.id, { kept: true }).then(() => this.refresh());
  }

  /** Of an entry, also of the run that trains. */
  async change(id: string, change: Partial<Omit<RunEntry, 'id'>>): Promise<void> {
    const { entry } = this.#current;
    // One that is deleted while it trains gets another place with its next state.
    if (entry?.id === id)
      this.#current = {
        ...this.#current,
        entry: change.removedAt ? null : { ...entry, ...change },
      };
    await this.#saver?.settled();
    await this.#shelf?.change(id, change);
  }

  /** The page is being left, perhaps for good. */
  leaving(): void {
    const { progress, phase } = this.#hands.get();
    if (phase === 'running' && progress.step > (this.#latest?.state.step ?? 0)) this.ask();
  }

  /** Goes on with a stored run, or with a copy of it where another page has it. */
  async goOn(id: string): Promise<void> {
    const isAsked = this.#going?.run.entry.id === id && this.#hands.get().phase === 'starting';
    // Pressed twice: the place this page has taken the first time is no other page's.
    if (isAsked || this.#opening === id) return;
    this.#opening = id;
    try {
      const run = await this.#shelf?.read(id);
      if (run === null || run === undefined) throw new Error(runNoticesText().gone);
      await this.#begin(run);
    } catch (error) {
      this.#hands.notify('problem', runNoticesText().cannotGoOn(messageOf(error)));
      await this.refresh().catch(() => {});
    } finally {
      this.#opening = null;
    }
  }

  /** A checkpoint alone: of the command line, or out of a run file. */
  async openCheckpoint(fileName: string, state: RunState): Promise<void> {
    const { newId, todayMs } = this.#hands.surroundings;
    const body: RunBody = { state, figures: NO_FIGURES, drawing: null, data: null };
    const entry: RunEntry = {
      id: newId(),
      name: fileName,
      kept: true,
      experiment: state.experiment,
      step: state.step,
      backend: state.backend,
      data: '',
      begunAt: todayMs(),
      storedAt: todayMs(),
      bytes: bytesOf(body),
      owner: this.#owner,
      removedAt: null,
      missingFiles: [],
    };
    await this.bringIn({ entry, body });
  }

  /** Keeps a run from elsewhere, as far as there is a place for it, and goes on with it. */
  async bringIn(run: StoredRun): Promise<void> {
    try {
      await this.#shelf?.write(run);
    } catch (error) {
      this.#tell(isFull(error) ? runNoticesText().noRoom : messageOf(error));
    }
    await this.#begin(run);
  }

  async #begin(run: StoredRun): Promise<void> {
    const { notify, surroundings, get } = this.#hands;
    const { id } = run.entry;
    const experiment = parseExperiment(run.entry.experiment);
    const same = this.#current.entry?.id === id;
    const mine = same ? this.#current.release : await surroundings.locks.hold(id);
    const entry = mine === null ? this.#copyOf(run.entry) : run.entry;
    const release = mine ?? (await surroundings.locks.hold(entry.id)) ?? (() => {});
    if (mine === null)
      notify('information', runNoticesText().openElsewhere(titleOf(run.entry), entry.name ?? ''));
    else await this.#shelf?.change(id, { owner: this.#owner });
    // One that lacks its file goes on with what the reader has given again; one that needed none needs none now.
    const lacks = run.entry.missingFiles.length > 0;
    const given = lacks ? this.#hands.dataOf(experiment.settings.data) : null;
    const data = run.body.data ?? given;
    this.refused();
    this.#going = { run, as: { entry, data, release } };
    sayOfMissing(run.entry, notify);
    this.#hands.resuming(experiment);
    this.#hands.post({
      type: 'resume',
      state: { ...run.body.state, experiment },
      data: run.body.data,
      backend: get().backend?.backend ?? 'auto',
      playing: trainsNow(get()),
    });
  }

  #sayOfBackend({ backend }: RunState): void {
    const here = this.#hands.get().backend?.backend;
    if (here !== undefined && here !== backend)
      this.#hands.notify('information', runNoticesText().otherBackend(backend, here));
  }

  #tell(why: string | null): void {
    const { problem, storage } = this.runs;
    if (why === problem || storage === 'denied') return;
    this.set({ problem: why });
    if (why !== null) this.#hands.notify('problem', runNoticesText().notKept(why));
  }
}

/** Of the runs that were deleted and are still there, the one deleted last. */
function lastRemoved(all: readonly RunEntry[]): RunEntry | null {
  const removed = all.filter(({ removedAt }) => removedAt !== null).flatMap(readable);
  return removed.reduce<RunEntry | null>(
    (last, one) => ((one.removedAt ?? 0) > (last?.removedAt ?? 0) ? one : last),
    null,
  );
}
