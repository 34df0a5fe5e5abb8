import { describe, expect, it } from 'vitest'
import type { TreeNode } from '../../shared/model/node'
import { bytesOf } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import { doEdit } from './edits'
import { byCodePoint } from './outline'
import { file, filesOf, opened, plainState, tgz, tgzOfMany } from '../../testing/archives/small-backups'
import { childrenOf, fileRow, treePath } from './tree'

const names = (rows: readonly TreeNode[]) => rows.map(row => row.name)

/** The row of a path of names below the file. */
async function at(document: Document, ...path: readonly string[]): Promise<TreeNode> {
  let row = fileRow(document)
  for (const name of path) {
    const found = (await childrenOf(document, row.id)).find(child => child.name === name)
    if (!found) throw new Error(`no row ${name} in ${row.address}`)
    row = found
  }
  return row
}

describe('the tree', () => {
  it('leads from the file through the layers into folders that no entry names', async () => {
    const document = await opened(plainState())
    const [local] = await childrenOf(document, 'f')
    expect(local).toMatchObject({ name: 'local.tgz', opens: 'gzip', expandable: true, row: 'entry', problem: null })
    const etc = await at(document, 'local.tgz', 'etc')
    expect(etc).toMatchObject({ row: 'folder', address: 'local.tgz!/etc', size: null, expandable: true })
    expect(names(await childrenOf(document, etc.id))).toEqual(['ssh', 'vmware', 'hosts', 'random-seed', 'shadow'])
  })

  it('puts folders first and sorts by code point', async () => {
    const document = await opened(
      tgz(filesOf({ 'b.txt': '', ä: '', a: '', B: '', '\u{1f600}': '', '\uffe5': '', 'z/1': '', 'y/1': '' })),
    )
    expect(names(await childrenOf(document, 'f'))).toEqual(['y', 'z', 'B', 'a', 'b.txt', 'ä', '\uffe5', '\u{1f600}'])
    expect(byCodePoint('\u{1f600}', '\uffe5')).toBeGreaterThan(0)
  })

  it('groups ./ as if it were not there and absolute names under /', async () => {
    const directory = { name: './', mode: 0o755, mtime: 0, typeflag: '5' }
    const document = await opened(
      tgz([...filesOf({ './etc/hosts': 'x', 'etc//motd': 'y', '/abs/file': 'z', '../up': 'u' }), directory]),
    )
    expect(names(await childrenOf(document, 'f'))).toEqual(['..', '/', 'etc', '.'])
    expect(names(await childrenOf(document, (await at(document, 'etc')).id))).toEqual(['hosts', 'motd'])
    const inAbsolute = await at(document, '/', 'abs', 'file')
    expect(treePath(document, inAbsolute.id)).toEqual(['f', ':/', '://abs', inAbsolute.id])
  })

  it('merges a directory entry with the folder of its path', async () => {
    const directory = { name: 'etc/', mode: 0o755, mtime: 0, typeflag: '5' }
    const empty = { name: 'empty/', mode: 0o755, mtime: 0, typeflag: '5' }
    const document = await opened(tgz([...filesOf({ 'etc/hosts': 'x' }), directory, empty]))
    const rows = await childrenOf(document, 'f')
    expect(rows.map(({ name, row, expandable }) => ({ name, row, expandable }))).toEqual([
      { name: 'empty', row: 'folder', expandable: false },
      { name: 'etc', row: 'folder', expandable: true },
    ])
  })

  it('shows both entries of one name and says which one wins', async () => {
    const document = await opened(tgz([file('etc/hosts', 'one'), file('etc/hosts', 'two')]))
    const rows = await childrenOf(document, (await at(document, 'etc')).id)
    expect(names(rows)).toEqual(['hosts', 'hosts'])
    expect(new Set(rows.map(row => row.id)).size).toBe(2)
    expect(rows.map(row => row.address)).toEqual(['etc/hosts', 'etc/hosts#2'])
    expect(rows[1]?.findings).toMatchObject([{ code: 'duplicate-name', message: expect.stringMatching(/^Entry 2/) }])
  })

  it('shows a file and a folder of the same path as two rows', async () => {
    const document = await opened(tgz(filesOf({ etc: 'a file', 'etc/hosts': 'x' })))
    const rows = await childrenOf(document, 'f')
    expect(rows.map(row => row.row)).toEqual(['folder', 'entry'])
  })

  it('gives the path from the file to a row, itself last', async () => {
    const document = await opened(plainState())
    const conf = await at(document, 'local.tgz', 'etc', 'vmware', 'esx.conf')
    const local = await at(document, 'local.tgz')
    expect(treePath(document, conf.id)).toEqual(['f', local.id, '0:etc', '0:etc/vmware', conf.id])
    expect(treePath(document, 'f')).toEqual(['f'])
  })

  it('keeps handles over edits, marks what changed and every row around it', async () => {
    const document = await opened(plainState())
    const hosts = await at(document, 'local.tgz', 'etc', 'hosts')
    await doEdit(document, 'text', { node: hosts.id, text: 'changed\n', typing: 's' })
    expect(await at(document, 'local.tgz', 'etc', 'hosts')).toMatchObject({ id: hosts.id, change: 'changed' })
    expect(fileRow(document).change).toBe('inside')
    expect((await at(document, 'local.tgz')).change).toBe('inside')
    expect((await at(document, 'local.tgz', 'etc', 'vmware')).change).toBeNull()

    await doEdit(document, 'rename', { node: hosts.id, name: 'etc/deep/hosts.old' })
    expect(await at(document, 'local.tgz', 'etc', 'deep', 'hosts.old')).toMatchObject({
      id: hosts.id,
      change: 'renamed',
    })
    await doEdit(document, 'add', { node: '0:etc', name: 'motd', content: bytesOf(Buffer.from('hello')) })
    expect((await at(document, 'local.tgz', 'etc', 'motd')).change).toBe('added')
    document.undo()
    document.undo()
    document.undo()
    expect(fileRow(document).change).toBeNull()
  })

  it('removes a folder with everything in it as one step', async () => {
    const document = await opened(plainState())
    await doEdit(document, 'remove', { node: '0:etc/vmware' })
    expect(names(await childrenOf(document, '0:etc'))).toEqual(['ssh', 'hosts', 'random-seed', 'shadow'])
    await expect(childrenOf(document, '0:etc/vmware')).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' })
    expect((await at(document, 'local.tgz', 'etc')).change).toBe('inside')
    document.undo()
    expect(names(await childrenOf(document, '0:etc'))).toEqual(['ssh', 'vmware', 'hosts', 'random-seed', 'shadow'])
  })

  it('refuses handles that never were', async () => {
    const document = await opened(plainState())
    for (const node of [
      '',
      'g',
      '9:etc',
      '0/9999',
      '0/-1',
      '0/0/0',
      ':',
      '0:',
      'x:etc',
      '0/',
      '/',
      '0:etc/',
      '0:nothing',
      '__proto__',
    ]) {
      await expect(childrenOf(document, node)).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' })
    }
  })

  it('shows a damaged layer as a row that cannot be expanded and says why', async () => {
    const document = await opened(tgz(filesOf({ 'local.tgz': new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0]) })))
    const [row] = await childrenOf(document, 'f')
    expect(row?.problem?.code).toMatch(/^GZIP_/)
    expect(row).toMatchObject({ lock: 'none', expandable: false })
    expect(await childrenOf(document, row?.id ?? '')).toEqual([])
  })

  it('lists a folder of 100,000 entries', async () => {
    const document = await opened(tgzOfMany(100_000))
    expect((await childrenOf(document, ':many')).length).toBe(100_000)
  })

  it('opens a replaced layer once when two views ask at the same time', async () => {
    const document = await opened(plainState())
    const local = await at(document, 'local.tgz')
    document.put(document.root.entries()[0]!, bytesOf(tgz([file('etc/other', 'x')])))
    const [one, two] = await Promise.all([childrenOf(document, local.id), childrenOf(document, local.id)])
    expect(one).toEqual(two)
    expect(names(await childrenOf(document, one[0]?.id ?? ''))).toEqual(['other'])
  })
})
