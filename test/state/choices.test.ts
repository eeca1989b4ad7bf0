import { describe, expect, test } from 'vitest';
import { DEFAULT_HABITS, storedHabits, storeHabits } from '../../src/state/habits.ts';
import { storedHand } from '../../src/state/hand.ts';
import { hintsWanted, storeHintsSeen } from '../../src/state/hints.ts';
import { storedLanguage, storeLanguage } from '../../src/state/languageChoice.ts';
import { fleetingStorage } from '../../src/state/screen.ts';
import { storedTheme, storeTheme } from '../../src/state/theme.ts';

const habits = { whileHidden: 'pause', onBattery: 'goOn', keepAwake: true } as const;

/** As browsers have them from visits before: neither key nor text may change. */
const KEPT = {
  'sis-rnn-playground.theme': 'dark',
  'sis-rnn-playground.language': 'zh',
  'sis-rnn-playground.hints': 'seen',
  'sis-rnn-playground.habits': '{"whileHidden":"pause","onBattery":"goOn","keepAwake":true}',
};

describe('the choices of a reader', () => {
  test('are found where a visit before left them', () => {
    const shelf = fleetingStorage();
    for (const [key, text] of Object.entries(KEPT)) shelf.setItem(key, text);
    const storage = () => shelf;
    expect(storedTheme(storage)).toBe('dark');
    expect(storedLanguage(storage)).toBe('zh');
    expect(hintsWanted(storage)).toBe(false);
    expect(storedHabits(storage)).toEqual(habits);
  });

  test('are left for the next visit under the same keys', () => {
    const kept: Record<string, string> = {};
    const storage = () => ({
      getItem: () => null,
      setItem: (key: string, text: string) => {
        kept[key] = text;
      },
    });
    storeTheme(storage, 'dark');
    storeLanguage(storage, 'zh');
    storeHintsSeen(storage);
    storeHabits(storage, habits);
    expect(kept).toEqual(KEPT);
  });

  test('are the usual ones where storage is blocked, and keeping them throws nothing', () => {
    const blocked = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    expect(storedTheme(blocked)).toBe('system');
    expect(storedLanguage(blocked)).toBeNull();
    expect(hintsWanted(blocked)).toBe(true);
    expect(storedHabits(blocked)).toEqual(DEFAULT_HABITS);
    expect(storedHand(blocked)).toEqual([]);
    storeTheme(blocked, 'dark');
    storeLanguage(blocked, 'zh');
    storeHintsSeen(blocked);
    storeHabits(blocked, habits);
  });
});
