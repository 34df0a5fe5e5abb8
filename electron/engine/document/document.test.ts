import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, concatBytes, equalBytes, sha256Of, toUint8Array } from '../codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../codecs/envelope'
import { gzip } from '../codecs/gzip'
import { defaultLimits } from '../codecs/limits'
import { type NewMember, tarOf } from '../codecs/tar-write'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { Document } from './document'
import { verify } from './verify'
import { needs } from '../../../testing/needs'

const file = (name: string, text: string | Uint8Array, mode = 0o644): NewMember => ({
  name,
  mode,
  mtime: 1_700_000_000,
  content: bytesOf(typeof text === 'string' ? Buffer.from(text) : text),
})
const info = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 1),
  data1: Buffer.alloc(15, 2),
  data2: Buffer.alloc(16, 3),
})

const local = [
  file('etc/hosts', '127.0.0.1 localhost\n'),
  file('etc/random-seed', Buffer.alloc(512, 5), 0o1600),
  file('etc/vmware/esx.conf', '/system/uuid = "x"\n'),
  file('var/lib/hosts', 'another\n'),
]

async function backup(members: readonly NewMember[] = local, sealed = true): Promise<Document> {
  const inner = await gzip(tarOf(members))
  const key = await unlock(parseEncryptionInfo(info, defaultLimits))
  const outer = sealed
    ? [
        file('encryption.info', info),
        { ...file('local.tgz.ve', ''), content: sealEnvelope(inner, newEnvelopeHeader(key), key) },
      ]
    : [{ ...file('local.tgz', ''), content: inner }]
  return Document.open(await gzip(tarOf(outer)), { name: 'state.tgz' })
}

const text = (document: Document, address: string) =>
  document.resolve(address).then(entry => Buffer.from(toUint8Array(document.content(entry))).toString())
const put = async (document: Document, address: string, content: string) =>
  document.put(await document.resolve(address), bytesOf(Buffer.from(content)))

describe('addresses', () => {
  test.each([
    ['local.tgz.ve!/etc/hosts', 'local.tgz.ve!/etc/hosts'],
    ['etc/hosts', 'local.tgz.ve!/etc/hosts'],
    ['esx.conf', 'local.tgz.ve!/etc/vmware/esx.conf'],
    ['encryption.info', 'encryption.info'],
  ])('%s is %s', async (given, found) => {
    expect((await (await backup()).resolve(given)).address).toBe(found)
  })

  test('a tail that several entries have is refused, with the candidates', async () => {
    await expect((await backup()).resolve('hosts')).rejects.toMatchObject({
      code: 'ADDRESS_AMBIGUOUS',
      message: expect.stringContaining('local.tgz.ve!/etc/hosts, local.tgz.ve!/var/lib/hosts'),
    })
  })

  test('a tail that is only part of a segment is not found, and entries of that file name are listed', async () => {
    await expect((await backup()).resolve('osts')).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' })
    await expect((await backup()).resolve('opt/esx.conf')).rejects.toMatchObject({
      message: expect.stringContaining('etc/vmware/esx.conf'),
    })
  })

  test('the second entry of a name is #2, and the error lists both', async () => {
    const document = await backup([file('a', 'one'), file('b', ''), file('a', 'two')])
    expect(await text(document, 'local.tgz.ve!/a#2')).toBe('two')
    expect(await text(document, 'local.tgz.ve!/a')).toBe('one')
    await expect(document.resolve('a')).rejects.toMatchObject({ code: 'ADDRESS_AMBIGUOUS' })
  })

  test('names that look like borders, ordinals or escapes are found as they are', async () => {
    const names = ['a!/b', 'c#2', 'back\\x41slash', './dotted', 'sp ace']
    const document = await backup(names.map(name => file(name, name)))
    const layer = await document.openLayer(await document.resolve('local.tgz.ve'))
    for (const entry of layer.entries())
      expect(await text(document, entry.address)).toBe(Buffer.from(entry.rawName).toString())
  })
})

describe('edits', () => {
  test('an edited file reads back, alone, through every layer', async () => {
    const document = await backup()
    await put(document, 'etc/hosts', '192.0.2.1 esx01\n')
    const proof = await verify(document, await document.build())
    expect(proof).toMatchObject({ layers: 2, entries: 6, untouched: 4 })
    const again = await document.reopen(await document.build())
    expect(await text(again, 'etc/hosts')).toBe('192.0.2.1 esx01\n')
    expect(await text(again, 'var/lib/hosts')).toBe('another\n')
  })

  test('typing back to the opened text is not a change at all', async () => {
    const document = await backup()
    await put(document, 'etc/hosts', 'x')
    await put(document, 'etc/hosts', '127.0.0.1 localhost\n')
    expect(document.changes()).toEqual([])
    expect(await document.build()).toBe(document.source)
  })

  test('the T flag survives an edit of the content and goes only when the mode says so', async () => {
    const document = await backup()
    await put(document, 'etc/random-seed', 'seed')
    expect((await document.resolve('etc/random-seed')).mode).toBe(0o1600)
    document.chmod(await document.resolve('etc/random-seed'), 0o600)
    expect((await (await document.reopen(await document.build())).resolve('etc/random-seed')).mode).toBe(0o600)
  })

  test('texts typed one after another are one step of undo; another file begins another', async () => {
    const document = await backup()
    const hosts = await document.resolve('etc/hosts')
    for (const step of ['a', 'ab', 'abc'])
      document.put(hosts.layer.entryAt(hosts.slot)!, bytesOf(Buffer.from(step)), { typing: 's' })
    document.put(await document.resolve('esx.conf'), bytesOf(Buffer.from('x')), { typing: 's' })
    document.undo()
    expect(await text(document, 'etc/hosts')).toBe('abc')
    document.undo()
    expect(await text(document, 'etc/hosts')).toBe('127.0.0.1 localhost\n')
    expect(document.undo()).toBe(false)
    expect(document.redoLabel).toBe('Edit etc/hosts')
  })

  test('reverting all gives the opened bytes, also where an archive with edits inside was replaced', async () => {
    const document = await backup(local, false)
    await put(document, 'etc/hosts', 'inside the opened local.tgz')
    const container = await document.resolve('local.tgz')
    document.put(container, await gzip(tarOf(local.slice(0, 2))))
    await put(document, 'etc/hosts', 'inside the other one')
    document.revertAll()
    expect([document.changes(), await document.build()]).toEqual([[], document.source])
    document.undo()
    expect(await text(document, 'etc/hosts')).toBe('inside the other one')
    document.revert(container)
    expect(await text(document, 'etc/hosts')).toBe('inside the opened local.tgz')
  })

  test('in a layer that was replaced or removed are refused, and change nothing in the one that took its place', async () => {
    const document = await backup(local, false)
    const hosts = await document.resolve('etc/hosts')
    const container = await document.resolve('local.tgz')
    document.put(container, await gzip(tarOf(local.slice(0, 3))))
    const other = await document.resolve('etc/hosts')
    expect([hosts.path, hosts.layer === other.layer]).toEqual([other.path, false])
    const { layer } = hosts
    for (const edit of [
      () => document.put(hosts, bytesOf()),
      () => document.chmod(hosts, 0o600),
      () => document.rename(hosts, 'x'),
      () => document.remove(hosts),
      () => document.add(layer, 'x', bytesOf()),
      () => document.revert({ layer, slot: 0 }),
    ]) {
      expect(edit).toThrow(expect.objectContaining({ code: 'ADDRESS_NOT_FOUND' }))
    }
    expect(document.changes().map(change => change.layer.path)).toEqual([''])
    document.undo()
    document.chmod(hosts, 0o600)
    expect((await document.resolve('etc/hosts')).mode).toBe(0o600)
  })

  test('an archive and an entry in it are removed as one step', async () => {
    const document = await backup()
    document.remove(await document.resolve('local.tgz.ve'), await document.resolve('etc/hosts'))
    expect(document.root.entries().map(entry => entry.name)).toEqual(['encryption.info'])
    document.undo()
    expect(document.changes()).toEqual([])
    expect(await text(document, 'etc/hosts')).toBe('127.0.0.1 localhost\n')
  })

  test('an added file takes owner and time of its folder, at the end, and long names are held', async () => {
    const document = await backup()
    const { layer } = await document.resolve('etc/hosts')
    const long = `etc/${'x'.repeat(150)}`
    document.add(layer, long, bytesOf(Buffer.from('new')))
    const again = await document.reopen(await document.build())
    const entry = await again.resolve(long)
    expect(entry).toMatchObject({ uname: 'root', mtime: 1_700_000_000, mode: 0o644, dialect: 'gnu' })
    expect(again.layers()[1]?.entries().at(-1)?.name).toBe(long)
  })

  const refused: readonly (readonly [string, string, (document: Document) => Promise<unknown>])[] = [
    [
      'adding a name that is there',
      'NAME_TAKEN',
      async d => d.add((await d.resolve('etc/hosts')).layer, 'etc/hosts', bytesOf()),
    ],
    [
      'adding a file where a folder is',
      'NAME_TAKEN',
      async d => d.add((await d.resolve('etc/hosts')).layer, 'etc', bytesOf()),
    ],
    [
      'adding below a file',
      'NAME_TAKEN',
      async d => d.add((await d.resolve('etc/hosts')).layer, 'etc/hosts/x', bytesOf()),
    ],
    ['an absolute name', 'NAME_INVALID', async d => d.add((await d.resolve('etc/hosts')).layer, '/etc/x', bytesOf())],
    ['climbing out', 'NAME_INVALID', async d => d.rename(await d.resolve('etc/hosts'), '../x')],
    ['renaming onto another entry', 'NAME_TAKEN', async d => d.rename(await d.resolve('etc/hosts'), 'var/lib/hosts')],
    ['a mode beyond 07777', 'MODE_INVALID', async d => d.chmod(await d.resolve('etc/hosts'), 0o10000)],
  ]
  test.each(refused)('%s is refused with %s and changes nothing', async (_, code, act) => {
    const document = await backup()
    await expect(act(document)).rejects.toMatchObject({ code })
    expect(document.changes()).toEqual([])
    expect(document.undoLabel).toBeNull()
  })

  test('an entry that a hard link names cannot be removed or renamed under it', async () => {
    const link = { ...file('etc/twin', ''), typeflag: '1', linkname: 'etc/hosts' }
    const document = await backup([...local, link])
    const hosts = await document.resolve('local.tgz.ve!/etc/hosts')
    expect(() => document.remove(hosts)).toThrow(expect.objectContaining({ code: 'LINKED' }))
    expect(() => document.rename(hosts, 'etc/hosts2')).toThrow(expect.objectContaining({ code: 'LINKED' }))
    expect(Buffer.from(toUint8Array(document.content(await document.resolve('etc/twin')))).toString()).toBe(
      '127.0.0.1 localhost\n',
    )
    document.remove(hosts, await document.resolve('etc/twin'))
    expect(document.changes()).toHaveLength(2)
  })
})

describe('whatever is edited, in whatever order', () => {
  const step = fc.record({
    kind: fc.constantFrom('put', 'chmod', 'rename', 'remove', 'add', 'undo', 'redo', 'revert', 'revertAll'),
    pick: fc.nat(20),
    content: fc.uint8Array({ maxLength: 1200 }),
    mode: fc.integer({ min: 0, max: 0o7777 }),
    name: fc.stringMatching(/^[a-z]{1,8}$/),
  })

  test('the result reads back as the document, and undoing everything gives the opened bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, sealed) => {
        const document = await backup(local, sealed)
        await document.openAll()
        const layer = document.layers()[1]!
        for (const one of steps) {
          const entries = layer.entries()
          const entry = entries[one.pick % Math.max(1, entries.length)]
          try {
            if (one.kind === 'undo') document.undo()
            else if (one.kind === 'redo') document.redo()
            else if (one.kind === 'revertAll') document.revertAll()
            else if (one.kind === 'add') document.add(layer, `etc/${one.name}`, bytesOf(one.content))
            else if (!entry) continue
            else if (one.kind === 'put') document.put(entry, bytesOf(one.content))
            else if (one.kind === 'chmod') document.chmod(entry, one.mode)
            else if (one.kind === 'rename') document.rename(entry, `var/${one.name}`)
            else if (one.kind === 'revert') document.revert(entry)
            else document.remove(entry)
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^(NAME_|LAST_ENTRY)/) })
          }
        }
        const proof = await verify(document, await document.build())
        const names = layer.entries().map(entry => entry.name)
        expect(new Set(names).size).toBe(names.length)
        expect(proof.entries).toBe(document.layers().reduce((sum, one) => sum + one.entries().length, 0))
        while (document.undo());
        expect(document.changes()).toEqual([])
        expect(sha256Of(await document.build())).toBe(sha256Of(document.source))
      }),
      { numRuns: 60 },
    )
  })

  test('the same edits give the same bytes where nothing is sealed', async () => {
    const build = async () => {
      const document = await backup(local, false)
      await put(document, 'etc/hosts', 'x')
      document.add(document.layers()[1]!, 'etc/new', bytesOf(Buffer.from('y')))
      return sha256Of(await document.build())
    }
    expect(await build()).toBe(await build())
  })
})

describe('bad input', () => {
  const open = (bytes: Uint8Array) => Document.open(bytesOf(bytes), { name: 'state.tgz' })
  test.each([
    ['an empty file', new Uint8Array(0), 'EMPTY_FILE'],
    ['a text file', Buffer.from('not a state\n'.repeat(100)), 'NOT_AN_ARCHIVE'],
    ['an xz file', Buffer.from('fd377a585a000004', 'hex'), 'UNSUPPORTED_FORMAT'],
    ['a ZIP file', Buffer.from('PK\x03\x04rest'), 'UNSUPPORTED_FORMAT'],
  ])('%s is refused with a sentence', async (_, bytes, code) => {
    await expect(open(bytes)).rejects.toMatchObject({ code, where: { layer: 'state.tgz' } })
  })

  test('a damaged inner layer leaves the outer one readable, and tells why', async () => {
    const inner = Buffer.from(toUint8Array(await gzip(tarOf(local))))
    inner[inner.length - 6]! ^= 1
    const document = await Document.open(await gzip(tarOf([file('local.tgz', inner), file('note', 'x')])), {
      name: 'state.tgz',
    })
    const problems = await document.openAll()
    expect(problems).toMatchObject([{ structural: true, error: { code: 'GZIP_CRC', where: { layer: 'local.tgz' } } }])
    expect(await text(document, 'etc/hosts')).toContain('localhost')
    await expect(put(document, 'etc/hosts', 'x')).rejects.toMatchObject({ code: 'READ_ONLY' })
  })

  test('an envelope without encryption.info, and one sealed by a TPM, say what is missing', async () => {
    const key = await unlock(parseEncryptionInfo(info, defaultLimits))
    const sealed = sealEnvelope(await gzip(tarOf(local)), newEnvelopeHeader(key), key)
    const make = async (...more: NewMember[]) =>
      Document.open(await gzip(tarOf([...more, { ...file('local.tgz.ve', ''), content: sealed }])), {
        name: 'state.tgz',
      })
    await expect((await make()).resolve('etc/hosts')).rejects.toMatchObject({ code: 'ENVELOPE_NO_KEY' })
    const tpm = await make(file('encryption.info', 'mode = "TPM"\n'))
    await expect(tpm.resolve('etc/hosts')).rejects.toMatchObject({
      code: 'SEALED_TPM',
      message: expect.stringContaining('recovery key'),
    })
    expect((await tpm.resolve('encryption.info')).size).toBe(13)
  })

  test('a layer inside itself, over and over, ends at the depth limit', async () => {
    let bytes = await gzip(tarOf([file('leaf', 'x')]))
    for (let depth = 0; depth < 12; depth++) bytes = await gzip(tarOf([{ ...file('state.tgz', ''), content: bytes }]))
    const document = await Document.open(bytes, { name: 'state.tgz' })
    expect(await document.openAll()).toMatchObject([{ error: { code: 'LIMIT' } }])
    expect(document.layers()).toHaveLength(defaultLimits.depth)
  })
})

describe('the genuine host backup', needs(genuineSample, theGenuineSample), () => {
  test.each(['state.tgz', 'state-plain.tgz'])(
    '%s: an edit reads back through every layer, undo gives the file again',
    async name => {
      const document = await Document.open(bytesOf(readGenuine(name)), { name })
      expect(await document.openAll()).toEqual([])
      expect(await document.build()).toBe(document.source)
      await put(document, 'etc/vmware/esx.conf', '/system/uuid = "changed"\n')
      const proof = await verify(document, await document.build())
      expect(proof.entries - proof.untouched).toBe(2)
      document.undo()
      expect(equalBytes(await document.build(), bytesOf(readGenuine(name)))).toBe(true)
    },
  )
})

describe('lone zero blocks between entries, which busybox on the host reads across', () => {
  const zeros = bytesOf(new Uint8Array(512))
  const record = (name: string) => {
    const tar = tarOf([file(name, name)])
    return tar.slice(0, tar.length - 1024)
  }
  const names = ['a', 'b', 'c', 'd']
  const archive = concatBytes([...names.flatMap(name => [zeros, record(name)]), bytesOf(new Uint8Array(1024))])

  test.each([[['a']], [['b']], [['a', 'b']], [['b', 'c']], [['a', 'c']], [['a', 'b', 'c']], [['d']], [['c', 'd']]])(
    'removing %j hides nothing that comes after',
    async removed => {
      const document = await Document.open(await gzip(archive), { name: 'state.tgz' })
      for (const name of removed) document.remove(await document.resolve(name))
      const written = await document.build()
      await verify(document, written)
      const again = await Document.open(written, { name: 'state.tgz' })
      expect(again.root.entries().map(entry => entry.name)).toEqual(names.filter(name => !removed.includes(name)))
      while (document.undo());
      expect(equalBytes(await document.build(), document.source)).toBe(true)
    },
  )
})
