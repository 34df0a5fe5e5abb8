// Journeys on the built app. `browser`: the browser host in Chromium, everywhere. `electron`: the real window, wherever
// Electron's binary is found; skipped with the reason where it is not. `screenshots` makes docs/screenshots and is not a test, and neither is `bench`.
import { defineConfig } from '@playwright/test'
import { systemChromium } from './testing/chromium'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/build-once.ts',
  outputDir: 'out/test-results/e2e',
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    // Letters have other edges in another version of Chromium; 0.2 % of a picture is less than the smallest button.
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', threshold: 0.2, maxDiffPixelRatio: 0.002 },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'dark',
    // A trace copies the page at every step, which takes a quarter of the run: `--trace on` makes one when a failure is looked into.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(systemChromium ? { executablePath: systemChromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--font-render-hinting=none',
      ],
    },
  },
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
    // What npm run dist made, with the real Electron inside; run by the continuous integration.
    { name: 'packaged', testMatch: 'packaged/**/*.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots/**/*.spec.ts' },
    { name: 'bench', testMatch: 'bench/**/*.bench.ts' },
  ],
})
