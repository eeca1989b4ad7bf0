import { describe, expect, test } from 'vitest';
import { parseInkMl } from '../../../src/data/pen/inkMl.ts';

/** As CROHME's formulas are laid out: traces, then groups that only point at them. */
const FORMULA = `<?xml version="1.0" encoding="UTF-8"?>
<ink xmlns="http://www.w3.org/2003/InkML">
<traceFormat>
<channel name="X" type="decimal"/>
<channel name="Y" type="decimal"/>
</traceFormat>
<annotation type="truth">$a < b$</annotation>
<trace id="0">
6.5 10, 7 10.25
</trace>
<trace id="1">-3 2</trace>
<traceGroup xml:id="2">
<traceView traceDataRef="0"/>
</traceGroup>
</ink>
`.replace(' < ', ' &lt; ');

const inFormat = (channels: readonly string[], points: string) =>
  `<ink><definitions><context><inkSource><traceFormat>\n${channels.map((name) => `<channel name="${name}"/>`).join('')}</traceFormat></inkSource></context></definitions>\n<trace>${points}</trace></ink>`;

describe('InkML', () => {
  test('is one drawing where traces stand outside of any group', () => {
    expect(parseInkMl(FORMULA, 'f.inkml')).toEqual([
      [
        { x: [6.5, 7], y: [10, 10.25] },
        { x: [-3], y: [2] },
      ],
    ]);
  });

  test('is a drawing for each outermost group; hovering traces are left out', () => {
    const grouped = `<inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML">
      <inkml:traceGroup><inkml:traceGroup><inkml:trace>1 2,3 4</inkml:trace></inkml:traceGroup>
      <inkml:trace>5 6</inkml:trace><inkml:trace type="penUp">7 8</inkml:trace></inkml:traceGroup>
      <inkml:traceGroup><inkml:trace>9 9</inkml:trace></inkml:traceGroup></inkml:ink>`;
    expect(parseInkMl(grouped, 'f')).toEqual([
      [
        { x: [1, 3], y: [2, 4] },
        { x: [5], y: [6] },
      ],
      [{ x: [9], y: [9] }],
    ]);
  });

  test('has differences and differences of differences, as in section 3.2 of the recommendation', () => {
    const points = `1125 18432,'23'43,"7"-8,3-5,7 -3,6 2,6 8`;
    expect(parseInkMl(inFormat(['X', 'Y'], points), 'f')).toEqual([
      [
        {
          x: [1125, 1148, 1178, 1211, 1251, 1297, 1349],
          y: [18432, 18475, 18510, 18540, 18567, 18596, 18633],
        },
      ],
    ]);
  });

  test('may go back to values as they are, repeat one, write hexadecimals and have other channels', () => {
    const points = "T 0.5 #10 1,F .6'2 *,* ? !7 8";
    expect(parseInkMl(inFormat(['S', 'F', 'X', 'Y'], points), 'f')[0]).toEqual([
      { x: [16, 18, 7], y: [1, 1, 8] },
    ]);
  });

  test.each([
    [
      'a point too short',
      FORMULA.replace('7 10.25', '7'),
      'f, line 8, trace 1, point 2: "7" has 1 values: expected X, Y',
    ],
    [
      'letters for a number',
      FORMULA.replace('-3 2', '-3 2, 4 abc'),
      'f, line 11, trace 2, point 2: "abc" is no value: expected numbers',
    ],
    [
      'an unknown value for x',
      FORMULA.replace('-3 2', '? 2'),
      'f, line 11, trace 2, point 1: x is "?": expected a number',
    ],
    [
      'an empty trace',
      FORMULA.replace('-3 2', ' '),
      'f, line 11, trace 2, point 1: "" has 0 values',
    ],
    [
      'a format without Y',
      inFormat(['X', 'T'], '1 2'),
      'f, line 3: its <traceFormat> has the channels X, T: expected X and Y among them',
    ],
    [
      'two formats',
      FORMULA.replace('<trace id="0">', '<traceFormat><channel name="Y"/></traceFormat><trace>'),
      'f, line 8: a second <traceFormat>',
    ],
    ['no trace', '<ink><annotation/></ink>', 'f holds no <trace>'],
    ['a file cut off', FORMULA.slice(0, -20), 'f is cut off: <traceGroup> is never closed'],
    [
      'a tag that never ends',
      FORMULA.replace('<trace id="1">', '<trace id="1'),
      'f, line 11: a tag that cannot be read',
    ],
  ])('is refused with its place: %s', (_what, text, message) => {
    expect(() => parseInkMl(text, 'f')).toThrow(message);
  });
});
