import { defineConfig } from '@playwright/test';

/** Debian's own Chromium; nothing is downloaded. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
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
