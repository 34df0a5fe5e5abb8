import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checksPage } from './checks'

it('docs/checks.md is what its command writes', async () => {
  const written = readFileSync(join(import.meta.dirname, '../../docs/checks.md'), 'utf8')
  expect(written, 'npm run tables -- checks rewrites it').toBe(await checksPage())
})
