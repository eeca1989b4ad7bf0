/** What the reader does with runs: go on, name, double, compare, delete and undo, take out and bring in. */
import { presetNamed } from '../../config/presets.ts';
import type { PickedFile } from '../../protocol.ts';
import { runNoticesText } from '../../text/en/runNotices.ts';
import { messageOf } from '../../text/message.ts';
import type { NoticeAbout } from '../notices.ts';
import { bytesOf, type RunEntry, type StoredRun, titleOf } from './record.ts';
import type { RunDesk } from './runDesk.ts';
import { fromRunFile, toRunFile } from './runFile.ts';
import type { Hands } from './runHands.ts';

export interface RunActions {
  /** Goes on with a stored run where it was; what runs now is kept first, if it has been kept before. */
  goOn(id: string): Promise<void>;
  /** Leaves the stored run that was offered where it is. */
  declineOffer(): void;
  /** Keeps the run that trains among those that never go by themselves. */
  keepRun(): void;
  /** The page is being left or hidden: what there is of the run is kept now. */
  keepNow(): void;
  /** An empty name takes the run's own again. */
  renameRun(id: string, name: string): Promise<void>;
  duplicateRun(id: string): Promise<void>;
  removeRun(id: string): Promise<void>;
  /** Brings back what was deleted last. */
  restoreRun(): Promise<void>;
  /** Lays the curves of a run over those of another, or takes them away. */
  compareRun(id: string): Promise<void>;
  /** One file with all of a run; null: of the run that trains, as it is now. */
  exportRun(id: string | null): Promise<void>;
  /** Puts the run of such a file among those kept, and goes on with it. */
  importRun(file: PickedFile): Promise<void>;
}

const MAX_COMPARED = 2;
const MAX_NAME = 80;

export function runActions(
  desk: RunDesk,
  hands: Hands,
  save: (fileName: string, content: Blob) => void,
): RunActions {
  const { notify, surroundings } = hands;

  /** Does something to what is kept and shows it; what fails is told, in the words of `told`, and changes nothing. */
  async function on(
    told: (why: string) => string,
    act: () => Promise<void>,
    about: NoticeAbout = 'page',
  ): Promise<void> {
    try {
      await act();
      await desk.refresh();
    } catch (error) {
      notify('problem', told(messageOf(error)), about);
    }
  }

  const entryOf = (id: string): RunEntry => {
    const entry = desk.runs.entries.find((one) => one.id === id);
    if (entry === undefined) throw new Error(runNoticesText().goneRun);
    return entry;
  };

  async function readRun(id: string): Promise<StoredRun> {
    const run = await desk.shelf?.read(id);
    if (run === null || run === undefined) throw new Error(runNoticesText().goneRun);
    return run;
  }

  async function hand(run: StoredRun): Promise<void> {
    save(`${fileNameOf(run.entry)}-step-${run.body.state.step}.run.zip`, await toRunFile(run));
  }

  return {
    goOn: (id) => desk.goOn(id),
    declineOffer: () => desk.set({ offer: null }),
    keepRun: () =>
      desk.ask(({ entry }) => {
        desk.keep();
        void surroundings.persist();
        notify('information', runNoticesText().kept(titleOf(entry)));
      }),
    keepNow: () => desk.leaving(),
    renameRun: (id, name) =>
      on(runNoticesText().notRenamed, async () => {
        const trimmed = name.trim().slice(0, MAX_NAME);
        await desk.change(id, { name: trimmed === '' ? null : trimmed, kept: true });
        void surroundings.persist();
      }),
    duplicateRun: (id) =>
      on(runNoticesText().notDuplicated, async () => {
        const entry = entryOf(id);
        await desk.shelf?.copy(id, {
          ...entry,
          id: surroundings.newId(),
          name: runNoticesText().copyOf(titleOf(entry)),
          kept: true,
          storedAt: surroundings.todayMs(),
        });
      }),
    removeRun: (id) =>
      on(runNoticesText().notDeleted, async () => {
        await desk.change(id, { removedAt: surroundings.todayMs() });
        if (desk.runs.offer?.id === id) desk.set({ offer: null });
      }),
    restoreRun: () =>
      on(runNoticesText().notBroughtBack, async () => {
        const { removed } = desk.runs;
        if (removed !== null) await desk.change(removed.id, { removedAt: null });
      }),
    compareRun: (id) =>
      on(runNoticesText().notCompared, async () => {
        const { compared } = desk.runs;
        const others = compared.filter(({ entry }) => entry.id !== id);
        if (others.length < compared.length) {
          desk.set({ compared: others });
          return;
        }
        const { body } = await readRun(id);
        const added = { entry: entryOf(id), curves: body.figures.curves };
        desk.set({ compared: [...others, added].slice(-MAX_COMPARED) });
      }),
    exportRun: (id) =>
      on(runNoticesText().notExported, async () => {
        if (id !== null) await hand(await readRun(id));
        else desk.ask((run) => void on(runNoticesText().notExported, () => hand(run)));
      }),
    importRun: ({ name, blob }) =>
      on(
        (why) => runNoticesText().notOpened(name, why),
        async () => {
          const { entry, body } = await fromRunFile(blob);
          const run = {
            entry: {
              ...entry,
              id: surroundings.newId(),
              owner: surroundings.newId(),
              bytes: bytesOf(body),
            },
            body,
          };
          await desk.bringIn(run);
        },
        'file',
      ),
  };
}

/** Its name, or preset and seed in English whatever is spoken: lower-case letters, digits and hyphens. */
function fileNameOf({ name, experiment }: RunEntry): string {
  const preset = presetNamed(experiment.preset)?.title ?? experiment.preset;
  return (name ?? `${preset}-seed-${experiment.settings.seed}`)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');
}
