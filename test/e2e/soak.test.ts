import { afterAll, beforeAll, expect, test } from 'vitest';
import { Site } from './site.ts';
import { soak } from './soak.ts';

/** `npm run soak` sets these. */
const MINUTES = Number(process.env['SIS_RNN_SOAK_MINUTES'] ?? 1.25);
const SEED = Number(process.env['SIS_RNN_SOAK_SEED'] ?? 1);
/** One action may take two minutes on a busy machine, and the last begins before the time is over. */
const PATIENCE_MS = 300_000;

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());

test(
  `${MINUTES} minutes at random with seed ${SEED}: every fault is survived and nothing is lost`,
  async () => {
    const result = await soak(site, {
      seed: SEED,
      ms: MINUTES * 60_000,
      backends: ['wasm', 'webgpu'],
      tell: (line) => console.log(line),
    });
    console.log(JSON.stringify(result, null, 2));
    expect(result.errors).toEqual([]);
    expect(result.injected).toBeGreaterThan(0);
    expect(result.survived).toBe(result.injected);
    expect(result.stepsLost).toBe(0);
  },
  MINUTES * 60_000 + PATIENCE_MS,
);
