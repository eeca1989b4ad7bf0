import { expect, test } from 'vitest';
import { besidePlace } from '../../src/ui/besidePlace.ts';

const words = { width: 360, height: 300 };
const screen = { width: 1440, height: 900 };

test('words stand below what they are about, and above it where they fit only there', () => {
  expect(besidePlace({ left: 100, top: 80, bottom: 104 }, words, screen)).toEqual({
    ...{ left: 100, top: 104, maxHeight: 788 },
  });
  expect(besidePlace({ left: 100, top: 776, bottom: 800 }, words, screen)).toEqual({
    ...{ left: 100, bottom: 124, maxHeight: 768 },
  });
});

test('where they fit nowhere they take the side with more room, and no more than there is', () => {
  const low = { width: 640, height: 400 };
  expect(besidePlace({ left: 0, top: 150, bottom: 170 }, words, low)).toMatchObject({
    ...{ top: 170, maxHeight: 222 },
  });
  expect(besidePlace({ left: 0, top: 230, bottom: 250 }, words, low)).toMatchObject({
    ...{ bottom: 170, maxHeight: 222 },
  });
});

test('they stay within the sides of the window', () => {
  const phone = { width: 390, height: 844 };
  expect(besidePlace({ left: 300, top: 50, bottom: 74 }, words, phone).left).toBe(22);
  expect(besidePlace({ left: -20, top: 50, bottom: 74 }, words, phone).left).toBe(8);
});
