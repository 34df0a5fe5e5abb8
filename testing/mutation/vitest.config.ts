// The tests that judge a changed program: those beside the mutated code, without the ones that start other programs for each case.
import { defineConfig } from 'vitest/config'

const slow = ['acceptance', 'other-tools', 'large/deflate-threads', 'lines', 'restore-script-fat']

export default defineConfig({
  test: {
    include: ['electron/engine/{codecs,document,edits,restore}/**/*.test.ts', 'electron/session/edits.test.ts'],
    exclude: slow.map(name => `**/${name}.test.ts`),
    // Stryker runs tests in threads, whose time zone is the process's and cannot be set.
    testNamePattern: /^(?!.*every time zone)/,
    environment: 'node',
    setupFiles: ['testing/seed.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
})
