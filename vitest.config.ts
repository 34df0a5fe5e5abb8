import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { SkipReporter } from './build/setup/skip-reporter.mjs'

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,testing,build}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['testing/seed.ts'],
    testTimeout: 30_000,
    // Left to itself, Vitest keeps one processor free: half of a machine that has two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', new SkipReporter(), ['json', { outputFile: 'out/test-results/unit.json' }]],
  },
})
