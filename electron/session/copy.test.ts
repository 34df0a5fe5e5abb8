// Rows of the tree copied into a folder: what GNU tar reads of the result, names that are there, and the way back.
import { describe, expect, it } from 'vitest'
import { unpackState } from '../../testing/archives/outside-tools'
import { hasProgram } from '../../testing/archives/has-program'
import { file, filesOf, hostFiles, opened, plainState, tgz } from '../../testing/archives/small-backups'
import { needs } from '../../testing/needs'
import { type Bytes, toUint8Array } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import { doEdit } from './edits'

const latinOf = (content: Bytes | null) => Buffer.from(content ? toUint8Array(content) : []).toString('latin1')
const names = (document: Document) => document.root.entries().map(({ name }) => name)

async function small() {
  const document = await opened(tgz(filesOf({ 'etc/hosts': 'old', 'etc/ssh/key': 'key', 'var/log/a': 'a' })))
  const [hosts] = document.root.entries()
  if (!hosts) throw new Error('no entry')
  document.chmod(hosts, 0o1640)
  document.chown(hosts, { uid: 7, gid: 8, uname: 'u', gname: 'g' })
  document.setTime(hosts, 1_600_000_000)
  return document
}

describe('a copy', () => {
  it('has content, mode, owner and time of what it is a copy of, as one step', async () => {
    const document = await small()
    await doEdit(document, 'copy', { node: ':var/log', from: ['0'], taken: 'refuse' })
    const copy = document.root.entries().at(-1)
    expect(copy).toMatchObject({
      name: 'var/log/hosts',
      mode: 0o1640,
      uid: 7,
      gid: 8,
      uname: 'u',
      mtime: 1_600_000_000,
    })
    expect(copy && latinOf(document.content(copy))).toBe('old')
    expect(document.undoLabel).toBe('Copy hosts to var/log')
    document.undo()
    expect(names(document)).toEqual(['etc/hosts', 'etc/ssh/key', 'var/log/a'])
  })

  it('of a folder has everything in it, also inside itself', async () => {
    const document = await small()
    await doEdit(document, 'copy', { node: ':etc', from: [':etc', ':var'], taken: 'refuse' })
    expect(names(document).slice(3)).toEqual(['etc/etc/hosts', 'etc/etc/ssh/key', 'etc/var/log/a'])
    expect(document.undoLabel).toBe('Copy 2 entries to etc')
  })

  it('of links and directories is what they are', async () => {
    const document = await small()
    document.addFolder(document.root, 'opt')
    document.addSymlink(document.root, 'opt/link', '../etc/hosts')
    await doEdit(document, 'copy', { node: ':var', from: [':opt'], taken: 'refuse' })
    expect(document.root.entries().slice(-2)).toMatchObject([
      { name: 'var/opt', kind: 'directory' },
      { name: 'var/opt/link', kind: 'symlink', linkname: '../etc/hosts' },
    ])
  })

  it('to where its name is, is refused, replaces, gets another name, or is left out', async () => {
    const document = await small()
    const from = ['0', ':etc/ssh']
    const asked = doEdit(document, 'copy', { node: ':etc', from, taken: 'refuse' })
    await expect(asked).rejects.toThrow('2 names are there already: etc/hosts, etc/ssh.')
    const before = document.undoLabel
    await doEdit(document, 'copy', { node: ':etc', from, taken: 'skip' })
    await doEdit(document, 'copy', { node: ':etc', from, taken: 'replace' })
    expect(document.undoLabel).toBe(before)
    await doEdit(document, 'copy', { node: ':etc', from, taken: 'both' })
    expect(names(document).slice(3)).toEqual(['etc/hosts-2', 'etc/ssh-2/key'])
    await doEdit(document, 'copy', { node: ':var', from: ['0'], taken: 'refuse' })
    document.put(document.root.entries()[0]!, document.content(document.root.entries()[1]!))
    await doEdit(document, 'copy', { node: ':var', from: ['0'], taken: 'replace' })
    expect(latinOf(document.content(document.root.entries().at(-1)!))).toBe('key')
  })

  it('of the opened file itself, and of two of one name, is refused, and nothing is changed', async () => {
    const document = await opened(tgz(filesOf({ 'a/x': '1', 'b/x': '2' })))
    await expect(doEdit(document, 'copy', { node: ':a', from: ['f'], taken: 'both' })).rejects.toThrow(/opened file/)
    const both = doEdit(document, 'copy', { node: 'f', from: ['0', '1'], taken: 'both' })
    await expect(both).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    expect(document.changes()).toEqual([])
  })

  it('out of one layer into another has the changes that were made there', async () => {
    const document = await opened(plainState([...hostFiles, file('etc/motd', 'hello')]))
    const motd = await document.resolve('local.tgz!/etc/motd')
    document.put(motd, document.content(await document.resolve('local.tgz!/etc/hosts')))
    await doEdit(document, 'copy', { node: 'f', from: [motd.path, '0'], taken: 'both' })
    const [copy, layer] = [names(document).indexOf('motd'), names(document).indexOf('local-2.tgz')]
    expect(copy).toBeGreaterThan(-1)
    const made = document.root.entries()[layer]
    if (!made) throw new Error('no copy of the layer')
    await document.openLayer(made)
    const inside = await document.resolve('local-2.tgz!/etc/motd')
    expect(latinOf(document.content(inside))).toBe(latinOf(document.content(motd)))
    expect(latinOf(document.content(inside))).not.toBe('hello')
  })
})

it('is what GNU tar reads of the saved file', needs(hasProgram('tar'), 'GNU tar'), async () => {
  const document = await opened(plainState([...hostFiles, file('etc/motd', 'hello')]))
  const motd = await document.resolve('local.tgz!/etc/motd')
  document.chmod(motd, 0o1600)
  await doEdit(document, 'copy', { node: motd.path.replace(/\/\d+$/, ':etc'), from: [motd.path], taken: 'both' })
  const saved = unpackState('GNU tar', Buffer.from(toUint8Array(await document.build())))
  const made = saved.find(({ name }) => name === 'etc/motd-2')
  expect(made).toMatchObject({ mode: 0o1600 })
  expect(made?.content?.toString()).toBe('hello')
})
