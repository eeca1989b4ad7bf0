/** Tells faults with which no worker can go on from refusals after which everything is as it was. */
import type { WorkerFault } from '../src/protocol.ts';
import { messageOf } from '../src/text/message.ts';

/** Something was thrown in the middle of a training step, so that the models are half a step on. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/** A promise of the device's that fails does so before, or after, the device says why: it is given this long. */
const REASON_MS = 1000;

/**
 * Null where what was thrown is a refusal and the worker can go on.
 * @param device resolves when the device has a fault; null where there is none
 */
export async function faultFrom(
  thrown: unknown,
  device: Promise<WorkerFault> | null,
): Promise<WorkerFault | null> {
  const cause = thrown instanceof StepFailed ? thrown.cause : thrown;
  const message = messageOf(cause);
  // Thrown out of WebAssembly, it leaves a memory in any state.
  if (cause instanceof WebAssembly.RuntimeError) return { kind: 'trap', message };
  if (!(thrown instanceof StepFailed)) return null;
  const told = await Promise.race([
    device ?? Promise.resolve(null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), REASON_MS)),
  ]);
  return told ?? { kind: 'error', message };
}
