import { defineConfig } from '@playwright/test';

/** Debian's own Chromium; nothing is downloaded. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Journeys are tests; the others are commands of their own, which measure and look. */
export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'journeys', testMatch: '*.spec.ts', outputDir: 'test-results/journeys' },
    { name: 'screenshots', testMatch: '*.looks.ts', outputDir: 'test-results/screenshots' },
    { name: 'budgets', testMatch: '*.budget.ts', outputDir: 'test-results/budgets' },
  ],
  // A file has a server of its own; two at a time, whatever the machine has.
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: 'line',
  use: {
    launchOptions: { executablePath, args: ['--no-sandbox'] },
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    locale: 'en',
    actionTimeout: 20_000,
  },
});
