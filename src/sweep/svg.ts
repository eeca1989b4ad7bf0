/** The plot of a sweep as an SVG file. Pure. */
import type { PlotSeries, SweepPlot } from './plot.ts';

const WIDTH = 760;
const HEIGHT = 440;
const LEFT = 76;
const TOP = 44;
const BOTTOM = 52;
const LEGEND = 190;
const LEGEND_LINE = 20;
const INK = '#1c1c1c';
const GREY = '#6b6b6b';

/** A colour for each system, as on the page. */
const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^sis-rnn/, '#d55e00'],
  [/^vrnn/, '#0072b2'],
  [/^rnn/, '#009e73'],
  [/./, '#cc79a7'],
];
/** One for each series of a model, beginning anew after the last. */
export const DASHES = ['', '6 3', '2 3', '9 3 2 3'] as const;

export function sweepSvg(plot: SweepPlot, title: string): string {
  const right = WIDTH - LEGEND;
  const x = (share: number) => round(LEFT + share * (right - LEFT));
  const y = (share: number) => round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP));
  const body = [
    text(LEFT, 24, title, INK, 'start', 15),
    ...plot.yTicks.flatMap(({ at, text: words }) => [
      `<path d="M${LEFT} ${y(at)}H${right}" stroke="#e4e4e0"/>`,
      text(LEFT - 8, y(at) + 4, words, GREY, 'end'),
    ]),
    ...plot.xTicks.map(({ at, text: words }) =>
      text(x(at), HEIGHT - BOTTOM + 18, words, GREY, 'middle'),
    ),
    text((LEFT + right) / 2, HEIGHT - 12, plot.xLabel, INK, 'middle'),
    `<g transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)">${text(0, 0, 'bound, nats a sequence', INK, 'middle')}</g>`,
    ...plot.series.flatMap((series, i) => drawn(series, x, y, right + 16, TOP + i * LEGEND_LINE)),
  ];
  const height = Math.max(HEIGHT, TOP + plot.series.length * LEGEND_LINE + 16);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>\n${body.join('\n')}\n</svg>\n`;
}

function drawn(
  { label, model, variant, dots, means }: PlotSeries,
  x: (share: number) => number,
  y: (share: number) => number,
  legendLeft: number,
  legendTop: number,
): string[] {
  const colour = COLOURS.find(([pattern]) => pattern.test(model))![1];
  const stroke = `stroke="${colour}" stroke-width="1.5" stroke-dasharray="${DASHES[variant % DASHES.length]}"`;
  const line = means.map((mean, i) => `${i === 0 ? 'M' : 'L'}${x(mean.x)} ${y(mean.y)}`).join('');
  return [
    `<path d="${line}" fill="none" ${stroke}/>`,
    ...dots.map(
      (dot) =>
        `<circle cx="${x(dot.x)}" cy="${y(dot.y)}" r="3.5" fill="${colour}" fill-opacity=".65"><title>${escaped(`${dot.run}: ${dot.bound}`)}</title></circle>`,
    ),
    `<path d="M${legendLeft} ${legendTop}h22" ${stroke}/>`,
    `<circle cx="${legendLeft + 11}" cy="${legendTop}" r="3.5" fill="${colour}"/>`,
    text(legendLeft + 28, legendTop + 4, label, INK),
  ];
}

function text(
  x: number,
  y: number,
  words: string,
  colour: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  size = 12,
): string {
  return `<text x="${x}" y="${y}" fill="${colour}" text-anchor="${anchor}" font-size="${size}">${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
