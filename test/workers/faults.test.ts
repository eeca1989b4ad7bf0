import { describe, expect, test } from 'vitest';
import type { FromWorker, WorkerFault } from '../../src/protocol.ts';
import { faultFrom, StepFailed } from '../../workers/faults.ts';
import { Pulse } from '../../workers/pulse.ts';

/** What a module of one function throws, whose only instruction is `unreachable`. */
function trap(): unknown {
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0], // type: () -> ()
    ...[3, 2, 1, 0],
    ...[7, 5, 1, 1, 0x66, 0, 0], // export "f"
    ...[10, 5, 1, 3, 0, 0x00, 0x0b],
  ];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
  try {
    (exports['f'] as () => void)();
  } catch (error) {
    return error;
  }
  throw new Error('it did not trap');
}

const inStep = (cause: unknown) => new StepFailed('a training step failed', { cause });

describe('what was thrown', () => {
  test('out of WebAssembly is a fault wherever it was thrown, and in a step too', async () => {
    for (const thrown of [trap(), inStep(trap())])
      expect(await faultFrom(thrown, null)).toEqual({ kind: 'trap', message: 'unreachable' });
  });

  test('is a refusal outside a step, and a fault in one', async () => {
    const refused = new RangeError('hidden cannot change in a run');
    expect(await faultFrom(refused, null)).toBeNull();
    expect(await faultFrom(inStep(refused), null)).toEqual({
      kind: 'error',
      message: refused.message,
    });
  });

  test('by a device that is lost is told as the device tells it', async () => {
    const lost: WorkerFault = { kind: 'device-lost', message: 'the card is gone' };
    const aborted = inStep(new Error('mapAsync: AbortError'));
    expect(await faultFrom(aborted, Promise.resolve(lost))).toEqual(lost);
    // One that has nothing to say is not waited for for ever.
    expect(await faultFrom(aborted, new Promise(() => {}))).toMatchObject({ kind: 'error' });
  });
});

test('a pulse answers when asked, and by itself now and then in long work', () => {
  const posted: FromWorker[] = [];
  const clock = { ms: 0 };
  const pulse = new Pulse(
    (message) => posted.push(message),
    () => clock.ms,
  );
  for (let i = 0; i < 50; i++) {
    clock.ms += 100;
    pulse.beat();
  }
  expect(posted).toEqual([
    { type: 'alive', beats: 20, resting: false },
    { type: 'alive', beats: 40, resting: false },
  ]);
  pulse.answer(true);
  expect(posted.at(-1)).toEqual({ type: 'alive', beats: 50, resting: true });
});
