import { defineConfig } from '@playwright/test';

/** Journeys in browsers that Playwright can't drive as Debian has them: its runner, its server, and none of its pages. */
const port = Number(process.env.FITTING_ROOM_PORT ?? 4199);

export default defineConfig({
  testDir: '.',
  testMatch: '*.journey.ts',
  outputDir: '../../test-results/other-browsers',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  use: { baseURL: `http://127.0.0.1:${port}/` },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: '../..',
    url: `http://127.0.0.1:${port}/`,
    stdout: 'ignore',
  },
});
