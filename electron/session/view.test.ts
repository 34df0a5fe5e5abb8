import { describe, expect, it } from 'vitest'
import type { NodeView } from '../../shared/viewers/viewers'
import { bytesOf } from '../engine/codecs/bytes'
import type { NewMember } from '../engine/codecs/tar-write'
import { factsOf } from './facts'
import { file, filesOf, opened, plainState, sealed, special, tgz } from '../../testing/archives/small-backups'
import { textLimit } from '../engine/formats/text/encoding'
import { makeBackup } from '../../testing/fixtures/backups'
import { childrenOf } from './tree'
import { bytesAt, printedAt, viewOfNode } from './view'

/** The first entry of an archive, as its fitting viewer shows it or one that was chosen. */
async function viewIn(member: NewMember, choices = {}): Promise<NodeView> {
  const document = await opened(tgz([member]))
  return viewOfNode(document, '0', choices)
}

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('what is shown of a row', () => {
  it('is UTF-8 text with its language and line ending, or its bytes', async () => {
    expect(await viewIn(file('etc/vmware/esx.conf', '/a = "ü"\r\n/b = ""\r\n'))).toEqual({
      address: 'etc/vmware/esx.conf',
      kind: 'esx-conf',
      failed: null,
      viewers: ['text', 'conf-keys', 'about', 'hex'],
      viewer: 'text',
      data: {
        text: '/a = "ü"\r\n/b = ""\r\n',
        language: 'esx-conf',
        encoding: 'utf-8',
        fault: null,
        lineEnding: 'crlf',
        editable: true,
        secretNames: [],
      },
    })
  })

  it('is mostly printable bytes as Latin-1', async () => {
    expect(await viewIn(file('etc/motd', latin('Wartung durch Jürgen, Gebäude 3\n')))).toMatchObject({
      viewer: 'text',
      data: { text: 'Wartung durch Jürgen, Gebäude 3\n', encoding: 'latin-1' },
    })
  })

  it('is the bytes and the name of the format for what is not text', async () => {
    expect(await viewIn(file('var/store', latin(`SQLite format 3\0${'\0'.repeat(80)}`)))).toMatchObject({
      address: 'var/store',
      kind: 'sqlite',
      viewers: ['tables', 'hex'],
      viewer: 'hex',
      data: { size: 96, binary: true, format: 'SQLite 3 database', secret: false },
      failed: { viewer: 'tables', error: { code: 'NOT_A_DATABASE' } },
    })
    expect(await viewIn(file('etc/random-seed', latin('\0\xff'.repeat(256))))).toMatchObject({
      data: { format: 'random seed' },
    })
    expect(await viewIn(file('x', latin('\0\x01')))).toMatchObject({ viewer: 'hex', data: { format: null } })
  })

  it('is an editor for an empty file, which has no bytes to show', async () => {
    expect(await viewIn(file('etc/issue', ''))).toMatchObject({
      viewers: ['text'],
      data: { text: '', language: 'plain', lineEnding: 'none', editable: true },
    })
  })

  it('is how large a text is that is too large, and the bytes of large binary data', async () => {
    const long = 'a line of text\n'.repeat(textLimit / 15 + 1)
    expect(await viewIn(file('var/log', long))).toMatchObject({
      viewers: ['long-text', 'hex'],
      data: { size: long.length, limit: textLimit },
    })
    const noise = Uint8Array.from({ length: textLimit + 1 }, (_, at) => (at * 2654435761) % 256)
    expect(await viewIn(file('var/core', noise))).toMatchObject({ viewer: 'hex', data: { size: textLimit + 1 } })
  })

  it('is what a link, folder or device is', async () => {
    const only = (viewer: string, data: unknown) => ({ viewers: [viewer], viewer, data })
    expect(await viewIn(special('link', '2', 'etc/hosts'))).toMatchObject(
      only('link', { link: 'symlink', target: 'etc/hosts' }),
    )
    expect(await viewIn(special('etc/', '5'))).toMatchObject(only('folder', { entries: 0 }))
    expect(await viewIn(special('pipe', '6'))).toMatchObject(only('special', { entry: 'fifo' }))
  })

  it('of a folder has its address, also where it is only the path of its files', async () => {
    const document = await opened(tgz([file('etc/vmware/a', 'x'), special('etc/own/', '5')]))
    expect(await viewOfNode(document, ':etc/vmware', {})).toMatchObject({ viewer: 'folder', address: 'etc/vmware' })
    expect(await viewOfNode(document, ':etc/own', {})).toMatchObject({ viewer: 'folder', address: 'etc/own' })
  })

  it('is the facts of the file itself and of each layer, with their bytes beside', async () => {
    const document = await opened(plainState())
    for (const node of ['f', '0']) {
      const view = await viewOfNode(document, node, {})
      expect(view).toMatchObject({ viewers: ['layer', 'hex'], viewer: 'layer', data: { opens: 'gzip' } })
      expect(view.viewer === 'layer' && view.data.facts).toContainEqual({ label: 'Opens as', value: 'gzip › tar' })
    }
    expect(await viewOfNode(document, '0:etc', {})).toMatchObject({ viewer: 'folder', data: { entries: 7 } })
  })

  it('tells a layer without a key from one that is damaged', async () => {
    expect(await viewIn(file('local.tgz.ve', sealed()))).toMatchObject({
      viewers: ['sealed', 'hex'],
      data: { error: { code: 'ENVELOPE_NO_KEY' } },
    })
    expect(await viewIn(file('local.tgz', latin('\x1f\x8b\x08\0\0\0\0\0\0\x03broken')))).toMatchObject({
      viewers: ['damaged', 'hex'],
      data: { readable: 0, error: { where: { layer: 'local.tgz' } } },
    })
  })

  it('is how much can be read of an archive that breaks off', async () => {
    const noise = Uint8Array.from({ length: 100_000 }, (_, at) => (at * at * 2654435761) % 251)
    const whole = tgz(filesOf({ 'etc/first': 'x', 'etc/second': 'y', 'etc/noise': noise }))
    const part = whole.subarray(0, whole.length / 2)
    expect(await viewIn(file('local.tgz', part))).toMatchObject({
      viewer: 'damaged',
      data: { error: { code: 'GZIP_TRUNCATED' } },
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

describe('a viewer that was chosen', () => {
  const files = file('etc/hosts', '127.0.0.1 localhost\n')

  it('shows the kinds it was chosen for, and no other', async () => {
    expect(await viewIn(files, { plain: 'hex' })).toMatchObject({
      viewer: 'hex',
      data: { size: 20, binary: false },
    })
    expect(await viewIn(files, { xml: 'hex', certificate: 'hex' })).toMatchObject({ viewer: 'text' })
  })

  it('does not count where it cannot show the file', async () => {
    expect(await viewIn(files, { plain: 'certificate' })).toMatchObject({ viewer: 'text' })
    expect(await viewIn(files, { plain: 'folder' })).toMatchObject({ viewer: 'text' })
  })
})

describe('bytes of a file with a secret', () => {
  const asBytes = async (name: string, content: string | Uint8Array) => {
    const kinds = ['plain', 'pem', 'keys', 'accounts', 'properties', 'json', 'binary', 'esx-conf', 'xml', 'shell']
    const view = await viewIn(file(name, content), Object.fromEntries(kinds.map(kind => [kind, 'hex'])))
    return view.viewer === 'hex' && view.data.secret
  }

  it.each([
    [
      'a private key in PEM',
      'etc/vmware/ssl/rui.key',
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
    ],
    ['a file of accounts', 'etc/shadow', 'root:abJnggxhB/yWI:0:\n'],
    ['the host key of dropbear', 'etc/dropbear/key', latin('\0\0\0\x07ssh-rsa\0\0\0\x03\x01\0\x01\0\xff')],
    ['a private key in DER', 'etc/k.der', latin(`\x30\x82\x04\xa4\x02\x01\0\x02\x82${'\x01'.repeat(20)}`)],
    ['a hash in a database', 'var/store', latin(`SQLite format 3\0${'\0'.repeat(80)}{"x":"$6$salt$aaaaaaaaaaaaaaaa"}`)],
  ])('are marked: %s', async (_what, name, content) => {
    expect(await asBytes(name, content)).toBe(true)
  })

  it.each([
    ['hosts', 'etc/hosts', '127.0.0.1 localhost\n'],
    ['a database without one', 'var/store', latin(`SQLite format 3\0${'\0'.repeat(80)}`)],
    [
      'a certificate in DER',
      'etc/c.der',
      latin(`\x30\x82\x04\xa4\x30\x82\x03\x8c\xa0\x03\x02\x01\x02${'\x01'.repeat(20)}`),
    ],
  ])('are not marked: %s', async (_what, name, content) => {
    expect(await asBytes(name, content)).toBe(false)
  })
})

describe('the text of a certificate as OpenSSL prints it', () => {
  it('is that of the part that is asked for, and refused where there is none', async () => {
    const { members } = await makeBackup('esxi-6.7')
    const content = members.find(({ name }) => name === 'etc/vmware/ssl/rui.crt')?.content ?? new Uint8Array(0)
    const document = await opened(tgz([file('rui.crt', content), file('hosts', '127.0.0.1 localhost')]))
    expect(await printedAt(document, '0', 'certificates', 0)).toMatch(
      /^Certificate:\n {4}Data:\n {8}Version: 3 \(0x2\)/,
    )
    for (const [node, part, index] of [
      ['0', 'certificates', 1],
      ['0', 'lists', 0],
      ['1', 'certificates', 0],
    ] as const)
      await expect(printedAt(document, node, part, index)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    // What the window is given at first has none of these texts.
    expect(JSON.stringify(await viewOfNode(document, '0', {}))).not.toContain('Version: 3')
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
    expect(await factsOf(document, '0')).toMatchObject({ changed: ['content'], size: document.root.entries()[0]?.size })
  })

  it('knows little about a folder that no entry names', async () => {
    const document = await opened(plainState())
    expect(await factsOf(document, '0:etc')).toMatchObject({ address: 'local.tgz!/etc', kind: 'directory', mode: null })
  })
})
