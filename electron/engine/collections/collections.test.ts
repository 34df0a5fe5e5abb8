// Collections of a host: what is found in each shape, packed and unpacked, and that what is opened is the very file. GNU tar unpacks what is
// compared. Hostile ones end in a sentence.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { makeBackup } from '../../../testing/fixtures/backups'
import { openSealing, seal } from '../../../testing/fixtures/pack'
import { SeededRandom } from '../../../testing/fixtures/random'
import { plainState } from '../../../testing/archives/small-backups'
import { header, member } from '../../../testing/archives/tar-blocks'
import {
  type CollectionName,
  collectionNames,
  type MadeCollection,
  makeCollection,
} from '../../../testing/fixtures/collections'
import { toUint8Array } from '../codecs/bytes'
import { defaultLimits, type Limits } from '../codecs/limits'
import { Document } from '../document/document'
import { shapeOf } from '../esx/chain'
import type { ReadOptions } from '../files/read-file'
import { chooseCopy } from './choose-copy'
import { collectionKind, knownPath } from './copy-kind'
import { findCopies, looksCollected } from './find'
import { openCopy } from './open-copy'

let folder: string
const made = new Map<CollectionName, MadeCollection>()
const at = (...names: string[]) => join(folder, ...names)
const optionsFor = (name: string, limits: Partial<Limits> = {}): ReadOptions => ({
  name,
  limits: { ...defaultLimits, ...limits },
  refusal: code => new BootbankError('UNREADABLE', code),
})
const madeOf = (shape: CollectionName) => {
  const found = made.get(shape)
  if (!found) throw new Error(`no ${shape}`)
  return found
}
const find = async (path: string, limits: Partial<Limits> = {}) => {
  const report = await findCopies(path, optionsFor('it', limits))
  if (!report) throw new Error('no collection')
  return report
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-collections-'))
  for (const shape of collectionNames) {
    const collection = await makeCollection(shape)
    made.set(shape, collection)
    await writeFile(at(collection.name), collection.bytes)
    await mkdir(at(shape))
    execFileSync('tar', ['-xzf', at(collection.name), '-C', at(shape)])
  }
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('what is found', () => {
  it('in a vm-support bundle: the inner archive, esx.conf and ConfigStore, with size and time', async () => {
    const { name } = madeOf('vm-support')
    const top = name.replace('.tgz', '')
    const { kind, copies, entries, problems } = await find(at(name))
    expect({ kind, entries, problems }).toEqual({
      kind: 'vm-support',
      entries: madeOf('vm-support').members.length,
      problems: [],
    })
    expect(copies.map(({ path, kind: what, problem }) => [path, what, problem])).toEqual([
      [`${top}/bootbank/local.tgz`, 'local', null],
      [`${top}/etc/vmware/esx.conf`, 'esx-conf', null],
      [`${top}/var/lib/vmware/configstore/backup/current-store-1`, 'config-store', null],
    ])
    expect(copies[0]).toMatchObject({ modified: '2024-05-01T12:30:08Z', number: 1 })
  })

  it('in a UAC collection: the state of each bank', async () => {
    const { copies, kind } = await find(at(madeOf('uac').name))
    expect(kind).toBe('uac')
    expect(copies.filter(one => one.kind === 'state').map(({ path }) => path)).toEqual([
      '[root]/bootbank/state.tgz',
      '[root]/altbootbank/state.tgz',
    ])
  })

  test.each(collectionNames)('the same in %s once GNU tar has unpacked it', async shape => {
    const facts = ({
      path,
      size,
      kind,
      modified,
    }: {
      path: string
      size: number
      kind: string
      modified: string | null
    }) => `${path} ${kind} ${size} ${modified}`
    const packed = await find(at(madeOf(shape).name))
    const unpacked = await find(at(shape))
    expect(unpacked.kind).toBe(packed.kind)
    expect(unpacked.copies.map(facts).toSorted()).toEqual(packed.copies.map(facts).toSorted())
  })

  it('only its first names tell what a file is; any other backup is none', async () => {
    expect(await looksCollected(at(madeOf('vm-support').name), optionsFor('x'))).toBe('vm-support')
    expect(await looksCollected(at(madeOf('uac').name), optionsFor('x'))).toBe('uac')
    await writeFile(at('state.tgz'), plainState())
    expect(await looksCollected(at('state.tgz'), optionsFor('x'))).toBeNull()
    expect(collectionKind(['etc/vmware/esx.conf', 'esx-notes/x'])).toBeNull()
    expect(knownPath('a/state.tgz.FRAG-00001')).toEqual({ kind: 'state', isFragment: true })
  })
})

describe('what is opened', () => {
  test.each(collectionNames)('each archive of %s is that file to the byte', async shape => {
    const path = at(madeOf(shape).name)
    const report = await find(path)
    for (const copy of report.copies.filter(({ kind }) => kind === 'state' || kind === 'local')) {
      const opened = await openCopy(path, report, copy, optionsFor('it'))
      expect(Buffer.compare(toUint8Array(opened.bytes), await readFile(at(shape, copy.path)))).toBe(0)
      expect(opened.source.text).toContain(copy.path)
    }
  })

  test.each([
    ['packed', (shape: CollectionName) => at(madeOf(shape).name)],
    ['unpacked', (shape: CollectionName) => at(shape)],
  ])('esx.conf stands for all loose files of the host, %s', async (_, pathOf) => {
    const path = pathOf('vm-support')
    const report = await find(path)
    const conf = report.copies.find(({ kind }) => kind === 'esx-conf')
    if (!conf) throw new Error('no esx.conf')
    const { bytes, name } = await openCopy(path, report, conf, optionsFor('it'))
    const document = await Document.open(bytes, { name })
    expect(shapeOf(document)).toBe('local')
    const top = madeOf('vm-support').name.replace('.tgz', '/')
    const expected = madeOf('vm-support').members.filter(one =>
      /^[^/]+\/(?:etc|var\/lib\/vmware\/configstore)\//.test(one.name),
    )
    expect(expected.length).toBeGreaterThan(20)
    for (const one of expected) {
      const entry = document.root.entries().find(({ name: found }) => found === one.name.slice(top.length))
      if (!entry) throw new Error(`${one.name} is not there`)
      expect(Buffer.compare(toUint8Array(document.root.contentOf(entry.slot)), one.content), one.name).toBe(0)
    }
    expect(document.root.entries()).toHaveLength(expected.length)
  })

  it('a local.tgz.ve takes its key from the encryption.info beside it, before or after it', async () => {
    const { members, localTgz } = await makeBackup('esxi-7.0.2')
    const random = new SeededRandom('key beside')
    const { info, key } = await openSealing(random)
    const sealed = member({ name: 'b/local.tgz.ve', magic: 'gnu' }, seal(localTgz, key, random))
    const beside = member({ name: 'b/encryption.info', magic: 'gnu' }, info)
    const other = member({ name: 'c/encryption.info', magic: 'gnu' }, Buffer.from('another'))
    for (const parts of [
      [beside, other, sealed],
      [sealed, other, beside],
    ]) {
      await writeFile(at('sealed.tgz'), gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)])))
      const report = await find(at('sealed.tgz'))
      const { bytes, name, encryptionInfo } = await openCopy(
        at('sealed.tgz'),
        report,
        chooseCopy(report, null),
        optionsFor('it'),
      )
      const document = await Document.open(bytes, { name, ...(encryptionInfo ? { encryptionInfo } : {}) })
      expect(document.root.entries()).toHaveLength(members.length)
    }
  })

  it('the only one of the best kind is meant; of two states one has to be named, by an end of its path', async () => {
    const support = await find(at(madeOf('vm-support').name))
    expect(chooseCopy(support, null).kind).toBe('local')
    const uac = await find(at(madeOf('uac').name))
    expect(() => chooseCopy(uac, null)).toThrow(/several copies/)
    expect(chooseCopy(uac, 'altbootbank/state.tgz').path).toBe('[root]/altbootbank/state.tgz')
    expect(() => chooseCopy(uac, 'state.tgz')).toThrow(/several copies end in state\.tgz/)
    expect(() => chooseCopy(uac, 'nothing')).toThrow(/there is no copy nothing/)
  })
})

describe('what is hostile', () => {
  const write = async (name: string, bytes: Uint8Array) => {
    await writeFile(at(name), bytes)
    return at(name)
  }
  const end = Buffer.alloc(1024)
  const small = member({ name: 'esx-h-2024-01-01--10.00-1/bootbank/state.tgz', magic: 'gnu' }, plainState())

  it('a bundle that is cut off gives what came before, and says where it ends', async () => {
    const whole = gzipSync(Buffer.concat([small, member({ name: 'log', magic: 'gnu' }, Buffer.alloc(500_000, 7)), end]))
    const { copies, problems } = await find(await write('cut.tgz', whole.subarray(0, whole.length - 200)))
    expect(copies).toHaveLength(1)
    expect(problems).toEqual([expect.stringMatching(/gzip data ends early|archive ends before/)])
  })

  it('a checksum that is wrong ends the walk, with its byte', async () => {
    const bad = Buffer.from(header({ name: 'x', magic: 'gnu' }))
    bad[0] = 0x79
    const { copies, problems } = await find(await write('bad.tar', Buffer.concat([small, bad, end])))
    expect(copies).toHaveLength(1)
    expect(problems[0]).toContain(`tar header at byte ${small.length} has a wrong checksum`)
  })

  it('links, empty files, pieces and what is not an archive are listed with the reason, and not opened', async () => {
    const tar = Buffer.concat([
      member({ name: 'a/state.tgz', typeflag: '2', linkname: '/etc/passwd', magic: 'gnu' }),
      member({ name: 'b/state.tgz', magic: 'gnu' }),
      member({ name: 'c/state.tgz', magic: 'gnu' }, Buffer.from('not packed')),
      member({ name: 'd/state.tgz.FRAG-00000', magic: 'gnu' }, plainState()),
      end,
    ])
    const path = await write('odd.tar', tar)
    const report = await find(path)
    expect(report.copies.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('a link'),
      'It is empty.',
      'It is not an archive.',
      expect.stringContaining('reconstruct.sh'),
    ])
    for (const copy of report.copies) {
      await expect(openCopy(path, report, copy, optionsFor('odd'))).rejects.toMatchObject({ code: 'NO_COPY' })
    }
    expect(() => chooseCopy(report, null)).toThrow(/no copy of a host's state that can be opened/)
  })

  it('a folder is read without following links, a circle of them neither', async () => {
    await mkdir(at('linked/etc/vmware'), { recursive: true })
    await writeFile(at('linked/etc/vmware/esx.conf'), '/a = "b"\n')
    await symlink(folder, at('linked/etc/around'))
    await symlink('/etc/passwd', at('linked/state.tgz'))
    const report = await find(at('linked'))
    expect(report.copies.map(({ path, problem }) => [path, problem === null])).toEqual([
      ['state.tgz', false],
      ['etc/vmware/esx.conf', true],
    ])
    const conf = chooseCopy(report, null)
    const { bytes, name } = await openCopy(at('linked'), report, conf, optionsFor('linked'))
    expect((await Document.open(bytes, { name })).root.entries().map(one => one.name)).toEqual(['etc/vmware/esx.conf'])
  })

  test.each([
    ['collectionBytes', { collectionBytes: 100_000 }],
    ['foundCopies', { foundCopies: 2 }],
    ['entries', { entries: 3 }],
  ] as const)('the cap %s ends the search', async (name, limits) => {
    await expect(find(at(madeOf('uac').name), limits)).rejects.toThrow(`limit "${name}"`)
  })

  test.each([
    ['collectedBytes', { collectedBytes: 1000 }],
    ['collectedFiles', { collectedFiles: 3 }],
  ] as const)('the cap %s ends taking out', async (name, limits) => {
    const path = at(madeOf('vm-support').name)
    const report = await find(path)
    const conf = report.copies.find(({ kind }) => kind === 'esx-conf')
    if (!conf) throw new Error('no esx.conf')
    await expect(openCopy(path, report, conf, optionsFor('it', limits))).rejects.toThrow(`limit "${name}"`)
  })

  it('a bomb of zeros is refused by the ratio', async () => {
    const zeros = gzipSync(member({ name: 'uac.log', magic: 'gnu' }, Buffer.alloc(64 * 1024 * 1024)))
    await expect(find(await write('bomb.tgz', zeros))).rejects.toThrow('limit "ratio"')
  })

  it('whatever is changed in a collection ends in a report or a refusal of ours', async () => {
    const tar = gunzipSync(madeOf('uac').bytes)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(tar.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        async (changes, isPacked) => {
          const bytes = Buffer.from(tar)
          for (const [place, value] of changes) bytes[place - (place % 512) + (place % 200)] = value
          const path = await write('fuzzed', isPacked ? gzipSync(bytes, { level: 1 }) : bytes)
          try {
            const report = await findCopies(path, optionsFor('fuzzed'))
            for (const copy of report?.copies.slice(0, 2) ?? []) {
              if (report && copy.problem === null) await openCopy(path, report, copy, optionsFor('fuzzed'))
            }
          } catch (error) {
            expect(error).toBeInstanceOf(BootbankError)
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})
