// Which files are known as a saved state by their first bytes: those need no look for a disk or a collection.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { brokenGzip, file, tgz } from '../../../testing/archives/small-backups'
import { makeBackup } from '../../../testing/fixtures/backups'
import { makeCollection } from '../../../testing/fixtures/collections'
import { beginsAsState } from './plain-state'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-plain-state-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function begins(bytes: Uint8Array): boolean {
  const path = join(folder, 'FILE')
  writeFileSync(path, bytes)
  return beginsAsState(path)
}

it.each(['esxi-6.7', 'esxi-7.0.2', 'esxi-8.0', 'esxi-8.0-tpm'] as const)('knows the state of %s', async shape => {
  expect(begins((await makeBackup(shape)).bytes)).toBe(true)
})

it.each(['vm-support', 'uac'] as const)('takes no %s collection for one, though a state is in it', async kind => {
  expect(begins((await makeCollection(kind)).bytes)).toBe(false)
})

it('leaves all else to those that look closer', () => {
  expect(begins(tgz([file('etc/hosts', ''), file('local.tgz', '')]))).toBe(false)
  expect(begins(brokenGzip)).toBe(false)
  expect(begins(new Uint8Array(4096))).toBe(false)
  expect(begins(new Uint8Array())).toBe(false)
  expect(beginsAsState(folder)).toBe(false)
  expect(beginsAsState(join(folder, 'nothing'))).toBe(false)
})
