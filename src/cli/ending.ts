/** How a command ends: what a person can mend is told in a line with status 2, a fault of ours in full with 1. */
import { ImportError } from '../data/importError.ts';
import { NeedsFile } from '../data/importer.ts';
import { BackendError } from '../kernels/backend.ts';
import { CheckpointError } from '../train/checkpoint.ts';
import { UsageError } from './flags.ts';

export async function endWith(main: () => Promise<void>): Promise<never> {
  try {
    await main();
    process.exit(); // Dawn keeps the process alive otherwise
  } catch (error) {
    const forPeople = [UsageError, ImportError, NeedsFile, BackendError, CheckpointError].some(
      (kind) => error instanceof kind,
    );
    console.error(forPeople ? (error as Error).message : error);
    if (error instanceof NeedsFile) console.error('give its path with --data PATH');
    process.exit(forPeople ? 2 : 1);
  }
}
