// Facts at the edges of what documents do. Each of them was once changed by a mutation run without any other test noticing.
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { file, opened, plainState, sealed, special, tgz, tpmState } from '../../../testing/archives/small-backups'
import { END, header } from '../../../testing/archives/tar-blocks'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { feedOf } from '../codecs/feed'
import { salvage } from '../codecs/salvage'
import { chainEntries } from './layer-chain'
import { Document } from './document'
import { keyOfInfo } from '../codecs/given-key'
import { defaultLimits } from '../codecs/limits'
import { info } from '../../../testing/archives/small-backups'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const nameOf = (document: Document) => document.root.entries().map(({ name }) => name)

describe('reading', () => {
  test('a symbolic link has no content, whatever it points to', async () => {
    const document = await opened(tgz([file('etc/a', 'a'), special('etc/soft', '2', 'etc/a')]))
    const soft = await document.resolve('etc/soft')
    expect(() => document.content(soft)).toThrow(expect.objectContaining({ code: 'NOT_A_FILE' }))
  })

  test('a hard link that names itself leads nowhere', async () => {
    const document = await opened(tgz([file('etc/b', 'b'), special('etc/self', '1', 'etc/self')]))
    const self = await document.resolve('etc/self')
    expect(self.layer.linkTarget(self)).toBeNull()
    expect(() => document.content(self)).toThrow(expect.objectContaining({ code: 'NOT_A_FILE' }))
  })

  test('a file of the name of a layer that is not an archive is not part of the chain', async () => {
    const document = await opened(tgz([file('local.tgz', 'text'), file('etc/a', 'a')]))
    expect(chainEntries(document.root)).toEqual([])
    expect(chainEntries((await opened(plainState())).root).map(({ name }) => name)).toEqual(['local.tgz'])
  })

  test.each([
    ['notes.gz', 'notes'],
    ['notes.GZ', 'notes'],
    ['notes.tgz.bak', 'notes.tgz.bak'],
    ['.gz', '.gz'],
  ])('the one file in %s, whose gzip header has no name, is called %s', async (name, inside) => {
    expect(nameOf(await opened(gzipSync('text'), name))).toEqual([inside])
  })

  test('a cancel while the only inner layer is being opened is not damage of it', async () => {
    const state = plainState([file('etc/large', randomBytes(3 * 1024 * 1024))])
    const document = await Document.open(bytesOf(state), { name: 'state.tgz' })
    const controller = new AbortController()
    await expect(
      document.openAll({ signal: controller.signal, onProgress: () => controller.abort() }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('what takes a salvaged content may refuse it', async () => {
    const whole = gzipSync(Buffer.alloc(200_000, 'content '))
    const damaged = Buffer.from(whole.subarray(10))
    damaged.fill(0xff, damaged.length - 60)
    await expect(
      salvage(feedOf(bytesOf(damaged)), 0, {
        take: () => {
          throw new Error('no more')
        },
      }),
    ).rejects.toThrow('no more')
  })
})

describe('a layer opened by a key', () => {
  test('makes another document of it once, and not again', async () => {
    const key = await keyOfInfo(info, defaultLimits)
    const document = await opened(tpmState())
    await document.openChain()
    const locked = document.root.entries().find(({ opens }) => opens === 'envelope')
    if (!locked) throw new Error('a locked layer is expected')
    const before = document.revision
    await document.openWithKey(locked, key)
    const once = document.revision
    expect(once).not.toBe(before)
    await document.openWithKey(locked, key)
    expect(document.revision).toBe(once)
  })
})

describe('edits', () => {
  test('an entry that was added has no problem, a folder included', async () => {
    const document = await opened(tgz([file('etc/a', 'a')]))
    document.addFolder(document.root, 'etc/new')
    expect((await document.resolve('etc/new')).problem).toBeNull()
  })

  test('an entry that was removed cannot be changed any more, and it is said which', async () => {
    const document = await opened(tgz([file('etc/a', 'a'), file('etc/b', 'b')]))
    const a = await document.resolve('etc/a')
    document.remove(a)
    expect(() => document.chmod(a, 0o600)).toThrow(
      expect.objectContaining({ code: 'ADDRESS_NOT_FOUND', where: expect.objectContaining({ path: 'etc/a' }) }),
    )
  })

  test('an entry is not taken back to a name that another one has by now', async () => {
    const document = await opened(tgz([file('etc/a', 'a'), file('etc/b', 'b')]))
    const a = await document.resolve('etc/a')
    document.rename(a, 'etc/c')
    document.add(document.root, 'etc/a', bytesOf(Buffer.from('new')))
    expect(() => document.revert(a)).toThrow(expect.objectContaining({ code: expect.stringMatching(/NAME/) }))
    expect(nameOf(document)).toEqual(['etc/c', 'etc/b', 'etc/a'])
  })

  test('a folder that is renamed and gets its name back is as it was', async () => {
    const document = await opened(tgz([special('etc/', '5'), file('etc/a', 'a')]))
    const folder = document.root.entries()[0]
    if (!folder) throw new Error('a folder is expected')
    document.rename(folder, 'other')
    document.rename(document.root.entries()[0] ?? folder, 'etc')
    expect(document.changes()).toEqual([])
    expect(hex(toUint8Array(await document.build()))).toBe(hex(toUint8Array(document.source)))
  })

  test('a link target of just the length of its field needs no extension header, one byte more does', async () => {
    const document = await opened(tgz([file('etc/a', 'a'), special('etc/soft', '2', 'a')]))
    const sizeWith = async (target: string) => {
      document.setLink(await document.resolve('etc/soft'), target)
      const size = toUint8Array(await document.buildLayer(document.root))
      document.undo()
      return (await opened(size)).root.content.length
    }
    const plain = await sizeWith('b')
    expect(await sizeWith('x'.repeat(100))).toBe(plain)
    expect(await sizeWith('x'.repeat(101))).toBeGreaterThan(plain)
  })

  test('the refusal of a long name of an owner quotes its beginning', async () => {
    const document = await opened(tgz([file('etc/a', 'a')]))
    const a = await document.resolve('etc/a')
    const long = `bad name ${'x'.repeat(5000)}`
    expect(() => document.chown(a, { uid: 0, gid: 0, uname: long, gname: 'root' })).toThrow(
      expect.objectContaining({ code: 'OWNER_INVALID', message: expect.stringMatching(/^"bad name x{91}" cannot/) }),
    )
  })
})

describe('what is added is like its neighbours', () => {
  const like = async (members: Parameters<typeof tgz>[0], name: string) => {
    const document = await opened(tgz(members))
    const entry = document.add(document.root, name, bytesOf(Buffer.from('new')))
    return { mode: entry.mode, uid: entry.uid }
  }

  test('like the last file where its own folder has none', async () => {
    const members = [
      file('etc/a', 'a', { mode: 0o600, uid: 1 }),
      file('etc/b', 'b', { mode: 0o640, uid: 2 }),
      file('etc/c', 'c', { mode: 0o644, uid: 3 }),
    ]
    expect((await like(members, 'var/new')).uid).toBe(3)
  })

  test('like the last entry where the archive has no file', async () => {
    const folders = ['a/', 'b/', 'c/'].map((name, uid) => ({ ...special(name, '5'), uid }))
    expect((await like(folders, 'new')).uid).toBe(2)
  })

  test('and a file that is added as its neighbours are takes the mode of a file at the top, 0644 where there is none', async () => {
    const added = async (members: Parameters<typeof tgz>[0]) => {
      const document = await opened(tgz(members))
      return document.add(document.root, 'new', bytesOf(Buffer.from('n')), { asSiblings: true }).mode
    }
    expect(await added([file('top', 't', { mode: 0o640 }), file('etc/a', 'a', { mode: 0o600 })])).toBe(0o640)
    expect(await added([file('etc/a', 'a', { mode: 0o600 })])).toBe(0o644)
  })
})

describe('owner names that no field holds', () => {
  const owner = { uid: 1, gid: 1, uname: 'u'.repeat(40), gname: 'g' }
  const star = [
    [476, '14000000000 '],
    [488, '14000000000 '],
    [508, 'tar\0'],
  ] as const

  test('go into a pax record where star has the magic of POSIX', async () => {
    const document = await opened(Buffer.concat([header({ name: 'etc/a', at: star }), END]), 'a.tar')
    const [one] = document.root.entries()
    expect(one?.dialect).toBe('star')
    if (one) document.chown(one, owner)
    const again = await document.reopen(await document.build())
    expect(again.root.entries()[0]?.uname).toBe(owner.uname)
  })

  test('are refused in the star of 1985', async () => {
    const old = header({ name: 'etc/a', magic: 'v7', at: [[508, 'tar\0']] })
    const document = await opened(Buffer.concat([old, END]), 'a.tar')
    const [one] = document.root.entries()
    expect(one?.dialect).toBe('star')
    expect(() => one && document.chown(one, owner)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }))
  })
})

describe('the encryption.info of a sealed layer', () => {
  const sealedLocal = file('local.tgz.ve', sealed())

  test('is a file: a link of that name is none, wherever it stands', async () => {
    const document = await opened(
      tgz([file('encryption.info', info), sealedLocal, special('encryption.info', '2', 'x')]),
    )
    await document.openChain()
    expect(document.chain()).toHaveLength(2)
  })

  test('is asked for with the layer and the place where it is missing', async () => {
    const document = await opened(tgz([sealedLocal]))
    const [problem] = await document.openChain()
    expect(problem?.error).toMatchObject({ code: 'ENVELOPE_NO_KEY', where: { layer: 'local.tgz.ve', offset: 0 } })
  })
})

test('a flag of a sparse map that is the character 0 says that no map follows', () => {
  // docs/formats.md section 3: GNU tar writes 1, star the character '1'.
  const map = Buffer.alloc(512)
  map.write('00000000000\0', 386, 'latin1')
  map.write('00000000003\0', 398, 'latin1')
  const block = (flag: number) =>
    header({
      name: 'sparse',
      magic: 'gnu',
      typeflag: 'S',
      size: 3,
      at: [
        [386, map.subarray(386, 410)],
        [482, Uint8Array.of(flag)],
        [483, '00000000003\0'],
      ],
    })
  return Promise.all(
    [0, 0x20, 0x30].map(async flag => {
      const document = await opened(Buffer.concat([block(flag), Buffer.from('abc'.padEnd(512, '\0')), END]), 'a.tar')
      const [one] = document.root.entries()
      expect([flag, one && Buffer.from(toUint8Array(document.content(one))).toString()]).toEqual([flag, 'abc'])
    }),
  )
})
