// The proof after writing, seen refusing: each kind of wrong build that it must find, and builds with any byte changed.
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  esxConf,
  file,
  hostFiles,
  opened,
  plainState,
  put,
  sealedState,
  special,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { END, member, pax } from '../../../testing/archives/tar-blocks'
import {
  type Changes,
  innerTarOf,
  placeOf,
  placesOf,
  summed,
  withByte,
  withFlippedByte,
  withContent,
  withText,
  wrongBuild,
} from '../../../testing/archives/wrong-builds'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../codecs/encryption-info'
import { defaultLimits } from '../codecs/limits'
import { Document } from './document'
import { verify } from './verify'

const emptyGzip = gzipSync('')
const renamed = esxConf.replace('esx01', 'esx02')

const other = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 9),
  data1: Buffer.alloc(16, 8),
  data2: Buffer.alloc(16, 7),
})
const otherKey = await unlock(parseEncryptionInfo(other, defaultLimits))

/** A document with an edit of each kind, and what is built of it. */
async function edited(state: Uint8Array): Promise<{ document: Document; built: Uint8Array }> {
  const document = await opened(state)
  await put(document, 'etc/vmware/esx.conf', renamed)
  document.chmod(await document.resolve('etc/shadow'), 0o400)
  document.rename(await document.resolve('etc/ssh/ssh_host_rsa_key'), 'etc/ssh/old_key')
  const { layer } = await document.resolve('etc/hosts')
  document.add(layer, 'etc/motd', bytesOf(Buffer.from('Welcome\n')))
  return { document, built: toUint8Array(await document.build()) }
}

const plain = () => edited(plainState())
const sealed = () => edited(sealedState())
type Source = () => Promise<{ document: Document; built: Uint8Array }>

async function refusal(source: Source, changes: Changes): Promise<string> {
  const { document, built } = await source()
  await verify(document, bytesOf(built))
  const wrong = wrongBuild(built, changes)
  return verify(document, bytesOf(wrong)).then(
    () => 'taken',
    (error: { readonly code: string; readonly message: string }) => `${error.code}: ${error.message}`,
  )
}

/** The inner tar with one byte changed: `offset` from a place of a member. */
const inMember =
  (name: string, from: 'start' | 'data' | 'end', offset: number, value: number) =>
  (tar: Buffer): Uint8Array => {
    const place = placeOf(tar, name)
    const changed = Buffer.from(withByte(place[from] + offset, value)(tar))
    return from === 'start' ? summed(changed, place.start) : changed
  }

const without = (name: string) => (tar: Buffer) => {
  const { start, end } = placeOf(tar, name)
  return Buffer.concat([tar.subarray(0, start), tar.subarray(end)])
}

test('a right build is taken, taken apart and put together again as well', async () => {
  for (const source of [plain, sealed]) {
    const { document, built } = await source()
    const proof = await verify(document, bytesOf(wrongBuild(built, { innerTar: tar => tar })))
    expect(proof).toMatchObject({ layers: 2 })
  }
})

describe('what no edit named is refused', () => {
  test.each<[string, Changes['innerTar'], RegExp]>([
    ['a byte of the content', inMember('etc/hosts', 'data', 3, 0x41), /etc\/hosts differs in its record, although/],
    ['the owner in a header', inMember('etc/hosts', 'start', 265, 0x52), /etc\/hosts differs in its uname/],
    ['an unused byte of a header', inMember('etc/hosts', 'start', 505, 1), /etc\/hosts differs in its record/],
    ['the time in a header', inMember('etc/hosts', 'start', 146, 0x30), /etc\/hosts differs in its mtime/],
    ['the padding after the content', inMember('etc/hosts', 'end', -1, 1), /etc\/hosts differs in its record/],
    ['the end of the archive', tar => withByte(tar.length - 1, 1)(tar), /the end of the archive differs/],
    ['an archive that goes on', tar => Buffer.concat([tar, Buffer.alloc(512)]), /the end of the archive differs/],
    ['an archive that ends early', tar => tar.subarray(0, -512), /the end of the archive differs/],
    ['a missing entry', without('etc/random-seed'), /has 7 entries instead of 8/],
    [
      'an entry too many',
      tar => Buffer.concat([member({ name: 'etc/more', magic: 'gnu' }, 'x'), tar]),
      /has 9 entries instead of 8/,
    ],
    [
      'an entry twice',
      tar => {
        const { start, end } = placeOf(tar, 'etc/hosts')
        return Buffer.concat([tar.subarray(0, end), tar.subarray(start)])
      },
      /has 9 entries instead of 8/,
    ],
    [
      'another order',
      tar => {
        const [, one, two] = placesOf(tar)
        if (!one || !two) throw new Error('three entries are expected')
        const parts = [tar.subarray(0, one.start), tar.subarray(two.start, two.end), tar.subarray(one.start, one.end)]
        return Buffer.concat([...parts, tar.subarray(two.end)])
      },
      /etc\/hosts differs in its name/,
    ],
    [
      'a zero block between two entries',
      tar => {
        const { start } = placeOf(tar, 'etc/shadow')
        return Buffer.concat([tar.subarray(0, start), Buffer.alloc(512), tar.subarray(start)])
      },
      /what lies between its entries differs/,
    ],
    [
      'a global pax header between two entries',
      tar => {
        const { start } = placeOf(tar, 'etc/shadow')
        const globals = member({ name: 'pax_global_header', typeflag: 'g' }, '19 comment=nothing\n')
        return Buffer.concat([tar.subarray(0, start), globals, tar.subarray(start)])
      },
      /what lies between its entries differs/,
    ],
  ])('%s', async (_, innerTar, message) => {
    const changes = innerTar ? { innerTar } : {}
    for (const source of [plain, sealed]) {
      const said = await refusal(source, changes)
      expect(said).toMatch(/^VERIFY_FAILED: local\.tgz(\.ve)?: read back, .*The file was not put in place\.$/)
      expect(said).toMatch(message)
    }
  })

  test('a layer in which nothing was changed has other bytes, even where they hold the same files', async () => {
    const document = await opened(plainState([...hostFiles, file('etc/more.tgz', tgz([file('a', 'a')]))]))
    await put(document, 'etc/hosts', 'x')
    const built = toUint8Array(await document.build())
    const innerTar = (tar: Buffer) => {
      const { data } = placeOf(tar, 'etc/more.tgz')
      return withByte(data + 4, 7)(tar)
    }
    await expect(verify(document, bytesOf(wrongBuild(built, { innerTar })))).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      message: expect.stringContaining('etc/more.tgz differs in its record'),
    })
  })

  test('a document without an edit is the opened file and nothing else', async () => {
    const state = plainState()
    const document = await opened(state)
    expect(await verify(document, bytesOf(state))).toMatchObject({ layers: 2, untouched: 8 })
    const again = wrongBuild(state, { outerTar: tar => tar })
    await expect(verify(document, bytesOf(again))).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      message: expect.stringContaining('its bytes differ although nothing in it was changed'),
    })
  })

  test('what follows a layer that could not be opened is compared as the file it is', async () => {
    const document = await opened(tpmState())
    await put(document, 'encryption.info', 'mode = "TPM"\n')
    const built = toUint8Array(await document.build())
    await verify(document, bytesOf(built))
    const outerTar = (tar: Buffer) => withFlippedByte(placeOf(tar, 'local.tgz.ve').data + 5000)(tar)
    await expect(verify(document, bytesOf(wrongBuild(built, { outerTar })))).rejects.toMatchObject({
      message: expect.stringContaining('local.tgz.ve differs in its record'),
    })
  })
})

describe('an edit that was not done, or not as it was asked for, is refused', () => {
  test.each<[string, Changes['innerTar'], RegExp]>([
    ['another content', withText('esx02', 'esx03'), /esx\.conf differs in its content/],
    [
      'the old content',
      tar => withContent(tar, 'etc/vmware/esx.conf', Buffer.from(esxConf)),
      /esx\.conf differs in its content/,
    ],
    [
      'a shorter content',
      tar => withContent(tar, 'etc/vmware/esx.conf', Buffer.from(renamed.slice(1))),
      /differs in its size/,
    ],
    ['another mode', inMember('etc/shadow', 'start', 104, 0x36), /etc\/shadow differs in its mode/],
    [
      'the old name',
      tar =>
        summed(
          Buffer.from(withText('etc/ssh/old_key\0\0\0\0\0\0\0\0\0', 'etc/ssh/ssh_host_rsa_key')(tar)),
          placeOf(tar, 'etc/ssh/old_key').start,
        ),
      /old_key differs in its name/,
    ],
    ['an addition that is missing', without('etc/motd'), /has 7 entries instead of 8/],
    ['an addition with another content', withText('Welcome', 'Goodbye'), /etc\/motd differs in its content/],
    ['an addition that is a link', inMember('etc/motd', 'start', 156, 0x32), /etc\/motd differs in its kind/],
    ['an addition of another owner', inMember('etc/motd', 'start', 114, 0x31), /etc\/motd differs in its uid/],
    [
      'an unused byte in the header of a changed entry',
      inMember('etc/vmware/esx.conf', 'start', 505, 1),
      /esx\.conf differs in its header/,
    ],
    [
      'a mode in other digits',
      tar =>
        summed(
          Buffer.from(withByte(placeOf(tar, 'etc/shadow').start + 100, 0x20)(tar)),
          placeOf(tar, 'etc/shadow').start,
        ),
      /etc\/shadow differs in its header/,
    ],
    [
      'the padding after a changed content',
      inMember('etc/vmware/esx.conf', 'end', -1, 1),
      /esx\.conf differs in its padding/,
    ],
    [
      'the padding after a changed mode',
      inMember('etc/shadow', 'end', -1, 1),
      /etc\/shadow differs in its data as stored/,
    ],
    [
      'the content of an entry whose mode was changed',
      inMember('etc/shadow', 'data', 1, 0x41),
      /etc\/shadow differs in its content/,
    ],
  ])('%s', async (_, innerTar, message) => {
    expect(await refusal(plain, innerTar ? { innerTar } : {})).toMatch(message)
  })

  test('a removal that was not done', async () => {
    const document = await opened(plainState())
    document.remove(await document.resolve('etc/hosts'))
    await verify(document, await document.build())
    await expect(verify(document, document.source)).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      message: expect.stringContaining('it has 7 entries instead of 6'),
    })
  })

  test('a removal of another entry of the same name', async () => {
    const twice = [file('etc/a', 'one'), ...hostFiles, file('etc/a', 'two')]
    const document = await opened(plainState(twice))
    document.remove(await document.resolve('etc/a#2'))
    await verify(document, await document.build())
    const wrong = plainState(twice.slice(1))
    await expect(verify(document, bytesOf(wrong))).rejects.toMatchObject({ code: 'VERIFY_FAILED' })
  })

  test('a link that points elsewhere', async () => {
    const document = await opened(plainState([...hostFiles, special('etc/link', '2', 'hosts')]))
    document.chmod(await document.resolve('etc/link'), 0o777)
    const built = toUint8Array(await document.build())
    const innerTar = (tar: Buffer) => inMember('etc/link', 'start', 157, 0x41)(tar)
    await expect(verify(document, bytesOf(wrongBuild(built, { innerTar })))).rejects.toMatchObject({
      message: expect.stringContaining('etc/link differs in its linkname'),
    })
  })

  test('the content of a gzip that holds one file', async () => {
    const document = await Document.open(bytesOf(tgz([file('useropts.gz', new Uint8Array(0)), ...hostFiles])), {
      name: 'x.tgz',
    })
    document.put(await document.resolve('useropts.gz'), bytesOf(Buffer.from('x')))
    const built = await document.build()
    await verify(document, built)
    const outerTar = (tar: Buffer) => withContent(tar, 'useropts.gz', Buffer.from('y'))
    await expect(verify(document, bytesOf(wrongBuild(toUint8Array(built), { outerTar })))).rejects.toMatchObject({
      message: expect.stringContaining('useropts.gz differs in its content'),
    })
  })
})

describe('another wrapping is refused', () => {
  const ofGzip = (change: (gzip: Buffer) => Uint8Array): Changes => ({ innerGzip: change })
  test.each<[string, Changes, RegExp]>([
    ['the time in the gzip header', ofGzip(withByte(4, 1)), /its gzip header differs/],
    ['the compression level in the gzip header', ofGzip(withByte(8, 4)), /its gzip header differs/],
    ['the system in the gzip header', ofGzip(withByte(9, 0)), /its gzip header differs/],
    [
      'a name in the gzip header',
      ofGzip(gzip => Buffer.concat([withByte(3, 8)(gzip.subarray(0, 10)), Buffer.from('x\0'), gzip.subarray(10)])),
      /its gzip header differs/,
    ],
    ['zeros after the gzip', ofGzip(gzip => Buffer.concat([gzip, Buffer.alloc(512)])), /what follows its gzip differs/],
    [
      'other bytes after the gzip',
      ofGzip(gzip => Buffer.concat([gzip, Buffer.from('x')])),
      /what follows its gzip differs/,
    ],
    ['a second, empty gzip', ofGzip(gzip => Buffer.concat([gzip, emptyGzip])), /has 2 members instead of one/],
  ])('%s', async (_, changes, message) => {
    for (const source of [plain, sealed]) expect(await refusal(source, changes)).toMatch(message)
  })

  test('no gzip at all', async () => {
    const { document, built } = await plain()
    const inner = await document.buildLayer(document.layers()[1]!)
    const outerTar = (tar: Buffer) => withContent(tar, 'local.tgz', toUint8Array(inner))
    await verify(document, bytesOf(wrongBuild(built, { outerTar })))
    const bare = (tar: Buffer) => withContent(tar, 'local.tgz', gunzipSync(toUint8Array(inner)))
    await expect(verify(document, bytesOf(wrongBuild(built, { outerTar: bare })))).rejects.toMatchObject({
      message: expect.stringContaining('nothing lies around it instead of gzip'),
    })
  })

  test('damage: what cannot be read says why', async () => {
    expect(
      await refusal(
        plain,
        ofGzip(gzip => gzip.subarray(0, -9)),
      ),
    ).toMatch(/^GZIP_TRUNCATED/)
    expect(
      await refusal(
        plain,
        ofGzip(gzip => withFlippedByte(gzip.length - 8)(gzip)),
      ),
    ).toMatch(/^GZIP_CRC/)
    expect(await refusal(plain, { innerTar: withByte(0, 0x45) })).toMatch(/^TAR_CHECKSUM/)
  })
})

describe('another seal is refused', () => {
  test.each<[string, Changes, RegExp]>([
    ['a byte of the ciphertext', { sealed: withFlippedByte(5000) }, /^ENVELOPE_TAG/],
    ['a byte of the tag', { sealed: ve => withFlippedByte(ve.length - 4096 + 33)(ve) }, /^ENVELOPE_TAG/],
    [
      'an unused byte of the footer',
      { sealed: ve => withFlippedByte(ve.length - 100)(ve) },
      /unused bytes of its footer/,
    ],
    ['an unused byte of the header', { sealHeader: withFlippedByte(4000) }, /the header of its seal differs/],
    [
      'an attribute of the header',
      { sealHeader: withText('vmware.keyInfo\0', 'vmware.keyinfo\0') },
      /^ENVELOPE_HEADER/,
    ],
    ['the beginning of the iv', { sealHeader: withText('WMV_', 'WMW_') }, /the header of its seal differs/],
    ['the key', { key: otherKey }, /^ENVELOPE_TAG/],
  ])('%s', async (_, changes, message) => {
    expect(await refusal(sealed, changes)).toMatch(message)
  })

  test('the iv that was used before', async () => {
    const state = sealedState()
    const { document, built } = await edited(state)
    const iv = document.layers()[1]?.opened.wraps.flatMap(wrap => (wrap.kind === 'envelope' ? [wrap.header.iv] : []))[0]
    const wrong = wrongBuild(built, { iv: iv?.subarray(4) ?? new Uint8Array(8) })
    await expect(verify(document, bytesOf(wrong))).rejects.toMatchObject({
      message: expect.stringContaining('sealed under the iv that was used before'),
    })
  })

  test('no seal at all, and another key with an encryption.info that fits it', async () => {
    const { document, built } = await sealed()
    const unsealed = (tar: Buffer) => withContent(tar, 'local.tgz.ve', tgz(hostFiles))
    await expect(verify(document, bytesOf(wrongBuild(built, { outerTar: unsealed })))).rejects.toMatchObject({
      message: expect.stringContaining('gzip lies around it instead of envelope and gzip'),
    })
    const swapped = (tar: Buffer) => withContent(tar, 'encryption.info', other)
    await expect(verify(document, bytesOf(wrongBuild(built, { outerTar: swapped })))).rejects.toMatchObject({
      message: expect.stringContaining('encryption.info differs in its'),
    })
  })
})

describe('any byte', () => {
  const flipped = (at: number, bit: number) => (bytes: Buffer) => {
    const index = at % bytes.length
    return withByte(index, (bytes[index] ?? 0) ^ (1 << bit))(bytes)
  }

  test('of an archive, its checksum made right again, is refused wherever it is', async () => {
    const { document, built } = await plain()
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), fc.boolean(), async (at, bit, isSummed) => {
        const innerTar = (tar: Buffer) => {
          const changed = Buffer.from(flipped(at, bit)(tar))
          const header = placesOf(tar).find(({ start, data }) => at % tar.length >= start && at % tar.length < data)
          return isSummed && header ? summed(changed, header.start) : changed
        }
        const wrong = wrongBuild(built, { innerTar })
        // A flip in the checksum field is taken back by making it right again.
        fc.pre(!innerTarOf(built)?.equals(innerTarOf(wrong) ?? Buffer.alloc(0)))
        await expect(verify(document, bytesOf(wrong))).rejects.toMatchObject({ code: expect.any(String) })
      }),
      { numRuns: 300 },
    )
  })

  test('of the outer archive or of the file is refused, unless it is in compressed data that still means the same', async () => {
    const { document, built } = await plain()
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), fc.boolean(), async (at, bit, isFile) => {
        const flip = flipped(at, bit)
        const wrong = isFile ? flip(Buffer.from(built)) : wrongBuild(built, { outerTar: flip })
        const taken = await verify(document, bytesOf(wrong)).then(
          () => true,
          () => false,
        )
        if (taken) expect(innerTarOf(wrong)?.equals(innerTarOf(built) ?? Buffer.alloc(0))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('of an envelope is refused wherever it is', async () => {
    const { document, built } = await sealed()
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), async (at, bit) => {
        const wrong = wrongBuild(built, { sealed: flipped(at, bit) })
        await expect(verify(document, bytesOf(wrong))).rejects.toMatchObject({ code: expect.any(String) })
      }),
      { numRuns: 60 },
    )
  })
})

test('a file added where no entry can lend its manner is not given what a global pax header says of all others', async () => {
  const odd = member({ name: 'odd', typeflag: 'Z', mtime: 0 })
  const globals = pax('g', [
    ['mtime', '0.5'],
    ['uid', '7'],
    ['gname', 'wheel'],
  ])
  const document = await opened(gzipSync(Buffer.concat([globals, odd, END])))
  const added = document.add(document.root, 'a', bytesOf(Buffer.from('new')))
  const written = await document.build()
  await expect(verify(document, written)).resolves.toMatchObject({ entries: 2 })
  const again = await opened(toUint8Array(written))
  const found = again.root.entries().find(entry => entry.name === 'a')
  expect(found).toMatchObject({ mtime: 0, uid: 0, gname: 'root' })
  expect(added).toMatchObject({ mtime: 0, uid: 0, gname: 'root' })
})
