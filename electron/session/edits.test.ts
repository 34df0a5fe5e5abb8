import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { bytesOf, toUint8Array } from '../engine/codecs/bytes'
import { diffOf, listChanges } from './changes'
import { addFile, changeMode, editText, removeNode, renameNode, replaceContent, revertNode } from './edits'
import { modeAsLs, modeOctal, parseMode } from '../engine/document/mode-text'
import { previewOf } from './preview'
import { StatusKeeper } from './status'
import { filesOf, opened, plainState, tgz } from '../../testing/archives/small-backups'

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('editing text', () => {
  it('writes in the encoding it was shown in', async () => {
    const document = await opened(tgz(filesOf({ 'etc/motd': latin('Jürgen und Käthe, Gebäude 3\n') })))
    editText(document, '0', 'Jürgen und Jörg\n', 's')
    expect(toUint8Array(document.content(document.root.entries()[0]!))).toEqual(latin('Jürgen und Jörg\n'))
  })

  it('goes on in Latin-1 after the last umlaut was deleted', async () => {
    const document = await opened(tgz(filesOf({ 'etc/motd': latin('Wartung: Käthe Meier, Telefon 4711\n') })))
    editText(document, '0', 'Wartung: Kthe Meier, Telefon 4711\n', 's')
    expect(await previewOf(document, '0')).toMatchObject({ encoding: 'latin-1' })
    editText(document, '0', 'Wartung: Köthe Meier, Telefon 4711\n', 's')
    expect(toUint8Array(document.content(document.root.entries()[0]!))).toEqual(
      latin('Wartung: Köthe Meier, Telefon 4711\n'),
    )
  })

  it('refuses what the encoding cannot hold and changes nothing', async () => {
    const document = await opened(tgz(filesOf({ 'etc/motd': latin('für alle, die es nicht wissen\n') })))
    expect(() => editText(document, '0', 'für 5 €\n', 's')).toThrow(/Line 1: Latin-1.*"€"/)
    expect(document.changes()).toEqual([])
    expect(document.undoLabel).toBeNull()
  })

  it('refuses binary files, folders and the file itself', async () => {
    const document = await opened(tgz(filesOf({ 'a/b': latin('\0\x01\x02') })))
    expect(() => editText(document, '0', 'text', 's')).toThrow(/no text/)
    expect(() => editText(document, ':a', 'text', 's')).toThrow(/folder/)
    expect(() => editText(document, 'f', 'text', 's')).toThrow(/opened file/)
  })

  it('makes one step of undo of one session, and none of a text that is the same', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': 'a\n' })))
    editText(document, '0', 'a\n', 's1')
    expect(document.undoLabel).toBeNull()
    for (const text of ['ab\n', 'abc\n', 'abc\n']) editText(document, '0', text, 's1')
    editText(document, '0', 'abcd\n', 's2')
    expect(document.undoLabel).toBe('Edit etc/hosts')
    document.undo()
    expect(toUint8Array(document.content(document.root.entries()[0]!))).toEqual(latin('abc\n'))
    document.undo()
    expect(document.changes()).toEqual([])
  })
})

describe('other edits', () => {
  it('add below the file, a folder and a layer, in the manner of the archive', async () => {
    const document = await opened(tgz(filesOf({ './etc/hosts': '', './inner.tgz': plainState() })))
    await addFile(document, 'f', 'top', bytesOf(Buffer.from('1')))
    await addFile(document, ':etc', 'deep/motd', bytesOf(Buffer.from('2')))
    await addFile(document, '1', 'in/layer', bytesOf(Buffer.from('3')))
    expect(listChanges(document).map(change => change.address)).toEqual([
      './top',
      './etc/deep/motd',
      './inner.tgz!/in/layer',
    ])
    await expect(addFile(document, '0', 'x', bytesOf())).rejects.toMatchObject({ code: 'NOT_A_FILE' })
    await expect(addFile(document, 'f', '../x', bytesOf())).rejects.toMatchObject({ code: 'NAME_INVALID' })
    await expect(addFile(document, ':etc', 'hosts', bytesOf())).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  })

  it('are named after what they did', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': '' })))
    const labels: (string | null)[] = []
    replaceContent(document, '0', bytesOf(Buffer.from('new')))
    labels.push(document.undoLabel)
    changeMode(document, '0', '01644')
    labels.push(document.undoLabel)
    renameNode(document, '0', 'etc/hosts.old')
    labels.push(document.undoLabel)
    await addFile(document, 'f', 'added', bytesOf())
    labels.push(document.undoLabel)
    removeNode(document, '0')
    labels.push(document.undoLabel)
    expect(labels).toEqual([
      'Replace etc/hosts',
      'Change the mode of etc/hosts',
      'Rename etc/hosts',
      'Add added',
      'Remove etc/hosts.old',
    ])
  })

  it('take modes as octal text alone', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': '' })))
    for (const mode of ['', '8', '0x1ff', '-1', '1e3', '010000', ' 644', '644\n']) {
      expect(() => changeMode(document, '0', mode), mode).toThrow(expect.objectContaining({ code: 'MODE_INVALID' }))
    }
    changeMode(document, '0', '07777')
    expect(document.root.entries()[0]?.mode).toBe(0o7777)
  })

  it('can be taken back one by one, removed entries included', async () => {
    const document = await opened(plainState())
    removeNode(document, '0/1')
    editText(document, '0/0', 'x', 's')
    revertNode(document, '0/1')
    expect(listChanges(document).map(change => change.address)).toEqual(['local.tgz!/etc/vmware/esx.conf'])
    revertNode(document, 'f')
    expect(listChanges(document)).toEqual([])
    expect(() => revertNode(document, '0:etc')).toThrow(/folder/)
  })
})

describe('the list of changes', () => {
  it('says what became of each entry', async () => {
    const document = await opened(tgz(filesOf({ a: '1', b: '22', c: '333', d: '4444' })))
    editText(document, '0', 'longer', 's')
    removeNode(document, '1')
    renameNode(document, '2', 'cc')
    changeMode(document, '2', '0600')
    await addFile(document, 'f', 'e', bytesOf(Buffer.from('55555')))
    expect(listChanges(document)).toEqual([
      { node: '0', address: 'a', before: 'a', kinds: ['content'], mode: null, size: { before: 1, after: 6 } },
      { node: '1', address: 'b', before: 'b', kinds: ['removed'], mode: null, size: { before: 2, after: null } },
      {
        node: '2',
        address: 'cc',
        before: 'c',
        kinds: ['renamed', 'mode'],
        mode: { before: '0644', after: '0600' },
        size: { before: 3, after: 3 },
      },
      { node: '4', address: 'e', before: null, kinds: ['added'], mode: null, size: { before: null, after: 5 } },
    ])
  })

  it('shows each difference as what it is', async () => {
    const document = await opened(tgz(filesOf({ 'x.xml': '<a/>', b: latin('\0\x01'), c: 'c', d: 'd' })))
    editText(document, '0', '<b/>', 's')
    replaceContent(document, '1', bytesOf(latin('\0\x02')))
    changeMode(document, '2', '0600')
    removeNode(document, '3')
    await addFile(document, 'f', 'e.json', bytesOf(Buffer.from('{}')))
    expect(diffOf(document, '0')).toEqual({ kind: 'text', before: '<a/>', after: '<b/>', language: 'xml' })
    expect(diffOf(document, '1')).toMatchObject({ kind: 'binary', before: { size: 2 }, after: { size: 2 } })
    expect(diffOf(document, '2')).toEqual({ kind: 'header' })
    expect(diffOf(document, '3')).toMatchObject({ kind: 'text', before: 'd', after: '' })
    expect(diffOf(document, '4')).toMatchObject({ kind: 'text', before: '', after: '{}', language: 'json' })
  })

  it('does not compare what is too large', async () => {
    const document = await opened(tgz(filesOf({ a: 'x'.repeat(5 * 1024 * 1024) })))
    editText(document, '0', 'short', 's')
    expect(diffOf(document, '0')).toMatchObject({ kind: 'too-large', before: { size: 5242880 }, after: { size: 5 } })
  })

  it('has nothing to compare where nothing changed', async () => {
    const document = await opened(tgz(filesOf({ a: '' })))
    expect(() => diffOf(document, '0')).toThrow(/as it was opened/)
  })
})

describe('the status', () => {
  it('is dirty from the first edit to the save, and again after the next', async () => {
    const document = await opened(tgz(filesOf({ a: '1' })))
    const status = new StatusKeeper('d', document)
    expect(status.now()).toMatchObject({ changes: 0, dirty: false, undo: null, redo: null })
    editText(document, '0', '2', 's1')
    expect(status.now()).toMatchObject({ changes: 1, dirty: true, undo: 'Edit a' })
    status.markSaved()
    expect(status.now().dirty).toBe(false)
    editText(document, '0', '3', 's2')
    expect(status.now().dirty).toBe(true)
    document.undo()
    expect(status.now()).toMatchObject({ dirty: false, redo: 'Edit a' })
    document.undo()
    expect(status.now()).toMatchObject({ changes: 0, dirty: false })
  })

  it('moves with each edit and with saving, and is told once', async () => {
    const document = await opened(tgz(filesOf({ a: '1' })))
    const status = new StatusKeeper('d', document)
    expect(status.moved()).not.toBeNull()
    expect(status.moved()).toBeNull()
    editText(document, '0', '2', 's')
    expect(status.moved()).toMatchObject({ dirty: true })
    status.markSaved()
    expect(status.moved()).toMatchObject({ dirty: false })
    expect(status.moved()).toBeNull()
  })
})

describe('modes as text', () => {
  it('are what ls and stat of this machine say', () => {
    for (const mode of [0, 0o644, 0o755, 0o1600, 0o1777, 0o4755, 0o4644, 0o2711, 0o2600, 0o7777]) {
      const script = `f=$(mktemp) && chmod ${mode.toString(8)} "$f" && stat -c %A "$f" && rm -f "$f"`
      expect(modeAsLs('file', mode)).toBe(execFileSync('sh', ['-c', script]).toString().trim())
    }
    expect([0, 0o644, 0o1600, 0o7777].map(modeOctal)).toEqual(['0000', '0644', '01600', '07777'])
    expect(['0', '01600', '9', ''].map(parseMode)).toEqual([0, 0o1600, null, null])
  })
})
