import { describe, expect, test } from 'vitest';
import { parseSvg } from '../../../src/data/pen/svgInk.ts';
import { svgMatrix } from '../../../src/data/pen/svgMatrix.ts';
import { expectClose } from '../../closeness.ts';

/** As Inkscape lays a drawing out. */
const DRAWING = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
 <!ENTITY ns "http://www.w3.org/2000/svg">
]>
<svg width="210mm" height="297mm" viewBox="0 0 210 297" xmlns="http://www.w3.org/2000/svg">
  <!-- <path d="M 0 0 L 99 99"/> -->
  <style><![CDATA[ path { stroke: black } ]]></style>
  <defs><clipPath id="c"><path d="M0 0H500V500Z"/></clipPath></defs>
  <g transform="translate(10 20)">
    <path
       style="fill:none"
       d="m 1,2 3,0 v 4 m 10,0 h -1"
       id="path1" />
    <g transform='scale(2)'><polyline points="0,0 1,1 2,0"/></g>
  </g>
  <polygon points="0 0 4 0 4 3"/>
  <line x1="5" y2="6"/>
  <rect width="3" height="3"/>
</svg>
`;

describe('SVG', () => {
  test('is its paths, polylines, polygons and lines as they lie on paper', () => {
    expect(parseSvg(DRAWING, 'f.svg')).toEqual([
      { x: [11, 14, 14], y: [22, 22, 26] },
      { x: [24, 23], y: [26, 26] },
      { x: [10, 12, 14], y: [20, 22, 20] },
      { x: [0, 4, 4, 0], y: [0, 0, 3, 0] },
      { x: [5, 0], y: [0, 6] },
    ]);
  });

  test('cuts curves into short pieces that lie on them', () => {
    const circle = '<svg><path d="M 5 0 A 5 5 0 0 1 -5 0 A 5 5 0 1 1 5 0"/></svg>';
    const [{ x, y }] = parseSvg(circle, 'f') as [{ x: number[]; y: number[] }];
    expect(x.length).toBeGreaterThan(100);
    // Cubic pieces stand for an arc to within three in ten thousand.
    expectClose(
      x.map((value, i) => Math.hypot(value, y[i]!)),
      x.map(() => 5),
      { atol: 0, rtol: 3e-4 },
    );
    const steps = x.slice(1).map((value, i) => Math.hypot(value - x[i]!, y[i + 1]! - y[i]!));
    expect(Math.max(...steps)).toBeLessThan(0.25);
  });

  test('goes through the ends of smooth and quadratic pieces, relative or not', () => {
    const path = '<svg><path d="M0 0c0 10 10 10 10 0s10-10 10 0Q25 9 30 0t10 0T50 0z"/></svg>';
    const [{ x, y }] = parseSvg(path, 'f') as [{ x: number[]; y: number[] }];
    for (const end of [10, 20, 30, 40, 50]) expect(y[x.indexOf(end)]).toBe(0);
    expect([x.at(-1), y.at(-1)]).toEqual([0, 0]);
    // The reflected halves: below, then above the line, as the first ones are above and below.
    expectClose([Math.min(...y), Math.max(...y)], [-7.5, 7.5], { atol: 0.01, rtol: 0 });
  });

  test.each([
    [
      'letters in path data',
      DRAWING.replace('v 4', 'v four'),
      'f, line 10: <path>: the path cannot be read (Unexpected character "f" at index 12',
    ],
    [
      'path data cut off',
      DRAWING.replace('h -1', 'h'),
      'f, line 10: <path>: the path cannot be read (Unterminated command',
    ],
    [
      'a path without a beginning',
      DRAWING.replace('m 1,2', 'l 1,2'),
      'f, line 10: <path>: the path cannot be read (path must start with moveto)',
    ],
    [
      'a number too large',
      DRAWING.replace('h -1', 'h 1e999'),
      'f, line 10: <path>: a number of the path is not finite',
    ],
    [
      'an odd number of coordinates',
      DRAWING.replace('1,1 2,0', '1,1 2'),
      'f, line 14: <polyline>: the path cannot be read (Unterminated',
    ],
    [
      'a transform of another kind',
      DRAWING.replace('translate(10 20)', 'perspective(3)'),
      'f, line 9: transform "perspective(3)" cannot be read',
    ],
    ['no strokes', '<svg><rect width="3"/><text>a</text></svg>', 'f holds no <path>'],
    [
      'strokes that are not drawn',
      '<svg><defs><path d="M0 0h1"/></defs></svg>',
      'f holds no <path>',
    ],
    ['a file cut off', DRAWING.slice(0, -8), 'f is cut off: <svg> is never closed'],
    ['another kind of file', '<html></html>', 'f, line 1: the file is <html>: expected <svg>'],
  ])('is refused with its place: %s', (_what, text, message) => {
    expect(() => parseSvg(text, 'f')).toThrow(message);
  });
});

describe('a transform', () => {
  const at = (written: string, x: number, y: number) => {
    const [a, b, c, d, e, f] = svgMatrix(written)!;
    return [a * x + c * y + e, b * x + d * y + f];
  };

  test.each<[string, number, number]>([
    ['matrix(1 2,3 4 5,6)', 1 + 3 + 5, 2 + 4 + 6],
    ['translate(3)', 4, 1],
    ['scale(2 -3)', 2, -3],
    ['rotate(90)', -1, 1],
    ['rotate(180, 1, 2)', 1, 3],
    ['skewX(45)', 2, 1],
    ['skewY(45)', 1, 2],
    ['translate(10,0) scale(2)', 12, 2],
    ['scale(2), translate(10,0)', 22, 2],
  ])('%s takes (1, 1) to (%d, %d)', (written, x, y) => {
    expectClose(at(written, 1, 1), [x, y], { atol: 1e-12, rtol: 0 });
  });

  test.each(['rotate(1 2)', 'scale()', 'matrix(1 2 3)', 'translate(a)', 'scale(2', 'nonsense'])(
    '%s is no transform',
    (written) => {
      expect(svgMatrix(written)).toBeNull();
    },
  );
});
