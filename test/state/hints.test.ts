import { expect, test } from 'vitest';
import { hintsWanted, storeHintsSeen } from '../../src/state/hints.ts';
import { stage } from './stage.ts';

function shelf() {
  const kept = new Map<string, string>();
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
}

test('a first visit is shown hints, one after they were let go is not', () => {
  const storage = shelf();
  expect(hintsWanted(storage)).toBe(true);
  storeHintsSeen(storage);
  expect(hintsWanted(storage)).toBe(false);
});

test('where storage is blocked they are shown, and letting them go throws nothing', () => {
  const blocked = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  expect(hintsWanted(blocked)).toBe(true);
  expect(() => storeHintsSeen(blocked)).not.toThrow();
});

test('the store lets them go for the rest of the page, whatever is kept', () => {
  const { store, actions } = stage();
  expect(store.getState().hints).toBe(true);
  actions.dropHints();
  expect(store.getState().hints).toBe(false);
});
