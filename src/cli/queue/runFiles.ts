/**
 * The files of a run as bytes in Redis: while it is made its checkpoint and metrics, afterwards all. Only who holds the lease
 * of the run writes them. They go when a sweep has fetched them, or after a week.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CHECKPOINT_FILE } from '../runStart.ts';
import { writeWhole } from '../wholeFile.ts';
import type { Broker } from './broker.ts';

export const KEEP_SECONDS = 7 * 24 * 3600;
/** Of all files of one run. */
export const MAX_BYTES = 64 * 2 ** 20;

/** In this order: rows up to a checkpoint are in the metrics before it is written. */
export const RESUME_FILES = [CHECKPOINT_FILE, 'metrics.jsonl'] as const;

/** Writes where the lock of the job is still held by the token. */
const PUT = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
redis.call('EXPIRE', KEYS[2], ARGV[2])
return 1`;

/** The right to write the files of a job. */
export interface Lease {
  readonly jobId: string;
  /** Redis key of BullMQ's lock. */
  readonly lock: string;
  readonly token: string;
}

export type PutAnswer = 'kept' | 'too large' | 'lease lost';

/** Puts those of `names` that are in the folder. */
export async function putFiles(
  { redis }: Pick<Broker, 'redis'>,
  { jobId, lock, token }: Lease,
  folder: string,
  names: readonly string[],
): Promise<PutAnswer> {
  const files = names
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => [name, readFileSync(join(folder, name))] as const);
  if (files.reduce((sum, [, bytes]) => sum + bytes.length, 0) > MAX_BYTES) return 'too large';
  const answer = await redis.eval(PUT, 2, lock, keyOf(jobId), token, KEEP_SECONDS, ...files.flat());
  return answer === 1 ? 'kept' : 'lease lost';
}

/** Everything the folder of a run holds. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.endsWith('.part'));
}

/** Writes what there is of the run into the folder, which may be new. */
export async function fetchFiles(
  { redis }: Pick<Broker, 'redis'>,
  jobId: string,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // Names from elsewhere stay in the folder.
  for (const [name, bytes] of Object.entries(await redis.hgetallBuffer(keyOf(jobId))))
    writeWhole(join(folder, basename(name)), bytes);
}

export async function dropFiles({ redis }: Pick<Broker, 'redis'>, jobId: string): Promise<void> {
  await redis.del(keyOf(jobId));
}

function keyOf(jobId: string): string {
  return `sis-rnn:files:${jobId}`;
}
