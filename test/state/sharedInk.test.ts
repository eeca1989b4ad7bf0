import { describe, expect, test } from 'vitest';
import { DEFAULT_PRESET, presetNamed } from '../../src/config/presets.ts';
import type { Ink } from '../../src/protocol.ts';
import { decodeInk, encodeInk, MAX_INK_POINTS } from '../../src/state/inkCode.ts';
import { formatLink, parseLink } from '../../src/state/link.ts';
import { PEN_DEFAULTS, type SharedInk } from '../../src/state/sharedInk.ts';

const INK: Ink = {
  sampled: false,
  strokes: [
    { x: [0, 10, 250, -4000], y: [-3, 7, 7, 129] },
    { x: [12], y: [0] },
  ],
};
const SHARED: SharedInk = {
  ink: INK,
  options: {
    penTemperature: 0.35,
    latentTemperature: 1.2,
    count: 4,
    steps: 80,
    varied: 'latent',
    seed: 12,
    lifted: true,
  },
  atStep: 431,
};
const { experiment } = presetNamed('handwriting')!;
const scribble = (points: number): Ink => ({
  sampled: true,
  strokes: [
    {
      x: Array.from({ length: points }, (_, i) => 30 * i),
      y: Array.from({ length: points }, (_, i) => (i % 2) * 25),
    },
  ],
});

describe('ink in a link', () => {
  test('comes back to the point, sampled or drawn', () => {
    for (const sampled of [false, true])
      expect(decodeInk(encodeInk({ ...INK, sampled }))).toEqual({ ...INK, sampled });
  });

  test('takes about three characters a point, and is bounded', () => {
    const longest = encodeInk(scribble(MAX_INK_POINTS));
    expect(longest.length).toBeLessThan(3 * MAX_INK_POINTS);
    expect(longest).toMatch(/^s1\.[\w-]+$/);
    expect(() => encodeInk(scribble(MAX_INK_POINTS + 1))).toThrow(
      'the drawing has 1501 points: a link carries up to 1500',
    );
  });

  test.each([
    ['nothing', '', 'does not begin like ink'],
    ['another kind', 'x1.AAAA', 'does not begin like ink'],
    ['a later version', 'd2.AAAA', 'version 2, and this page reads version 1'],
    ['other letters', 'd1.A*AA', 'characters that ink is not written in'],
    ['too much', `d1.${'A'.repeat(20_000)}`, 'up to 12000 are read'],
    [
      'one letter changed',
      encodeInk(INK).replace(/.$/, (last) => (last === 'g' ? 'w' : 'g')),
      'checksum',
    ],
    ['its end cut off', encodeInk(INK).slice(0, -5), 'checksum'],
  ])('of %s is refused in words', (_, text, message) => {
    expect(() => decodeInk(text)).toThrow(message);
  });

  test('travels with the experiment and how it was completed', () => {
    const link = formatLink(experiment, SHARED);
    expect(link).toMatch(/&completions=temperature:0\.35,.*vary:latent,end:up,step:431&ink=d1\./);
    expect(parseLink(link)).toEqual({ experiment, shared: SHARED, notices: [] });
  });

  test('that is broken leaves the experiment and says why', () => {
    const { shared, notices, ...rest } = parseLink(`${formatLink(experiment)}&ink=d1.AAAA`);
    expect(shared).toBeNull();
    expect(rest.experiment).toEqual(experiment);
    expect(notices).toEqual([
      'Link: the drawing was left out: it was cut off or changed on its way (its checksum is wrong).',
    ]);
  });

  test('takes completions within bounds and leaves out the others', () => {
    const { shared, notices } = parseLink(
      `#v=1&ink=${encodeInk(INK)}&completions=number:2,length:5000,seed:1.5,vary:all,step:-1,latent:`,
    );
    expect(shared).toEqual({ ink: INK, options: { ...PEN_DEFAULTS, count: 2 }, atStep: null });
    expect(notices.map((notice) => /"(.*)"/.exec(notice)![1])).toEqual([
      'length:5000',
      'seed:1.5',
      'vary:all',
      'step:-1',
      'latent:',
    ]);
  });

  test('is absent where there is none', () => {
    expect(parseLink('').shared).toBeNull();
    expect(formatLink(DEFAULT_PRESET.experiment)).not.toContain('ink');
  });
});
