import { expect, test } from 'vitest';
import { hintsWanted, storeHintsSeen } from '../../src/state/hints.ts';
import { fleetingStorage } from '../../src/state/screen.ts';
import { stage } from './stage.ts';

test('a first visit is shown hints, one after they were let go is not', () => {
  const shelf = fleetingStorage();
  const storage = () => shelf;
  expect(hintsWanted(storage)).toBe(true);
  storeHintsSeen(storage);
  expect(hintsWanted(storage)).toBe(false);
});

test('the store lets them go for the rest of the page, whatever is kept', () => {
  const { store, actions } = stage();
  expect(store.getState().hints).toBe(true);
  actions.dropHints();
  expect(store.getState().hints).toBe(false);
});
