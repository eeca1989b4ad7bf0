import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineProject } from 'vitest/config';
import { launchOptions } from './chromium.ts';

/** Tests that need a browser's WebGPU: kernels and the generator of noise in WGSL. */
export default defineProject({
  // Found only when a worker starts, they would reload the page in the middle of a test.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      'papaparse',
    ],
  },
  worker: { format: 'es' },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    name: 'browser',
    include: ['test/**/*.browser.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: launchOptions() }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
