import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { esxConf, opened, plainState, put, sealedState, textAt } from '../../../testing/archives/small-backups'
import { saveDocument, saveEntry } from './save'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'save-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const renamed = esxConf.replace('esx01', 'esx02')
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const bytes = (path: string) => readFileSync(join(folder, path))

async function edited(state = sealedState()) {
  const document = await opened(state)
  await put(document, 'etc/vmware/esx.conf', renamed)
  document.chmod(await document.resolve('etc/hosts'), 0o1644)
  return document
}

test('writes the whole changed file and proves it', async () => {
  const document = await edited()
  const { file: saved, proof } = await saveDocument(document, join(folder, 'new.tgz'))
  expect(saved).toEqual({
    name: 'new.tgz',
    size: bytes('new.tgz').length,
    sha256: sha256(readFileSync(join(folder, 'new.tgz'))),
  })
  expect(proof).toEqual({ layers: 2, entries: 9, untouched: 6, bytes: saved.size })
  expect(await textAt(await opened(bytes('new.tgz')), 'etc/vmware/esx.conf')).toBe(renamed)
})

test('without an edit writes the same bytes', async () => {
  const state = sealedState()
  await saveDocument(await opened(state), join(folder, 'copy.tgz'))
  expect(bytes('copy.tgz').equals(state)).toBe(true)
})

test('of one entry writes its content as it is now, a changed container with its changes', async () => {
  const document = await edited(plainState())
  const one = await saveEntry(document, await document.resolve('etc/vmware/esx.conf'), join(folder, 'esx.conf'))
  expect(one).toEqual({
    file: { name: 'esx.conf', size: renamed.length, sha256: sha256(Buffer.from(renamed)) },
    proof: null,
  })
  expect(await readFile(join(folder, 'esx.conf'), 'utf8')).toBe(renamed)
  await saveEntry(document, await document.resolve('local.tgz'), join(folder, 'local.tgz'))
  expect(execFileSync('tar', ['-xzOf', join(folder, 'local.tgz'), 'etc/vmware/esx.conf'], { encoding: 'utf8' })).toBe(
    renamed,
  )
})

test('the opened file is never the target', async () => {
  const path = join(folder, 'state.tgz')
  const state = sealedState()
  await writeFile(path, state)
  const document = await edited(state)
  const hosts = await document.resolve('etc/hosts')
  await expect(saveDocument(document, path, { source: path })).rejects.toMatchObject({ code: 'SAME_FILE' })
  await expect(saveEntry(document, hosts, path, { source: path })).rejects.toMatchObject({ code: 'SAME_FILE' })
  expect(bytes('state.tgz').equals(state)).toBe(true)
  expect(await readdir(folder)).toEqual(['state.tgz'])
})
