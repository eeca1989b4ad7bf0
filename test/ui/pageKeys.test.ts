import { expect, test } from 'vitest';
import { type Focus, focusOf, type Press, pageKeyOf } from '../../src/ui/pageKeys.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

test('space plays and pauses unless something can be pressed or written in', () => {
  const meant = (focus: Focus) => pageKeyOf(press(' '), focus);
  expect(meant('page')).toBe('playPause');
  for (const focus of ['control', 'text', 'dialog'] as const) expect(meant(focus)).toBeNull();
});

test('a question mark asks for help on buttons too, and is written in fields', () => {
  const meant = (focus: Focus) => pageKeyOf(press('?'), focus);
  expect([meant('page'), meant('control')]).toEqual(['help', 'help']);
  expect([meant('text'), meant('dialog')]).toEqual([null, null]);
});

test('s goes to the slides from where nothing is written', () => {
  const meant = (focus: Focus) => pageKeyOf(press('s'), focus);
  expect([meant('page'), meant('control')]).toEqual(['slides', 'slides']);
  expect([meant('text'), meant('dialog')]).toEqual([null, null]);
});

test('held keys, combinations and other keys are not the page’s', () => {
  for (const more of [{ repeat: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }])
    for (const key of [' ', '?', 's']) expect(pageKeyOf(press(key, more), 'page')).toBeNull();
  for (const key of ['ArrowLeft', 'Escape', 'k', '/'])
    expect(pageKeyOf(press(key), 'page')).toBeNull();
});

test('an open dialog goes before the field in it, and a field before the button around it', () => {
  /** An element within others that match what is asked for. */
  const within = (...around: readonly string[]) => ({
    closest: (selector: string) =>
      (selector.split(/, (?![^(]*\))/).some((one) => around.includes(one))
        ? {}
        : null) as Element | null,
  });
  expect(focusOf(within('dialog', 'textarea'))).toBe('dialog');
  expect(focusOf(within('textarea', 'button'))).toBe('text');
  expect(focusOf(within('summary'))).toBe('control');
  expect(focusOf(within('main'))).toBe('page');
  expect(focusOf(null)).toBe('page');
});
