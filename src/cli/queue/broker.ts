/** The Redis that a queue of runs lives in, reached through BullMQ: both are loaded here, and only where a queue is asked for. */
import type * as BullMq from 'bullmq';
import type { Redis } from 'ioredis';
import { UsageError } from '../flags.ts';

/** From here on BullMQ runs without complaint. */
const OLDEST_REDIS = [6, 2];
const CONNECT_MS = 5000;

export interface Broker {
  readonly bullmq: typeof BullMq;
  /** For what BullMQ does not do: bytes of runs. Waits for Redis where it is away. */
  readonly redis: Redis;
  /** What BullMQ's classes connect with. */
  readonly connection: BullMq.ConnectionOptions;
  /** "redis://host:6379", without the password. */
  readonly name: string;
  close(): void;
}

/**
 * Connects to what `--queue` names. Throws a UsageError of one line where that is no address, BullMQ is not installed, Redis
 * cannot be reached, refuses the password, or is too old.
 */
export async function openBroker(address: string): Promise<Broker> {
  const name = addressName(address);
  const { bullmq, Redis } = await libraries();
  const probe = new Redis(address, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
  });
  let first: Error | null = null;
  probe.on('error', (error: Error) => {
    first ??= error;
  });
  try {
    await probe.connect();
    checkVersion(await probe.info('server'), name);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(connectionProblem(first ?? error, name));
  } finally {
    probe.disconnect();
  }
  const redis = new Redis(address, { maxRetriesPerRequest: null });
  // BullMQ's own connections tell of the same troubles.
  redis.on('error', () => {});
  return {
    bullmq,
    redis,
    connection: { url: address, maxRetriesPerRequest: null },
    name,
    close: () => redis.disconnect(),
  };
}

/** Throws a UsageError where the text is no address of a Redis. */
export function addressName(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new UsageError(
      `--queue ${url === null ? address : `${url.protocol}//...`}: expected redis://HOST:PORT, redis://:PASSWORD@HOST:PORT or rediss://...`,
    );
  return `${url.protocol}//${url.hostname}:${url.port || 6379}`;
}

/** Throws a UsageError for a server older than is needed; `info` is its answer to INFO. */
export function checkVersion(info: string, name: string): void {
  const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'unknown';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_REDIS;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new UsageError(
    `${name} is Redis ${version}: expected ${OLDEST_REDIS.join('.')} or newer, which the queue needs`,
  );
}

/** One line for people. */
export function connectionProblem(error: unknown, name: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (/WRONGPASS|invalid password|invalid username-password/i.test(message))
    return `${name} refuses the password: expected redis://:PASSWORD@HOST:PORT, or redis://USER:PASSWORD@HOST:PORT`;
  if (/NOAUTH|Authentication required/i.test(message))
    return `${name} asks for a password: give it as redis://:PASSWORD@HOST:PORT`;
  const reason = code ?? message;
  return `${name} cannot be reached (${reason}): is redis-server running there, and does it listen on that address?`;
}

async function libraries() {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      '--queue needs the optional packages bullmq and ioredis, which are not installed here: npm install --include=optional',
    );
  }
}
