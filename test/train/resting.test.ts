import { expect, test } from 'vitest';
import { resting } from '../../src/train/resting.ts';

/** Notes what it does; asks after each of three pieces. */
async function work(
  notes: string[],
  breathe: (share: number) => Promise<boolean>,
): Promise<string | null> {
  for (let piece = 1; piece <= 3; piece++) {
    notes.push(`piece ${piece}`);
    if (!(await breathe(piece / 3))) {
      notes.push('stopped');
      return null;
    }
  }
  return 'done';
}

test('the work goes on only when the next value is asked for, and its value is returned', async () => {
  const notes: string[] = [];
  const steps = resting((breathe) => work(notes, breathe));
  expect(notes).toEqual([]);
  expect(await steps.next()).toEqual({ done: false, value: 1 / 3 });
  expect(notes).toEqual(['piece 1']);
  expect(await steps.next()).toEqual({ done: false, value: 2 / 3 });
  expect(await steps.next()).toEqual({ done: false, value: 1 });
  expect(notes).toEqual(['piece 1', 'piece 2', 'piece 3']);
  expect(await steps.next()).toEqual({ done: true, value: 'done' });
});

test('left early, the work is told to stop', async () => {
  const notes: string[] = [];
  const steps = resting((breathe) => work(notes, breathe));
  await steps.next();
  await steps.return('left');
  expect(notes).toEqual(['piece 1', 'stopped']);
});

test('work that never asks, and work that throws', async () => {
  expect(await resting(async () => 7).next()).toEqual({ done: true, value: 7 });
  const failing = resting(async (breathe) => {
    await breathe(0.5);
    throw new Error('out of memory');
  });
  await failing.next();
  await expect(failing.next()).rejects.toThrow('out of memory');
});
