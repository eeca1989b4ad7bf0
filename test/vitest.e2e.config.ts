import { fileURLToPath } from 'node:url';
import { defineProject } from 'vitest/config';

/** The built page in a real browser, driven from Node. Files run one after another: each owns the machine. */
export default defineProject({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    name: 'e2e',
    environment: 'node',
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Against what a shared machine does to a browser, not against races: `npm test` names what needed it.
    retry: 1,
  },
});
