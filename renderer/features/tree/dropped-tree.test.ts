import { describe, expect, it } from 'vitest'
import { deepestDrop, type DiskEntry, mostDropped, treeOf } from './dropped-tree'

interface FileOf {
  readonly name: string
}

function fileEntry(name: string): DiskEntry<FileOf> {
  return { name, isDirectory: false, file: done => done({ name }) }
}

/** Gives its entries two at a time, as a browser gives a hundred. */
function folderEntry(name: string, ...below: readonly DiskEntry<FileOf>[]): DiskEntry<FileOf> {
  return {
    name,
    isDirectory: true,
    createReader() {
      let at = 0
      return {
        readEntries(done) {
          done(below.slice(at, at + 2))
          at += 2
        },
      }
    },
  }
}

function dropped(...entries: readonly DiskEntry<FileOf>[]) {
  const items = entries.map(entry => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => (entry.isDirectory ? null : { name: entry.name }),
  }))
  return treeOf<FileOf>({ items })
}

describe('what was dropped', () => {
  it('is files and folders with their paths, each folder before what is in it', async () => {
    const tree = await dropped(
      fileEntry('one'),
      folderEntry('a', fileEntry('x'), folderEntry('b', fileEntry('y')), fileEntry('z')),
    )
    expect(tree).toEqual({
      files: ['one', 'a/x', 'a/z', 'a/b/y'].map(name => ({ name, file: { name: name.split('/').at(-1) } })),
      folders: ['a', 'a/b'],
    })
  })

  it('is a file of the clipboard that is nowhere on the disk, and no text', async () => {
    const items = [
      { kind: 'string', getAsFile: () => null },
      { kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => ({ name: 'image.png' }) },
    ]
    expect(await treeOf<FileOf>({ items })).toMatchObject({ files: [{ name: 'image.png' }], folders: [] })
  })

  it('is refused where it is too many, or too deep', async () => {
    const many = Array.from({ length: mostDropped }, (_, at) => fileEntry(String(at)))
    expect(await dropped(folderEntry('a', ...many))).toEqual({ kind: 'many' })
    expect(await dropped(...many, fileEntry('one more'))).toEqual({ kind: 'many' })
    expect(await dropped(...many)).toMatchObject({ folders: [] })
    let deep = folderEntry('end')
    for (let depth = 0; depth < deepestDrop; depth++) deep = folderEntry('in', deep)
    expect(await dropped(deep)).toEqual({ kind: 'deep', name: 'in' })
  })

  it('that cannot be read rejects', async () => {
    const broken: DiskEntry<FileOf> = {
      name: 'x',
      isDirectory: true,
      createReader: () => ({ readEntries: (_done, failed) => failed(new Error('gone')) }),
    }
    await expect(dropped(broken)).rejects.toThrow('gone')
  })
})
