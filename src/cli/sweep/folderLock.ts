/** One sweep at a time writes a folder: a file with the number of its process, which is taken over once that is gone. */
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../flags.ts';

const LOCK_FILE = 'sweep.lock';

/** Throws a UsageError where another sweep holds it. Returns how to let go. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, LOCK_FILE);
  if (!taken(path)) {
    const holder = Number(readFileSync(path, 'utf8'));
    if (Number.isInteger(holder) && holder > 0 && isAlive(holder))
      throw new UsageError(
        `another sweep (process ${holder}) is writing ${folder}: wait for it, or give another folder with --out`,
      );
    rmSync(path, { force: true });
    if (!taken(path)) throw new UsageError(`another sweep has just begun to write ${folder}`);
  }
  return () => rmSync(path, { force: true });
}

function taken(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeFileSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
