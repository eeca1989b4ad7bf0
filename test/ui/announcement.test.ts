import { expect, test } from 'vitest';
import { announcement } from '../../src/ui/announcement.ts';

const at = (step: number, playing: boolean) =>
  announcement({ phase: 'running', halt: null, progress: { step, playing } });

test('steps of a run that trains change nothing that is heard', () => {
  expect(new Set([1, 2, 1000].map((step) => at(step, true)))).toEqual(new Set(['Training.']));
});

test('a run that stands still says at which step, and so does every single step', () => {
  expect(at(1234, false)).toBe('Paused at step 1,234.');
  expect(at(1235, false)).toBe('Paused at step 1,235.');
});

test('starting, idle and stopped are told apart, the last before all', () => {
  const progress = { step: 7, playing: true };
  expect(announcement({ phase: 'starting', halt: null, progress })).toBe('The run is starting.');
  expect(announcement({ phase: 'idle', halt: null, progress })).toBe('Nothing is running.');
  expect(announcement({ phase: 'idle', halt: 'faults', progress })).toBe(
    'Training has stopped at step 7.',
  );
});
