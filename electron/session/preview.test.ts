import { describe, expect, it } from 'vitest'
import type { Preview } from '../../shared/model/preview'
import { bytesOf } from '../engine/codecs/bytes'
import type { NewMember } from '../engine/codecs/tar-write'
import { factsOf } from './facts'
import { bytesAt, previewOf } from './preview'
import { file, filesOf, opened, plainState, sealed, special, tgz } from '../../testing/archives/small-backups'
import { textLimit } from '../engine/formats/text/encoding'
import { childrenOf } from './tree'

/** Preview of the first entry of an archive. */
async function previewIn(...members: readonly NewMember[]): Promise<Preview> {
  const document = await opened(tgz(members))
  return previewOf(document, '0')
}

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('the preview', () => {
  it('shows UTF-8 text with its language and line ending', async () => {
    expect(await previewIn(file('etc/vmware/esx.conf', '/a = "ü"\r\n/b = ""\r\n'))).toEqual({
      kind: 'text',
      address: 'etc/vmware/esx.conf',
      text: '/a = "ü"\r\n/b = ""\r\n',
      language: 'esx-conf',
      encoding: 'utf-8',
      lineEnding: 'crlf',
      editable: true,
    })
  })

  it('shows mostly printable bytes as Latin-1', async () => {
    expect(await previewIn(file('etc/motd', latin('Wartung durch Jürgen, Gebäude 3\n')))).toMatchObject({
      kind: 'text',
      text: 'Wartung durch Jürgen, Gebäude 3\n',
      encoding: 'latin-1',
    })
  })

  it('names the format of what is no text', async () => {
    expect(await previewIn(file('var/store', latin(`SQLite format 3\0${'\0'.repeat(80)}`)))).toEqual({
      kind: 'binary',
      size: 96,
      format: 'SQLite 3 database',
    })
    expect(await previewIn(file('etc/random-seed', latin('\0\xff'.repeat(256))))).toMatchObject({
      format: 'random seed',
    })
    expect(await previewIn(file('x', latin('\0\x01')))).toMatchObject({ kind: 'binary', format: null })
  })

  it('shows an empty file as empty, which can be edited', async () => {
    expect(await previewIn(file('etc/issue', ''))).toEqual({ kind: 'empty', address: 'etc/issue', editable: true })
  })

  it('says how large a text is that is too large, and calls large binary data binary', async () => {
    const long = 'a line of text\n'.repeat(textLimit / 15 + 1)
    expect(await previewIn(file('var/log', long))).toEqual({ kind: 'too-large', size: long.length, limit: textLimit })
    const noise = Uint8Array.from({ length: textLimit + 1 }, (_, at) => (at * 2654435761) % 256)
    expect(await previewIn(file('var/core', noise))).toMatchObject({ kind: 'binary', size: textLimit + 1 })
  })

  it('shows links, folders and devices as what they are', async () => {
    expect(await previewIn(special('link', '2', 'etc/hosts'))).toEqual({
      kind: 'link',
      link: 'symlink',
      target: 'etc/hosts',
    })
    expect(await previewIn(special('etc/', '5'))).toEqual({ kind: 'folder', entries: 0 })
    expect(await previewIn(special('pipe', '6'))).toMatchObject({
      kind: 'special',
      entry: 'fifo',
    })
  })

  it('shows the file itself and each layer with its facts', async () => {
    const document = await opened(plainState())
    for (const node of ['f', '0']) {
      const preview = await previewOf(document, node)
      expect(preview).toMatchObject({ kind: 'layer', opens: 'gzip' })
      expect(preview.kind === 'layer' && preview.facts).toContainEqual({ label: 'Opens as', value: 'gzip › tar' })
    }
    expect(await previewOf(document, '0:etc')).toEqual({ kind: 'folder', entries: 5 })
  })

  it('tells a layer without a key from one that is damaged', async () => {
    expect(await previewIn(file('local.tgz.ve', sealed()))).toMatchObject({
      kind: 'sealed',
      error: { code: 'ENVELOPE_NO_KEY' },
    })
    expect(await previewIn(file('local.tgz', latin('\x1f\x8b\x08\0\0\0\0\0\0\x03broken')))).toMatchObject({
      kind: 'damaged',
      readable: 0,
      error: { where: { layer: 'local.tgz' } },
    })
  })

  it('shows how much can be read of an archive that breaks off', async () => {
    const noise = Uint8Array.from({ length: 100_000 }, (_, at) => (at * at * 2654435761) % 251)
    const whole = tgz(filesOf({ 'etc/first': 'x', 'etc/second': 'y', 'etc/noise': noise }))
    const part = whole.subarray(0, whole.length / 2)
    expect(await previewIn(file('local.tgz', part))).toMatchObject({
      kind: 'damaged',
      error: { code: 'GZIP_TRUNCATED' },
    })
    const document = await opened(tgz(filesOf({ 'local.tgz': part })))
    const [row] = await childrenOf(document, 'f')
    const readable = await childrenOf(document, row?.id ?? '')
    expect(readable.map(child => child.name)).toEqual(['etc'])
    expect(row).toMatchObject({ expandable: true, problem: { code: 'GZIP_TRUNCATED' } })

    const labels = (await factsOf(document, row?.id ?? '')).layer.map(fact => fact.label)
    expect(labels).toContain('Inflated')
    expect(labels, 'a checksum that was never there').not.toContain('CRC-32')
  })
})

describe('ranges of bytes', () => {
  it('are cut at the end of the file and own their memory', async () => {
    const document = await opened(tgz(filesOf({ data: 'x'.repeat(1000) })))
    const range = bytesAt(document, '0', 990, 100)
    expect(range).toMatchObject({ offset: 990, total: 1000 })
    expect(range.bytes.length).toBe(10)
    expect(range.bytes.buffer.byteLength).toBe(10)
    expect(bytesAt(document, '0', 5000, 10)).toMatchObject({ offset: 1000, total: 1000 })
    expect(bytesAt(document, 'f', 0, 2).bytes).toEqual(new Uint8Array([0x1f, 0x8b]))
  })

  it('are refused for what has no bytes', async () => {
    const document = await opened(plainState())
    expect(() => bytesAt(document, '0:etc', 0, 1)).toThrow(/folder/)
  })
})

describe('the inspector', () => {
  it('says everything the header says', async () => {
    const document = await opened(tgz([file('etc/shadow', plainState(), { mode: 0o1600, mtime: 1_600_000_000.5 })]))
    expect(await factsOf(document, '0')).toMatchObject({
      address: 'etc/shadow',
      kind: 'file',
      typeflag: '0',
      dialect: 'gnu',
      mode: '01600',
      modeText: '-rw------T',
      uid: 0,
      uname: 'root',
      headerOffset: 0,
      dataOffset: 512,
      tFlag: true,
      changed: [],
      linkname: null,
    })
  })

  it('gives the SHA-256 of the content as it is now', async () => {
    const document = await opened(tgz(filesOf({ 'etc/hosts': 'abc' })))
    expect((await factsOf(document, '0')).sha256).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    document.put(document.root.entries()[0]!, bytesOf(plainState()))
    expect(await factsOf(document, '0')).toMatchObject({
      changed: ['content'],
      size: document.root.entries()[0]?.size,
    })
  })

  it('knows little about a folder that no entry names', async () => {
    const document = await opened(plainState())
    expect(await factsOf(document, '0:etc')).toMatchObject({ address: 'local.tgz!/etc', kind: 'directory', mode: null })
  })
})
