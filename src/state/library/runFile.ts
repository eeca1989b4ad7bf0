/**
 * A run as one file, to take elsewhere: a zip archive of its facts (`run.json`), a checkpoint that the command line goes
 * on with too (`checkpoint.safetensors`), what was measured (`metrics.json`), what was drawn (`drawings.json`), and the
 * files it was given (`data/`). What is read is checked, bounded, and never taken for more than data.
 */
import { parseExperiment } from '../../config/experiment.ts';
import { readJson } from '../../config/json.ts';
import type { Ink, RunData, RunState, Stroke } from '../../protocol.ts';
import { runFileText } from '../../text/en/runFile.ts';
import { figuresJson, parseFigures } from './figuresJson.ts';
import { FORMAT } from './fileWords.ts';
import type { RunBody, RunEntry, StoredRun } from './record.ts';
import { fromZip, type Member, toZip, ZipError } from './zip.ts';

export const RUN_FILE_VERSION = 1;
const FACTS = 'run.json';
const CHECKPOINT = 'checkpoint.safetensors';
const METRICS = 'metrics.json';
const DRAWINGS = 'drawings.json';

const FACTS_LIMITS = { characters: 4_000_000, depth: 10 };
const METRICS_LIMITS = { characters: 64_000_000, depth: 8 };
const DRAWINGS_LIMITS = { characters: 64_000_000, depth: 10 };
/** Larger ones are not read. */
export const MAX_RUN_BYTES = 1e9;

const BACKENDS = ['webgpu', 'wasm', 'cpu'] as const;

/** A file that holds no run of this page; the message says what is wrong with it. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
}

/** Reading the files it was given may fail where they are not there any more. */
export async function toRunFile({ entry, body }: StoredRun): Promise<Blob> {
  const { state, figures, drawing, data } = body;
  const files = data?.kind === 'files' ? data.files : [];
  const facts = {
    format: FORMAT,
    version: RUN_FILE_VERSION,
    name: entry.name,
    begunAt: entry.begunAt,
    storedAt: entry.storedAt,
    data: entry.data,
    missingFiles: entry.missingFiles,
    step: state.step,
    backend: state.backend,
    validationDue: state.validationDue,
    experiment: state.experiment,
    files: files.map(({ name }) => name),
  };
  const hand = data?.kind === 'hand' ? { seed: data.seed, lines: data.lines } : null;
  const given = await Promise.all(
    files.map(async ({ blob }, i) => ({
      name: `data/${i + 1}`,
      bytes: new Uint8Array(await blob.arrayBuffer()),
    })),
  );
  return toZip([
    text(FACTS, facts),
    { name: CHECKPOINT, bytes: state.bytes },
    { name: METRICS, bytes: new TextEncoder().encode(figuresJson(figures)) },
    text(DRAWINGS, { pad: drawing, hand }),
    ...given,
  ]);
}

/** Whether a file begins as those of `toRunFile` do. */
export async function isRunFile(blob: Blob): Promise<boolean> {
  const head = new Uint8Array(await blob.slice(0, 30 + FACTS.length).arrayBuffer());
  return (
    head[0] === 0x50 && head[1] === 0x4b && new TextDecoder().decode(head.subarray(30)) === FACTS
  );
}

/** The run of a file, but for its id and whose it is. Throws a RunFileError. */
export async function fromRunFile(
  blob: Blob,
): Promise<{ entry: Omit<RunEntry, 'id' | 'owner' | 'bytes'>; body: RunBody }> {
  if (blob.size > MAX_RUN_BYTES)
    throw new RunFileError(runFileText().large(Math.round(blob.size / 1e6), MAX_RUN_BYTES / 1e6));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return readOrRefuse(() => parse(new Map(fromZip(bytes).map(({ name, bytes }) => [name, bytes]))));
}

function parse(members: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {
  const facts = record(json(members, FACTS, FACTS_LIMITS), FACTS);
  if (facts['format'] !== FORMAT) throw new RunFileError(runFileText().noRun);
  const version = facts['version'];
  if (version !== RUN_FILE_VERSION)
    throw new RunFileError(runFileText().version(String(version), RUN_FILE_VERSION));
  const experiment = parseExperiment(facts['experiment']);
  const backend = BACKENDS.find((name) => name === facts['backend']);
  if (backend === undefined) throw new RunFileError(runFileText().noBackend(FACTS));
  const state: RunState = {
    bytes: member(members, CHECKPOINT),
    step: whole(facts['step'], 'step'),
    experiment,
    backend,
    validationDue: facts['validationDue'] === true,
  };
  const drawings = record(json(members, DRAWINGS, DRAWINGS_LIMITS), DRAWINGS);
  const body: RunBody = {
    state,
    figures: parseFigures(json(members, METRICS, METRICS_LIMITS)),
    drawing: inkOf(drawings['pad']),
    data: filesOf(members, strings(facts['files'])) ?? handOf(drawings['hand']),
  };
  const entry = {
    name: typeof facts['name'] === 'string' ? facts['name'].slice(0, 200) : null,
    kept: true,
    experiment,
    step: state.step,
    backend,
    data: typeof facts['data'] === 'string' ? facts['data'].slice(0, 400) : '',
    begunAt: whole(facts['begunAt'], 'begunAt'),
    storedAt: whole(facts['storedAt'], 'storedAt'),
    removedAt: null,
    missingFiles: strings(facts['missingFiles']),
  };
  return { entry, body };
}

function filesOf(
  members: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  names: readonly string[],
): RunData | null {
  if (names.length === 0) return null;
  const files = names.map((name, i) => ({
    name,
    blob: new Blob([member(members, `data/${i + 1}`)]),
  }));
  return { kind: 'files', files };
}

function handOf(value: unknown): RunData | null {
  if (value === null || value === undefined) return null;
  const { seed, lines } = record(value, runFileText().hand);
  if (!Array.isArray(lines)) throw new RunFileError(runFileText().noLines);
  return { kind: 'hand', seed: whole(seed, 'seed'), lines: lines.map(strokesOf) };
}

function inkOf(value: unknown): Ink | null {
  if (value === null || value === undefined) return null;
  const { strokes, sampled } = record(value, runFileText().pad);
  return { strokes: strokesOf(strokes), sampled: sampled === true };
}

function strokesOf(value: unknown): Stroke[] {
  if (!Array.isArray(value)) throw new RunFileError(runFileText().noStrokes);
  return value.map((each: unknown) => {
    const { x, y, ...rest } = record(each, runFileText().stroke);
    const read = { x: numbers(x), y: numbers(y) };
    if (read.x.length !== read.y.length || read.x.length === 0)
      throw new RunFileError(runFileText().uneven);
    const more = (['t', 'pressure'] as const).filter((key) => rest[key] !== undefined);
    return { ...read, ...Object.fromEntries(more.map((key) => [key, numbers(rest[key])])) };
  });
}

function numbers(value: unknown): number[] {
  if (Array.isArray(value) && value.every(Number.isFinite)) return value as number[];
  throw new RunFileError(runFileText().noNumbers);
}

function whole(value: unknown, what: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new RunFileError(runFileText().noWhole(what, String(value)));
}

function strings(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is string => typeof each === 'string');
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new RunFileError(runFileText().noObject(what));
}

function member(members: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, name: string) {
  const bytes = members.get(name);
  if (bytes === undefined) throw new RunFileError(runFileText().missing(name));
  return bytes;
}

function json(
  members: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  name: string,
  limits: typeof FACTS_LIMITS,
): unknown {
  const bytes = member(members, name);
  try {
    return readJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes), limits);
  } catch (error) {
    throw new RunFileError(runFileText().within(name, (error as Error).message));
  }
}

/** What is wrong with an archive or an experiment is wrong with the file. */
function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RunFileError) throw error;
    if (error instanceof ZipError) throw new RunFileError(error.message);
    throw new RunFileError((error as Error).message);
  }
}

function text(name: string, value: unknown): Member {
  return { name, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`) };
}
