/** Runs of a sweep in so many processes of this machine at a time. */
import type { ChildRun, Ending } from './childRun.ts';

/** A run that fails so often is set aside. */
export const ATTEMPTS = 3;

export interface PoolTask {
  readonly name: string;
  start(): ChildRun;
}

/**
 * Makes all tasks, at most `processes` at a time, each again when it fails, up to `ATTEMPTS` times. Once `signal` is
 * aborted none is begun, and those under way are asked to save and end. Resolves when none is under way.
 */
export async function runPool(
  tasks: readonly PoolTask[],
  processes: number,
  signal: AbortSignal,
  tell: (name: string, event: 'starts' | Ending) => void,
): Promise<void> {
  const waiting = [...tasks];
  const going = new Set<ChildRun>();
  const stop = () => {
    for (const child of going) child.stop();
  };
  signal.addEventListener('abort', stop);
  const once = async (task: PoolTask): Promise<Ending> => {
    tell(task.name, 'starts');
    const child = task.start();
    going.add(child);
    const ending = await child.ended;
    going.delete(child);
    return ending;
  };
  const work = async () => {
    for (
      let task = waiting.shift();
      task !== undefined && !signal.aborted;
      task = waiting.shift()
    ) {
      let ending = await once(task);
      for (let made = 1; made < ATTEMPTS && mayHelp(ending) && !signal.aborted; made++)
        ending = await once(task);
      tell(task.name, ending);
    }
  };
  await Promise.all(Array.from({ length: Math.min(processes, tasks.length) }, work));
  signal.removeEventListener('abort', stop);
}

function mayHelp(ending: Ending): boolean {
  return ending.kind === 'failed' && !ending.lasting;
}
