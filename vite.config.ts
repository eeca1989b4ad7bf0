/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { isInlined, mathFonts } from './src/cli/mathFonts.ts';
import { PAGE_POLICY, pagePolicy } from './src/cli/pagePolicy.ts';

export default defineConfig({
  // Relative addresses: the built page works under any path of any static host.
  base: './',
  plugins: [react(), pagePolicy(), mathFonts()],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', headers: { 'Content-Security-Policy': PAGE_POLICY } },
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 3000, assetsInlineLimit: isInlined },
  test: { projects: ['test/vitest.*.config.ts'] },
});
