import { expect, test } from 'vitest';
import { parseExperiment, problemsOf } from '../../src/config/experiment.ts';
import { EXPERIMENT_LIMITS, readJson } from '../../src/config/json.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { formatLink, MAX_LINK_NOTICES, parseLink } from '../../src/state/link.ts';
import { PEN_DEFAULTS } from '../../src/state/sharedInk.ts';
import { survives } from './trial.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const decode = (bytes: Bytes) => new TextDecoder().decode(bytes);

const ink = {
  ink: { strokes: [{ x: [0, 10, 20], y: [5, 6, 7] }], sampled: false },
  options: PEN_DEFAULTS,
  atStep: 100,
};
const links = PRESETS.map(({ experiment }, i) => {
  const settings = { ...experiment.settings, seed: 7 + i, hidden: 40, learningRate: 0.002 };
  return encode(formatLink({ ...experiment, settings }, i % 2 === 0 ? ink : null));
});
const written = encode(
  '#v=1&preset=mirror&hidden=48&seed=7&mixingWidths=64,64&injectedNoise=4,4&models=sis-rnn,sis-rnn~mixingSamples:1,vrnn~id:mine~slot:3',
);

test('link: 10,000 mutated links give a sound experiment and a few notices', async () => {
  let withNotices = 0;
  await survives({
    name: 'link',
    files: [...links, written],
    read: (bytes) => {
      const { experiment, notices } = parseLink(decode(bytes));
      expect(problemsOf(experiment)).toEqual([]);
      expect(notices.length).toBeLessThanOrEqual(MAX_LINK_NOTICES);
      // What was read is written and read again without a word.
      const again = parseLink(formatLink(experiment));
      expect(again).toEqual({ experiment, shared: null, notices: [] });
      if (notices.length === 0) return;
      withNotices++;
      throw new Refused();
    },
    isRefusal: (error) => error instanceof Refused,
  });
  expect(withNotices).toBeGreaterThan(0);
});

/** A link is never refused; one with notices counts as such. */
class Refused extends Error {}

const experiments = PRESETS.slice(0, 4).map(({ experiment }) =>
  encode(JSON.stringify(experiment, null, 1)),
);

test('experiment: 10,000 mutated files are read or refused', async () => {
  await survives({
    name: 'experiment',
    files: experiments,
    read: (bytes) => {
      let json: unknown;
      try {
        json = readJson(decode(bytes), EXPERIMENT_LIMITS);
      } catch (error) {
        throw new Refused((error as Error).message);
      }
      try {
        const experiment = parseExperiment(json);
        expect(problemsOf(experiment)).toEqual([]);
      } catch (error) {
        if (!/^not an experiment: /.test((error as Error).message)) throw error;
        throw new Refused();
      }
    },
    isRefusal: (error) => error instanceof Refused,
  });
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});
