import { fileURLToPath } from 'node:url';
import { defineProject } from 'vitest/config';

/** Everything that runs in Node. Timeouts are those of a slow, shared machine. */
export default defineProject({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    name: 'unit',
    environment: 'node',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/**/*.browser.test.{ts,tsx}', 'test/e2e/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
