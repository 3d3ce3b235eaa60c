import { defineConfig } from '@playwright/test';
import { launchOptions } from '../scripts/chromium.mjs';

/** Journeys run against the production build, two at a time: each waits more than it computes, and none measures time. */
const port = Number(process.env.FITTING_ROOM_PORT ?? 4199);

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/journeys',
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // What a journey does to the network must reach the page; hosting.spec.ts lets the service worker in.
    serviceWorkers: 'block',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: '..',
    url: `http://127.0.0.1:${port}/`,
    stdout: 'ignore',
  },
});
