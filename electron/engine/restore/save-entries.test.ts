// Several entries in one zip, as an unzip from outside reads it: as they are now, each at its address.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { file, opened, plainState, special, tgz } from '../../../testing/archives/small-backups'
import { needs } from '../../../testing/needs'
import { bytesOf } from '../codecs/bytes'
import { saveEntries } from './save-entries'

const folder = mkdtempSync(join(tmpdir(), 'saved-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const backup = () => opened(tgz([file('etc/a', 'one'), file('etc/b', 'two'), special('etc/link', '2', 'a')]))

it('holds what they are now, a layer with its edits', needs(hasProgram('unzip'), 'unzip'), async () => {
  const document = await opened(plainState([file('etc/a', 'one'), file('etc/b', 'two')]))
  const layer = document.layers()[1]
  const [a, b] = layer?.entries() ?? []
  const [container] = document.root.entries()
  if (!a || !b || !container) throw new Error('no entries')
  document.put(a, bytesOf(Buffer.from('edited')))
  const path = join(folder, 'files.zip')
  const { file: written } = await saveEntries(document, [a, b, container], path)
  expect(written.name).toBe('files.zip')
  execFileSync('unzip', ['-q', path, '-d', join(folder, 'out')])
  const read = (name: string) => readFileSync(join(folder, 'out', name))
  expect(read('local.tgz!/etc/a').toString()).toBe('edited')
  expect(read('local.tgz!/etc/b').toString()).toBe('two')
  expect(gunzipSync(read('local.tgz')).includes('edited')).toBe(true)
})

it('leaves out a folder, which is no file', needs(hasProgram('unzip'), 'unzip'), async () => {
  const document = await opened(tgz([special('etc', '5'), file('etc/a', 'one')]))
  const path = join(folder, 'with-folder.zip')
  await saveEntries(document, document.root.entries(), path)
  expect(execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' })).toBe('etc/a\n')
})

it('is not written with what has no place in it, nor over the opened file', async () => {
  const document = await backup()
  const [a, , link] = document.root.entries()
  if (!a || !link) throw new Error('no entries')
  const path = join(folder, 'refused.zip')
  await expect(saveEntries(document, [a, link], path)).rejects.toMatchObject({ code: 'UNSAFE_PATH' })
  await expect(saveEntries(document, [], path)).rejects.toMatchObject({ code: 'NOT_A_FILE' })
  expect(existsSync(path)).toBe(false)
  const source = join(folder, 'source.tgz')
  writeFileSync(source, 'source')
  await expect(saveEntries(document, [a], source, { source })).rejects.toMatchObject({ code: 'SAME_FILE' })
})
