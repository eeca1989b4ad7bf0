/** That the words of the tables of settings and presets are whole in Chinese, and say what they must. */
import { describe, expect, test } from 'vitest';
import { LONG_PRESETS, PRESETS } from '../../src/config/presets.ts';
import { SETTING_KEYS, specOf } from '../../src/config/settings.ts';
import { presetWords } from '../../src/text/en/presets.ts';
import { settingsText } from '../../src/text/en/settings.ts';
import { presets } from '../../src/text/zh/presets.ts';
import { settings } from '../../src/text/zh/settings.ts';

const HAN = /\p{Script=Han}/u;

describe('settings in Chinese', () => {
  test.each(SETTING_KEYS)('%s: help, unit and the name of every choice', (key) => {
    const { help, unit, options } = settings[key];
    expect(help).toMatch(HAN);
    const spec = specOf(key);
    expect(unit === undefined).toBe(spec.unit === undefined);
    const names = spec.kind === 'choice' ? spec.options : [];
    expect(Object.keys(options ?? {}).sort()).toEqual([...names].sort());
    for (const name of names) expect(options?.[name]).toMatch(new RegExp(`^${name} .*\\p{L}`, 'u'));
  });

  test('have no options in English, where the names are the words', () => {
    for (const key of SETTING_KEYS) expect(settingsText()[key].options).toBeUndefined();
  });
});

describe('presets', () => {
  test.each([...PRESETS, ...LONG_PRESETS])('$name: say how long they take', ({ name, blurb }) => {
    expect(blurb).toMatch(/\b(minutes?|hours?|days|weeks|month)\b/);
    expect(presets[name].blurb).toMatch(/分钟|小时|数天|数周|月/);
    expect(presets[name].blurb).toMatch(/。$/);
  });

  test('of another build are called by their names', () => {
    expect(presetWords('mirror').title).toBe('Mirror');
    expect(presetWords('constructor')).toEqual({ title: 'constructor', blurb: '' });
  });
});
