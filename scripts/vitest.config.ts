import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './chromium.mjs';
import { buildKernels } from './kernels.mjs';

// Tests in Node instantiate the kernels; nothing else would build them there.
await buildKernels();

const root = join(import.meta.dirname, '..');
const browserTests = 'src/**/*.browser.test.ts';

/** `unit` runs in Node; `kernels` runs in a real Chromium, on every backend. */
export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/*.test.{ts,mjs}'],
          exclude: [browserTests],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        extends: join(root, 'vite.config.ts'),
        root,
        test: {
          name: 'kernels',
          include: [browserTests],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
