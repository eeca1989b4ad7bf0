/** The desk of files: what each one the reader gives is, and where it goes. */
import { type Experiment, parseExperiment } from '../config/experiment.ts';
import { readJson } from '../config/json.ts';
import type { PickedFile } from '../protocol.ts';
import { filesText } from '../text/en/files.ts';
import { measurementsText } from '../text/en/measurements.ts';
import { messageOf } from '../text/message.ts';
import { isRunFile } from './library/runFile.ts';
import { isResult, measurementsOfFile } from './measurements.ts';
import { type Notify, withoutFiles } from './notices.ts';
import type { Session } from './session.ts';
import { fetchFile } from './source.ts';
import type { WorkerPort } from './surroundings.ts';
import { withSweep } from './sweeps.ts';

export interface FileActions {
  /** Files of the reader's to learn from, or one experiment, run, result or set of weights saved by this page. */
  importFiles(files: readonly PickedFile[]): Promise<void>;
  /** Result files of `npm run train` and `npm run evaluate`, beside the paper's figures, and those of `npm run sweep`. */
  importResults(files: readonly PickedFile[]): Promise<void>;
  dropResults(): void;
  /** The run goes on as if nothing had been chosen. */
  cancelImport(): void;
  importUrl(address: string): Promise<void>;
}

interface Hands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly notify: Notify;
  readonly post: WorkerPort['post'];
  readonly start: (experiment: Experiment) => void;
  readonly importRun: (file: PickedFile) => Promise<void>;
  readonly fetcher: typeof fetch;
}

const MAX_WEIGHTS_BYTES = 1e9;
/** Of files of an experiment or of results: a hundred times what they have. */
const LIMITS = { characters: 4e6, depth: 16 };
/** The list of what an experiment lacks may be as long as the table of settings. */
const MOST_TOLD = 240;

export function fileActions(hands: Hands): FileActions {
  const { get, set, notify, post } = hands;
  const refused = (message: string) => notify('problem', message, 'file');
  /** What was said of the files before the next one is past. */
  const forgetFiles = () => set({ notices: withoutFiles(get().notices) });

  function sendFiles(files: readonly PickedFile[]): void {
    const [first] = files;
    const importing = files.length === 1 ? (first?.name ?? '') : filesText().several(files.length);
    set({ importing, importShare: 0 });
    post({ type: 'import', files });
  }

  async function openWeights({ name, blob }: PickedFile): Promise<void> {
    if (blob.size > MAX_WEIGHTS_BYTES)
      throw new Error(filesText().largeWeights(MAX_WEIGHTS_BYTES / 1e6));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    post({ type: 'openWeights', fileName: name, bytes }, [bytes.buffer]);
  }

  function openExperiment(fileName: string, text: string): void {
    try {
      const value = readJson(text, LIMITS);
      if (isResult(value)) openResult(fileName, value);
      else hands.start(parseExperiment(value));
    } catch (error) {
      refused(measurementsText().ofFile(fileName, shortened(messageOf(error))));
    }
  }

  /** Figures of a run elsewhere, beside the paper's; those of a file of the same name are replaced. */
  function openResult(fileName: string, value: unknown): void {
    const others = get().imported.filter(({ source }) => source !== fileName);
    set({ imported: [...others, ...measurementsOfFile(fileName, value)], view: 'tables' });
  }

  /** False where the file holds no results of a sweep. */
  function openSweep(fileName: string, text: string): boolean {
    const sweeps = withSweep(get().sweeps, fileName, text);
    if (sweeps !== null) set({ sweeps, view: 'tables' });
    return sweeps !== null;
  }

  /** False where the file is none of those this page and its commands write. */
  async function openOwn(file: PickedFile): Promise<boolean> {
    const { name, blob } = file;
    // What cannot be read is told by whoever reads all of it.
    if (await isRunFile(blob).catch(() => false)) await hands.importRun(file);
    else if (/\.safetensors$/i.test(name)) await openWeights(file);
    else if (/\.json$/i.test(name)) openExperiment(name, await textOf(blob));
    else return /\.jsonl$/i.test(name) && openSweep(name, await textOf(blob));
    return true;
  }

  async function importFiles(files: readonly PickedFile[]): Promise<void> {
    const [first] = files;
    if (first === undefined) return;
    forgetFiles();
    try {
      if (files.length > 1 || !(await openOwn(first))) sendFiles(files);
    } catch (error) {
      refused(filesText().notRead(first.name, messageOf(error)));
    }
  }

  return {
    importFiles,
    cancelImport: () => post({ type: 'cancelImport' }),
    async importResults(files) {
      forgetFiles();
      for (const { name, blob } of files) {
        let value: unknown;
        try {
          const text = await textOf(blob);
          if (openSweep(name, text)) continue;
          value = readJson(text, LIMITS);
        } catch (error) {
          refused(filesText().notRead(name, messageOf(error)));
          continue;
        }
        try {
          openResult(name, value);
        } catch (error) {
          // That one names the file.
          refused(filesText().notTaken(messageOf(error)));
        }
      }
    },
    dropResults: () => set({ imported: [], sweeps: [] }),
    async importUrl(address) {
      forgetFiles();
      set({ importing: address });
      try {
        const { fileName, blob } = await fetchFile(address, hands.fetcher);
        set({ importing: null });
        await importFiles([{ name: fileName, blob }]);
      } catch (error) {
        set({ importing: null });
        refused(filesText().notFetched(messageOf(error)));
      }
    },
  };
}

/** What a file says. Throws an Error for one that is too large to be read as a whole. */
async function textOf(blob: Blob): Promise<string> {
  if (blob.size > LIMITS.characters)
    throw new Error(filesText().large((blob.size / 1e6).toFixed(1), LIMITS.characters / 1e6));
  return blob.text();
}

function shortened(message: string): string {
  return message.length > MOST_TOLD ? `${message.slice(0, MOST_TOLD - 3)}…` : message;
}
