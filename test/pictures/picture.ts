/** Pictures as PNG files: compared pixel by pixel as an eye would. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Differences of colour up to this, of 1, are none: rounding of another build of the browser. */
const COLOUR_TOLERANCE = 0.1;

/** This share of the pixels may differ: some letters' edges, and not a curve, a bar or a digit. */
export const MOST_DIFFERENT = 0.001;

export interface Difference {
  /** Of all pixels; 1 where the sizes differ. Edges that are only smoothed differently do not count. */
  readonly share: number;
  /** For people. */
  readonly words: string;
  /** The expected picture, pale, with what differs in red; null where the sizes differ. */
  readonly picture: Buffer | null;
}

/** Both are PNG files. Throws where one is none. */
export function differenceOf(actual: Buffer, expected: Buffer): Difference {
  const [now, before] = [PNG.sync.read(actual), PNG.sync.read(expected)];
  const { width, height } = before;
  if (now.width !== width || now.height !== height)
    return {
      share: 1,
      words: `${now.width} × ${now.height} pixels instead of ${width} × ${height}`,
      picture: null,
    };
  const drawn = new PNG({ width, height });
  const options = { threshold: COLOUR_TOLERANCE };
  const differing = pixelmatch(now.data, before.data, drawn.data, width, height, options);
  const share = differing / (width * height);
  const words = `${differing} of ${width * height} pixels differ, ${(100 * share).toFixed(3)} %`;
  return { share, words, picture: PNG.sync.write(drawn) };
}
