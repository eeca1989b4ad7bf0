import { expect, test } from 'vitest';
import { PAGE_POLICY } from '../../src/cli/pagePolicy.ts';

test('nothing unsafe is allowed, and a script only from the page itself', () => {
  expect(PAGE_POLICY).toMatch(/^default-src 'none'; /);
  expect(PAGE_POLICY).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(PAGE_POLICY).not.toMatch(/'unsafe-inline'|'unsafe-eval'| \*/);
});
