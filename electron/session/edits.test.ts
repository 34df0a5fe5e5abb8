import { describe, expect, it } from 'vitest'
import { type Bytes, bytesOf, toUint8Array } from '../engine/codecs/bytes'
import { diffOf, listChanges } from './changes'
import { doEdit, doSteps } from './edits'
import { viewOfNode } from './view'
import { StatusKeeper } from './status'
import { esxConf, file, filesOf, opened, plainState, tgz } from '../../testing/archives/small-backups'

const latinOf = (content: Bytes | null) => Buffer.from(content ? toUint8Array(content) : []).toString('latin1')
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('editing text', () => {
  it('writes in the encoding it was shown in', async () => {
    const document = await opened(tgz(filesOf({ 'etc/motd': latin('Jürgen und Käthe, Gebäude 3\n') })))
    await doEdit(document, 'text', { node: '0', text: 'Jürgen und Jörg\n', typing: 's' })
    expect(toUint8Array(document.content(document.root.entries()[0]!))).toEqual(latin('Jürgen und Jörg\n'))
  })

  it('goes on in Latin-1 after the last umlaut was deleted', async () => {
    const document = await opened(tgz(filesOf({ 'etc/motd': latin('Wartung: Käthe Meier, Telefon 4711\n') })))
    await doEdit(document, 'text', { node: '0', text: 'Wartung: Kthe Meier, Telefon 4711\n', typing: 's' })
    expect(await viewOfNode(document, '0', {})).toMatchObject({ data: { encoding: 'latin-1' } })
    await doEdit(document, 'text', { node: '0', text: 'Wartung: Köthe Meier, Telefon 4711\n', typing: 's' })
    expect(toUint8Array(document.content(document.root.entries()[0]!))).toEqual(
      latin('Wartung: Köthe Meier, Telefon 4711\n'),
    )
  })

  it('refuses what the encoding cannot hold and changes nothing', async () => {
    const document = await opened(tgz(filesOf({ 'etc/motd': latin('für alle, die es nicht wissen\n') })))
    await expect(doEdit(document, 'text', { node: '0', text: 'für 5 €\n', typing: 's' })).rejects.toThrow(
      /Line 1: Latin-1.*"€"/,
    )
    expect(document.changes()).toEqual([])
    expect(document.undoLabel).toBeNull()
  })

  it('refuses binary files, folders and the file itself', async () => {
    const document = await opened(tgz(filesOf({ 'a/b': latin('\0\x01\x02') })))
    await expect(doEdit(document, 'text', { node: '0', text: 'text', typing: 's' })).rejects.toThrow(/not text/)
    await expect(doEdit(document, 'text', { node: ':a', text: 'text', typing: 's' })).rejects.toThrow(/folder/)
    await expect(doEdit(document, 'text', { node: 'f', text: 'text', typing: 's' })).rejects.toThrow(/opened file/)
  })

  it('makes one step of undo of texts typed one after another, and no step of a text that is the same', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': 'a\n' })))
    await doEdit(document, 'text', { node: '0', text: 'a\n', typing: 's1' })
    expect(document.undoLabel).toBeNull()
    for (const text of ['ab\n', 'abc\n', 'abc\n']) await doEdit(document, 'text', { node: '0', text, typing: 's1' })
    await doEdit(document, 'text', { node: '0', text: 'abcd\n', typing: 's2' })
    expect(document.undoLabel).toBe('Edit etc/hosts')
    document.undo()
    expect(toUint8Array(document.content(document.root.entries()[0]!))).toEqual(latin('abc\n'))
    document.undo()
    expect(document.changes()).toEqual([])
  })
})

describe('other edits', () => {
  it('add below the file, a folder and a layer, with ./ where the archive has it', async () => {
    const document = await opened(tgz(filesOf({ './etc/hosts': '', './inner.tgz': plainState() })))
    await doEdit(document, 'add', { node: 'f', name: 'top', content: bytesOf(Buffer.from('1')) })
    await doEdit(document, 'add', { node: ':etc', name: 'deep/motd', content: bytesOf(Buffer.from('2')) })
    await doEdit(document, 'add', { node: '1', name: 'in/layer', content: bytesOf(Buffer.from('3')) })
    expect(listChanges(document).map(change => change.address)).toEqual([
      './top',
      './etc/deep/motd',
      './inner.tgz!/in/layer',
    ])
    await expect(doEdit(document, 'add', { node: '0', name: 'x', content: bytesOf() })).rejects.toMatchObject({
      code: 'NOT_A_FILE',
    })
    await expect(doEdit(document, 'add', { node: 'f', name: '../x', content: bytesOf() })).rejects.toMatchObject({
      code: 'NAME_INVALID',
    })
    await expect(doEdit(document, 'add', { node: ':etc', name: 'hosts', content: bytesOf() })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    })
  })

  it('are named after what they did', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': '' })))
    const labels: (string | null)[] = []
    await doEdit(document, 'replace', { node: '0', content: bytesOf(Buffer.from('new')) })
    labels.push(document.undoLabel)
    await doEdit(document, 'mode', { node: '0', mode: '01644' })
    labels.push(document.undoLabel)
    await doEdit(document, 'rename', { node: '0', name: 'etc/hosts.old' })
    labels.push(document.undoLabel)
    await doEdit(document, 'add', { node: 'f', name: 'added', content: bytesOf() })
    labels.push(document.undoLabel)
    await doEdit(document, 'remove', { node: '0' })
    labels.push(document.undoLabel)
    expect(labels).toEqual([
      'Replace etc/hosts',
      'Change the mode of etc/hosts',
      'Rename etc/hosts',
      'Add added',
      'Remove etc/hosts.old',
    ])
  })

  it('remove several rows as one step, a folder and what is in it among them', async () => {
    const document = await opened(tgz(filesOf({ 'etc/a': '1', 'etc/b': '2', 'var/c': '3' })))
    await doEdit(document, 'remove', { node: '0', also: [':var', '2', '0'] })
    expect(document.root.entries().map(({ name }) => name)).toEqual(['etc/b'])
    expect(document.undoLabel).toBe('Remove 2 entries')
    document.undo()
    expect(document.changes()).toEqual([])
  })

  it('add files and folders of a disk as one step, and ask about names that are there', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': 'old', 'etc/rc.local': 'old' })))
    document.chmod(document.root.entries()[1]!, 0o1640)
    const given = {
      node: ':etc',
      names: ['hosts', 'deep/er/new', 'rc.local'],
      contents: ['1', '2', '3'].map(text => bytesOf(Buffer.from(text))),
      folders: ['deep', 'deep/er'],
    }
    const refused = doEdit(document, 'addFiles', { ...given, taken: 'refuse' })
    await expect(refused).rejects.toThrow('2 names are there already: etc/hosts, etc/rc.local.')
    expect(document.undoLabel).toBe('Change the mode of etc/rc.local')
    const found = async (taken: 'replace' | 'both' | 'skip') => {
      await doEdit(document, 'addFiles', { ...given, taken })
      const now = document.root
        .entries()
        .map(one => [one.name, one.mode, one.kind === 'file' ? latinOf(document.content(one)) : ''])
      expect(document.undoLabel).toBe('Add 3 files')
      document.undo()
      expect(document.root.entries()).toHaveLength(2)
      return now
    }
    const made = [
      ['etc/deep', 0o755, ''],
      ['etc/deep/er', 0o755, ''],
    ]
    expect(await found('both')).toEqual([
      ['etc/hosts', 0o644, 'old'],
      ['etc/rc.local', 0o1640, 'old'],
      ...made,
      ['etc/hosts-2', 0o1640, '1'],
      ['etc/deep/er/new', 0o1640, '2'],
      ['etc/rc-2.local', 0o1640, '3'],
    ])
    expect((await found('replace')).map(([name, , content]) => [name, content])).toEqual([
      ['etc/hosts', '1'],
      ['etc/rc.local', '3'],
      ['etc/deep', ''],
      ['etc/deep/er', ''],
      ['etc/deep/er/new', '2'],
    ])
    expect((await found('skip')).map(([, , content]) => content)).toEqual(['old', 'old', '', '', '2'])
  })

  it.each(['../out', 'a/../../out', '/etc/x', 'a\0b', 'n'.repeat(5000)])(
    'never give an added file the name %j of a disk',
    async name => {
      const document = await opened(tgz(filesOf({ 'etc/hosts': '' })))
      for (const given of [
        { names: [name], contents: [bytesOf()], folders: [] },
        { names: [], contents: [], folders: [name] },
      ]) {
        await expect(doEdit(document, 'addFiles', { node: ':etc', ...given, taken: 'both' })).rejects.toMatchObject({
          code: 'NAME_INVALID',
        })
      }
      expect(document.changes()).toEqual([])
    },
  )

  it('take modes as octal text or changes alone', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': '' })))
    for (const mode of ['', '8', '0x1ff', '-1', '1e3', '010000', ' 644', '644\n']) {
      await expect(doEdit(document, 'mode', { node: '0', mode }), mode).rejects.toThrow(
        expect.objectContaining({ code: 'MODE_INVALID' }),
      )
    }
    await doEdit(document, 'mode', { node: '0', mode: '07777' })
    expect(document.root.entries()[0]?.mode).toBe(0o7777)
  })

  it('can be taken back one by one, removed entries included', async () => {
    const document = await opened(plainState())
    await doEdit(document, 'remove', { node: '0/1' })
    await doEdit(document, 'text', { node: '0/0', text: 'x', typing: 's' })
    await doEdit(document, 'revert', { node: '0/1' })
    expect(listChanges(document).map(change => change.address)).toEqual(['local.tgz!/etc/vmware/esx.conf'])
    await doEdit(document, 'revertAll', {})
    await expect(doEdit(document, 'revert', { node: 'f' })).rejects.toThrow(/opened file/)
    expect(listChanges(document)).toEqual([])
  })

  it('go back together, as one step: several rows, all of a folder, all of a layer', async () => {
    const document = await opened(plainState())
    const addresses = () => listChanges(document).map(change => change.address.replace('local.tgz!/', ''))
    const [conf, hosts, seed] = ['0/0', '0/1', '0/2'] as const
    await doEdit(document, 'remove', { node: hosts })
    await doEdit(document, 'mode', { node: seed, mode: '0600' })
    await doEdit(document, 'text', { node: conf, text: 'x', typing: 's' })
    await doEdit(document, 'newFolder', { node: '0:etc', name: 'made' })
    expect(addresses()).toHaveLength(4)
    await doEdit(document, 'revert', { node: hosts, also: [seed, hosts] })
    expect(addresses()).toEqual(['etc/vmware/esx.conf', 'etc/made'])
    document.undo()
    expect(addresses()).toHaveLength(4)
    // A removed entry is in no folder now, and belongs to the one that it was in.
    await doEdit(document, 'revert', { node: '0:etc/vmware' })
    expect(addresses()).toHaveLength(3)
    await doEdit(document, 'revert', { node: '0:etc' })
    expect(addresses()).toEqual([])
    document.undo()
    document.undo()
    await doEdit(document, 'revert', { node: '0' })
    expect(addresses()).toEqual([])
    await expect(doEdit(document, 'revert', { node: 'f' })).rejects.toThrow(/opened file/)
  })

  it('two that have taken the name of each other go back together, and one alone is refused', async () => {
    const document = await opened(plainState())
    const [hosts, seed] = ['0/1', '0/2'] as const
    await doEdit(document, 'rename', { node: hosts, name: 'etc/other' })
    await doEdit(document, 'rename', { node: seed, name: 'etc/hosts' })
    await expect(doEdit(document, 'revert', { node: hosts })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    await doEdit(document, 'revert', { node: hosts, also: [seed] })
    expect(listChanges(document)).toEqual([])
  })

  it('an entry that had a twin in the opened file may stand beside it again', async () => {
    const document = await opened(tgz([file('etc/a', '1'), file('etc/a', '2'), file('etc/b', '3')]))
    await doEdit(document, 'remove', { node: '0' })
    await doEdit(document, 'revert', { node: '0' })
    expect(listChanges(document)).toEqual([])
  })
})

describe('keys of esx.conf', () => {
  it('are set, added and removed, each as one step with a name of its own', async () => {
    const document = await opened(plainState())
    await doEdit(document, 'confSet', { key: '/system/uuid', value: 'new' })
    await doEdit(document, 'confSet', { key: '/adv/Misc/HostIPAddr', value: '192.0.2.7' })
    await doEdit(document, 'confRemove', { key: '/resourceGroups/version' })
    const edited = esxConf
      .replace('61c3f0aa-0b2e-4d5f-8a9b-0011223344aa', 'new')
      .replace('192.0.2.10', '192.0.2.7')
      .replace('/resourceGroups/version = "7.0.2"\n', '')
    expect(await viewOfNode(document, '0/0', {})).toMatchObject({ data: { text: edited } })
    const labels = [document.undoLabel]
    while (document.undo()) labels.push(document.undoLabel)
    expect(labels).toEqual(['Remove /resourceGroups/version', 'Set /adv/Misc/HostIPAddr', 'Set /system/uuid', null])
  })

  it('leave the bytes of a Latin-1 file as they are', async () => {
    const conf = latin('/a = "Käthe"\n/b = "2"\n')
    const document = await opened(tgz(filesOf({ 'etc/vmware/esx.conf': conf })))
    await doEdit(document, 'confSet', { key: '/b', value: '3' })
    expect(toUint8Array(document.content(document.root.entries()[0]!))).toEqual(latin('/a = "Käthe"\n/b = "3"\n'))
  })

  it('are refused where the format cannot hold them, where they are not there, and where there is no esx.conf', async () => {
    const document = await opened(plainState())
    for (const [key, value, code] of [
      ['no slash', 'x', 'CONF_KEY'],
      ['/system/uuid', 'a "quote"', 'CONF_VALUE'],
    ] as const) {
      await expect(doEdit(document, 'confSet', { key, value })).rejects.toMatchObject({ code })
    }
    await expect(doEdit(document, 'confRemove', { key: '/none' })).rejects.toMatchObject({ code: 'CONF_KEY' })
    expect(document.changes()).toEqual([])
    const other = await opened(tgz(filesOf({ a: '' })))
    await expect(doEdit(other, 'confSet', { key: '/a', value: '' })).rejects.toMatchObject({
      code: 'ADDRESS_NOT_FOUND',
      message: expect.stringContaining('etc/vmware/esx.conf'),
    })
  })
})

describe('several edits', () => {
  it('are one step of undo, each seeing what those before it did', async () => {
    const document = await opened(plainState())
    await doSteps(document, 'Another host', [
      { edit: 'confSet', key: '/system/uuid', value: 'new' },
      { edit: 'confSet', key: '/system/uuid', value: 'newer' },
      { edit: 'rename', node: '0/1', name: 'etc/hosts.old' },
      { edit: 'mode', node: '0/1', mode: '0600' },
      { edit: 'remove', node: '0:etc/ssh' },
    ])
    expect(listChanges(document).map(change => [change.address, change.kinds])).toEqual([
      ['local.tgz!/etc/vmware/esx.conf', ['content']],
      ['local.tgz!/etc/hosts.old', ['renamed', 'mode']],
      ['local.tgz!/etc/ssh/ssh_host_rsa_key', ['removed']],
    ])
    expect(document.undoLabel).toBe('Another host')
    document.undo()
    expect([listChanges(document), document.undoLabel, document.redoLabel]).toEqual([[], null, 'Another host'])
  })

  it('do nothing when one of them is refused', async () => {
    const document = await opened(plainState())
    const steps = doSteps(document, 'Fails', [
      { edit: 'confSet', key: '/system/uuid', value: 'new' },
      { edit: 'mode', node: '0/1', mode: '8' },
    ])
    await expect(steps).rejects.toMatchObject({ code: 'MODE_INVALID' })
    expect([listChanges(document), document.undoLabel]).toEqual([[], null])
  })
})

describe('the list of changes', () => {
  it('says what became of each entry', async () => {
    const document = await opened(tgz(filesOf({ a: '1', b: '22', c: '333', d: '4444' })))
    await doEdit(document, 'text', { node: '0', text: 'longer', typing: 's' })
    await doEdit(document, 'remove', { node: '1' })
    await doEdit(document, 'rename', { node: '2', name: 'cc' })
    await doEdit(document, 'mode', { node: '2', mode: '0600' })
    await doEdit(document, 'add', { node: 'f', name: 'e', content: bytesOf(Buffer.from('55555')) })
    expect(listChanges(document)).toEqual([
      {
        node: '0',
        address: 'a',
        before: 'a',
        kinds: ['content'],
        mode: null,
        facts: [],
        size: { before: 1, after: 6 },
      },
      {
        node: '1',
        address: 'b',
        before: 'b',
        kinds: ['removed'],
        mode: null,
        facts: [],
        size: { before: 2, after: null },
      },
      {
        node: '2',
        address: 'cc',
        before: 'c',
        kinds: ['renamed', 'mode'],
        mode: { before: '0644', after: '0600' },
        facts: [],
        size: { before: 3, after: 3 },
      },
      {
        node: '4',
        address: 'e',
        before: null,
        kinds: ['added'],
        mode: null,
        facts: [],
        size: { before: null, after: 5 },
      },
    ])
  })

  it('shows each difference as what it is', async () => {
    const document = await opened(tgz(filesOf({ 'x.xml': '<a/>', b: latin('\0\x01'), c: 'c', d: 'd' })))
    await doEdit(document, 'text', { node: '0', text: '<b/>', typing: 's' })
    await doEdit(document, 'replace', { node: '1', content: bytesOf(latin('\0\x02')) })
    await doEdit(document, 'mode', { node: '2', mode: '0600' })
    await doEdit(document, 'remove', { node: '3' })
    await doEdit(document, 'add', { node: 'f', name: 'e.json', content: bytesOf(Buffer.from('{}')) })
    expect(await diffOf(document, '0')).toEqual({
      kind: 'text',
      before: '<a/>',
      after: '<b/>',
      language: 'xml',
      secretNames: [],
    })
    expect(await diffOf(document, '1')).toMatchObject({ kind: 'binary', before: { size: 2 }, after: { size: 2 } })
    expect(await diffOf(document, '2')).toEqual({ kind: 'header' })
    expect(await diffOf(document, '3')).toMatchObject({ kind: 'text', before: 'd', after: '' })
    expect(await diffOf(document, '4')).toMatchObject({ kind: 'text', before: '', after: '{}', language: 'json' })
  })

  it('compares text of UTF-16, and says by bytes what differs in its encoding alone', async () => {
    const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
    const document = await opened(tgz(filesOf({ a: wide('größe\n'), b: wide('same\n'), c: '\ufeffmarked\n' })))
    await doEdit(document, 'text', { node: '0', text: 'größer\n', typing: 's' })
    await doEdit(document, 'replace', { node: '1', content: bytesOf(wide('same\n').swap16()) })
    await doEdit(document, 'replace', { node: '2', content: bytesOf(Buffer.from('marked\n')) })
    expect(await diffOf(document, '0')).toMatchObject({ kind: 'text', before: 'größe\n', after: 'größer\n' })
    expect(await diffOf(document, '1')).toMatchObject({ kind: 'binary', before: { size: 12 }, after: { size: 12 } })
    expect(await diffOf(document, '2')).toMatchObject({ kind: 'text', before: '\ufeffmarked\n', after: 'marked\n' })
  })

  it('does not compare what is too large', async () => {
    const document = await opened(tgz(filesOf({ a: 'x'.repeat(5 * 1024 * 1024) })))
    await doEdit(document, 'text', { node: '0', text: 'short', typing: 's' })
    expect(await diffOf(document, '0')).toMatchObject({
      kind: 'too-large',
      before: { size: 5242880 },
      after: { size: 5 },
    })
  })

  it('has nothing to compare where nothing changed', async () => {
    const document = await opened(tgz(filesOf({ a: '' })))
    await expect(diffOf(document, '0')).rejects.toThrow(/as it was opened/)
  })
})

describe('the status', () => {
  it('is dirty from the first edit to the save, and again after the next', async () => {
    const document = await opened(tgz(filesOf({ a: '1' })))
    const status = new StatusKeeper('d', document)
    expect(status.now()).toMatchObject({ changes: 0, dirty: false, undo: null, redo: null })
    await doEdit(document, 'text', { node: '0', text: '2', typing: 's1' })
    expect(status.now()).toMatchObject({ changes: 1, dirty: true, undo: 'Edit a' })
    status.markSaved()
    expect(status.now().dirty).toBe(false)
    await doEdit(document, 'text', { node: '0', text: '3', typing: 's2' })
    expect(status.now().dirty).toBe(true)
    document.undo()
    expect(status.now()).toMatchObject({ dirty: false, redo: 'Edit a' })
    document.undo()
    expect(status.now()).toMatchObject({ changes: 0, dirty: false })
  })

  it('moves with each edit and with saving, and is reported once', async () => {
    const document = await opened(tgz(filesOf({ a: '1' })))
    const status = new StatusKeeper('d', document)
    expect(status.moved()).not.toBeNull()
    expect(status.moved()).toBeNull()
    await doEdit(document, 'text', { node: '0', text: '2', typing: 's' })
    expect(status.moved()).toMatchObject({ dirty: true })
    status.markSaved()
    expect(status.moved()).toMatchObject({ dirty: false })
    expect(status.moved()).toBeNull()
  })
})
