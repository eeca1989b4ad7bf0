import { describe, expect, test } from 'vitest';
import { parseLineStrokes } from '../../../src/data/pen/lineStrokes.ts';
import { lineXml } from './lineXml.ts';

const WHOLE = lineXml([
  [
    [1073, 1058],
    [1072, 1085],
  ],
  [[1100, 1040]],
]);

describe('a line of IAM-OnDB', () => {
  test('is its strokes, in order', () => {
    expect(parseLineStrokes(WHOLE, 'f.xml')).toEqual([
      { x: [1073, 1072], y: [1058, 1085] },
      { x: [1100], y: [1040] },
    ]);
  });

  test('may have comments, attributes in any order and quotes of either kind', () => {
    const odd = WHOLE.replace('<Stroke ', '<!-- a <Point x="1" y="2"/> -->\n<Stroke ').replace(
      '<Point x="1100" y="1040" time="769.05"/>',
      "<Point time='769.05' y='1040' x = '1100' ></Point>",
    );
    expect(parseLineStrokes(odd, 'f.xml')[1]).toEqual({ x: [1100], y: [1040] });
  });

  test('leaves a stroke without points out', () => {
    const empty = WHOLE.replace('<StrokeSet>', '<StrokeSet><Stroke colour="black"></Stroke>');
    expect(parseLineStrokes(empty, 'f.xml')).toHaveLength(2);
  });

  test.each([
    [
      'cut off within a point',
      WHOLE.slice(0, WHOLE.indexOf('y="1085"') + 4),
      'f.xml is cut off: <Stroke> is never closed',
    ],
    [
      'cut off between strokes',
      WHOLE.slice(0, WHOLE.indexOf('</StrokeSet>')),
      'f.xml is cut off: <StrokeSet> is never closed',
    ],
    [
      'text in a number',
      WHOLE.replace('x="1072"', 'x="10a2"'),
      'f.xml, line 12: x is "10a2": expected a number',
    ],
    ['no number', WHOLE.replace('y="1085" ', ''), 'f.xml, line 12: a <Point> without y'],
    [
      'a point out of place',
      WHOLE.replace('<StrokeSet>', '<StrokeSet><Point x="1" y="2"/>'),
      'f.xml, line 9: a <Point> outside any <Stroke>',
    ],
    ['no points at all', lineXml([]), 'f.xml holds no <Point>'],
    ['elements that cross', WHOLE.replace('</StrokeSet>', '</Stroke>'), 'closes <StrokeSet>'],
    [
      'another kind of file',
      '<svg xmlns="x"><path d="M0 0"/></svg>',
      'f.xml, line 1: the file is <svg>, not <WhiteboardCaptureSession>',
    ],
    ['nothing', '<?xml version="1.0"?>\n', 'f.xml holds no XML element'],
  ])('is refused with its place: %s', (_what, text, message) => {
    expect(() => parseLineStrokes(text, 'f.xml')).toThrow(message);
  });

  test('of many points is read in time that grows with it', () => {
    const points = Array.from({ length: 20_000 }, (_, i) => [i, -i] as const);
    expect(parseLineStrokes(lineXml([points]), 'f.xml')[0]!.x).toHaveLength(20_000);
  });
});
