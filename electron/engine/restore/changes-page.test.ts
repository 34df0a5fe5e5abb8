// CHANGES.md: what changed by name, and in words that nothing did.
import { expect, it } from 'vitest'
import { changesPage } from './changes-page'

const side = (size: number) => ({ size, sha256: String(size).repeat(64).slice(0, 64) })
const facts = { before: side(1), after: side(2), changes: [], settings: [] }

it('says that there is nothing where there is nothing', () => {
  const page = changesPage(facts)
  expect(page.match(/^None\.$/gm)).toHaveLength(2)
  expect(page).toContain('2 bytes')
})

it('lists files, and settings with both values', () => {
  const page = changesPage({
    ...facts,
    changes: ['etc/hosts: content'],
    settings: [
      { path: 'esx/a/b#c', before: null, after: '5' },
      { path: 'esx/a/b#d', before: '1', after: null },
    ],
  })
  expect(page).not.toMatch(/^None\.$/m)
  expect(page).toContain('etc/hosts: content')
  expect(page).toMatch(/esx\/a\/b#c.*not set.*5/)
  expect(page).toMatch(/esx\/a\/b#d.*1.*not set/)
})
