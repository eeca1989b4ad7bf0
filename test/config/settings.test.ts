import { describe, expect, test } from 'vitest';
import {
  checkValue,
  DATA_SETS,
  defaultSettings,
  describeRange,
  formatValue,
  GENERATORS,
  isSettingKey,
  parseValue,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  sameValue,
  specOf,
} from '../../src/config/settings.ts';

/** Values just outside what a setting takes, as a person would write them. */
function outside(key: SettingKey): string[] {
  const spec = specOf(key);
  switch (spec.kind) {
    case 'integer':
      return [`${spec.min - 1}`, `${spec.max + 1}`, `${spec.min}.5`, '', 'NaN', 'Infinity', 'x'];
    case 'number':
      return [`${spec.min - 1e-3}`, `${spec.max * 1.001}`, '', 'NaN', 'Infinity', 'x'];
    case 'choice':
      return ['', 'nonsense', spec.options[0]!.toUpperCase()];
    case 'flag':
      return ['', 'yes', '1'];
    case 'integers':
      return [
        '',
        `${spec.min - 1}`,
        `${spec.max + 1}`,
        `${spec.min},`,
        '1.5',
        new Array(spec.maxLength + 1).fill(spec.min).join(','),
      ];
    default:
      return spec satisfies never;
  }
}

/** Values at the very bounds. */
function bounds(key: SettingKey): string[] {
  const spec = specOf(key);
  switch (spec.kind) {
    case 'integer':
    case 'number':
      return [`${spec.min}`, `${spec.max}`];
    case 'choice':
      return [...spec.options];
    case 'flag':
      return ['true', 'false'];
    case 'integers':
      return [
        new Array(spec.minLength).fill(spec.min).join(','),
        new Array(spec.maxLength).fill(spec.max).join(','),
      ];
    default:
      return spec satisfies never;
  }
}

describe.each(SETTING_KEYS)('%s', (key) => {
  test('its default is accepted and survives being written and read', () => {
    const value = defaultSettings()[key];
    expect(parseValue(key, formatValue(value))).toEqual({ ok: true, value });
    expect(checkValue(key, JSON.parse(JSON.stringify(value)))).toEqual({ ok: true, value });
  });

  test('its bounds are accepted', () => {
    for (const text of bounds(key)) {
      const parsed = parseValue(key, text);
      expect(parsed, text).toMatchObject({ ok: true });
      if (parsed.ok) expect(formatValue(parsed.value)).toBe(text);
    }
  });

  test('anything outside is refused with its name, what was given and what it takes', () => {
    for (const text of outside(key)) {
      const parsed = parseValue(key, text);
      expect(parsed, text).toMatchObject({ ok: false });
      if (!parsed.ok)
        expect(parsed.problem).toBe(`${key} = ${text} was refused: it takes ${describeRange(key)}`);
    }
    for (const value of [null, undefined, {}, [[]], Number.NaN])
      expect(checkValue(key, value), String(value)).toMatchObject({ ok: false });
  });

  test('has a label and a help text that ends like a sentence', () => {
    const { label, help } = specOf(key);
    expect(label).not.toBe('');
    expect(help).toMatch(/\.$/);
  });
});

test('a refusal names key, value and bounds', () => {
  const parsed = parseValue('hidden', '5000');
  expect(parsed).toEqual({
    ok: false,
    problem: 'hidden = 5000 was refused: it takes an integer from 1 to 512',
  });
});

test('a long value is shortened in its refusal', () => {
  const parsed = parseValue('hidden', '9'.repeat(1000));
  expect(parsed.ok ? '' : parsed.problem).toBe(
    `hidden = ${'9'.repeat(57)}... was refused: it takes an integer from 1 to 512`,
  );
});

test('spaces around a value do not matter', () => {
  expect(parseValue('hidden', ' 48 ')).toEqual({ ok: true, value: 48 });
  expect(parseValue('mixingWidths', '4, 5')).toEqual({ ok: true, value: [4, 5] });
});

test('only rows of the table are settings', () => {
  expect(isSettingKey('hidden')).toBe(true);
  expect(isSettingKey('toString')).toBe(false);
  expect(isSettingKey('__proto__')).toBe(false);
});

test('equal lists are the same value', () => {
  expect(sameValue([1, 2], [1, 2])).toBe(true);
  expect(sameValue([1, 2], [1, 3])).toBe(false);
  expect(sameValue(0.1, 0.1)).toBe(true);
});

test('every generator is a data set', () => {
  expect(DATA_SETS).toEqual(expect.arrayContaining([...GENERATORS]));
});

test('default settings are a copy of the table', () => {
  const settings = defaultSettings();
  expect(Object.keys(settings)).toEqual(SETTING_KEYS);
  for (const key of SETTING_KEYS) expect(settings[key]).toEqual(SETTINGS[key].default);
});
