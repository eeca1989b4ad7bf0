/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { isInlined, mathFonts } from './src/cli/mathFonts.ts';
import { offlineBuild } from './src/cli/offlineBuild.ts';
import { PAGE_POLICY, pagePolicy } from './src/cli/pagePolicy.ts';

/**
 * The first screen's scripts in one file, not in thirty small ones of what is shared with other tabs. The entry stays
 * outside: it waits for a language, whose file may import what the first screen is made of.
 */
const FIRST_SCREEN = {
  name: 'page',
  tags: ['$initial' as const],
  test: /^(?!.*(?:index\.html|src.main\.tsx)$)/,
};

export default defineConfig({
  // Relative addresses: the built page works under any path of any static host.
  base: './',
  // One page: any other address is not found, where it would be this page without its scripts.
  appType: 'mpa',
  plugins: [react(), pagePolicy(), mathFonts(), offlineBuild()],
  server: { host: '127.0.0.1' },
  // A port of its own: the browser keeps the page for its address, and other projects preview on 4173.
  preview: { host: '127.0.0.1', port: 4187, headers: { 'Content-Security-Policy': PAGE_POLICY } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 3000,
    assetsInlineLimit: isInlined,
    rolldownOptions: {
      output: { codeSplitting: { groups: [FIRST_SCREEN] } },
      // On a slow machine it is told what took longest, in words that look like a fault.
      checks: { bundlerTimings: false },
    },
  },
  test: { projects: ['test/vitest.*.config.ts'] },
});
