// Each cap of codecs/limits.ts, and the attack it is for, met by the real command line. Where the cap is so high that reaching it would
// take gigabytes, the command lowers it first.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../../electron/engine/codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../../electron/engine/codecs/envelope'
import { defaultLimits, type Limits } from '../../electron/engine/codecs/limits'
import { plainState } from '../archives/small-backups'
import { base256, header, long, member, pax } from '../archives/tar-blocks'
import { makeBootDisk } from '../fixtures/disks/boot-disk'
import { flatDescriptor, sparseVmdk } from '../fixtures/disks/vmdk'
import type { Attack } from './attack'
import { bomb, gentleBomb, nestedArchives, nestedGzip, tar, thirdLayer, writeEmptyEntries } from './bombs'

const NAME = 'in.tgz'
const GiB = 1024 ** 3

/** `bootbank ls` of the bytes, with further arguments. */
const listing =
  (make: () => Uint8Array, ...args: readonly string[]) =>
  (folder: string) => {
    writeFileSync(join(folder, NAME), make())
    return ['ls', NAME, ...args]
  }

const lowered = (name: keyof Limits, value: string) => ['--limit', `${name}=${value}`]
const capped = (name: keyof Limits) => new RegExp(`^bootbank: LIMIT: .*\\(limit "${name}"\\)`, 'm')

/** A refusal by name, which goes away when the cap is raised. */
function limitAttack(
  name: string,
  limit: keyof Limits,
  prepare: (folder: string) => readonly string[],
  raised: readonly string[] | undefined,
): Attack {
  const told = limit === 'ratioFloor' ? 'ratio' : limit
  return { name, prepare, exit: 2, says: capped(told), limit, ...(raised ? { raised } : {}) }
}

const info = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 7),
  data1: Buffer.alloc(15, 8),
  data2: Buffer.alloc(16, 9),
})
const key = await unlock(parseEncryptionInfo(info, defaultLimits))
const sealed = (content: Uint8Array) => toUint8Array(sealEnvelope(bytesOf(content), newEnvelopeHeader(key), key))
const state = (...records: readonly Uint8Array[]) => gzipSync(tar(...records))
const sealedState = (envelope: Uint8Array, keyFile: Uint8Array = info) =>
  state(
    member({ name: 'encryption.info', magic: 'gnu' }, keyFile),
    member({ name: 'local.tgz.ve', magic: 'gnu' }, envelope),
  )

/** An envelope whose header block is rewritten. */
function envelopeWith(change: (raw: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(sealed(gzipSync(tar(member({ name: 'a' })))))
  change(bytes)
  return bytes
}

const emptyMembers = (count: number) => {
  const one = gzipSync('')
  return Buffer.concat([gzipSync(tar(member({ name: 'a' }))), ...Array.from({ length: count }, () => one)])
}

/** A map of pieces of no consequence, in form 1.0: the numbers stand before the data. */
function manyPieces(count: number): Uint8Array {
  const lines = Array.from({ length: count }, (_, index) => `${index * 2}\n1\n`)
  const map = Buffer.from(`${count}\n${lines.join('')}`)
  const data = Buffer.concat([map, Buffer.alloc((512 - (map.length % 512)) % 512), Buffer.alloc(count, 'x')])
  const records = [
    ['GNU.sparse.major', '1'],
    ['GNU.sparse.minor', '0'],
    ['GNU.sparse.name', 'sparse'],
    ['GNU.sparse.realsize', String(count * 2)],
  ] as const
  return state(pax('x', records), member({ name: 'GNUSparseFile.0/sparse' }, data))
}

const hugeSparse = () =>
  tar(
    member({ name: 'etc/hosts', magic: 'gnu' }, 'here'),
    member({ name: 'etc/huge', typeflag: 'S', magic: 'gnu', at: [[483, base256(100 * 1024 * GiB, 12)]] }),
  )

/** The bombs proper: what they become would not fit the machine. */
export const bombs: readonly Attack[] = [
  limitAttack(
    'zip bomb of 10 GiB from 10 MiB in the first layer',
    'ratio',
    listing(() => bomb(10)),
    undefined,
  ),
  limitAttack(
    'zip bomb of 10 GiB from 10 MiB in the third layer',
    'ratio',
    listing(() => thirdLayer(bomb(10))),
    undefined,
  ),
  limitAttack(
    'zip bomb of 10 GiB from 10 MiB in a sealed layer',
    'ratio',
    listing(() => sealedState(sealed(bomb(10)))),
    undefined,
  ),
]

const bank = (updated: number) => ({ state: plainState(), bootstate: 0, updated, build: '7.0.2-0.0.17867351' })
const disk = makeBootDisk({ layout: 'gpt-since-7.0', banks: [bank(4), bank(3)] })

/** `bootbank banks` of a disk, with further arguments. */
const disks =
  (make: () => string | Uint8Array, ...args: readonly string[]) =>
  (folder: string) => {
    writeFileSync(join(folder, 'in.vmdk'), make())
    return ['banks', 'in.vmdk', ...args]
  }
const sparse = () => sparseVmdk(disk, 'in.vmdk')

/** A disk of which a part is left out, which is told; the rest is read. */
function leftOut(name: string, limit: keyof Limits): Attack {
  const tells = new RegExp(`\\(limit "${limit}"\\)`)
  return { name, limit, prepare: disks(sparse, ...lowered(limit, '2')), exit: 1, says: null, tells }
}

const diskAttacks: readonly Attack[] = [
  leftOut('partition table with more rows than are read', 'partitions'),
  leftOut('folder of a boot bank with more entries than are read', 'folderEntries'),
  limitAttack(
    'VMDK whose descriptor is beyond its cap',
    'descriptorBytes',
    disks(() => flatDescriptor('in-flat.vmdk', disk.size), ...lowered('descriptorBytes', '10')),
    ['descriptorBytes=1000'],
  ),
  limitAttack(
    'VMDK with more grains than its directory may list',
    'grainDirectoryBytes',
    disks(sparse, ...lowered('grainDirectoryBytes', '1')),
    ['grainDirectoryBytes=1M'],
  ),
  limitAttack('VMDK with large grains', 'grainBytes', disks(sparse, ...lowered('grainBytes', '4096')), [
    'grainBytes=1M',
  ]),
]

/** A vm-support bundle with these members, and the command that meets it. */
const collected =
  (members: () => readonly Uint8Array[], ...args: readonly string[]) =>
  (folder: string) => {
    const top = 'esx-host-2024-05-01--12.30-2101234'
    writeFileSync(join(folder, NAME), state(member({ name: `${top}/action.log`, magic: 'gnu' }), ...members()))
    return [...args]
  }
const stateIn = (folder: string) =>
  member({ name: `esx-host-2024-05-01--12.30-2101234/${folder}/state.tgz`, magic: 'gnu' }, plainState())
const confIn = (name: string) =>
  member({ name: `esx-host-2024-05-01--12.30-2101234/${name}`, magic: 'gnu' }, Buffer.from('/a/b = "c"\n'))

const collectionAttacks: readonly Attack[] = [
  limitAttack(
    'vm-support bundle with a log that unpacks without end',
    'collectionBytes',
    collected(
      () => [member({ name: 'log', magic: 'gnu' }, Buffer.alloc(4_000_000)), stateIn('bootbank')],
      ...['find', NAME, ...lowered('collectionBytes', '1M')],
    ),
    ['collectionBytes=16M'],
  ),
  limitAttack(
    'vm-support bundle with a state.tgz larger than a boot bank',
    'collectedBytes',
    collected(() => [stateIn('bootbank')], 'info', NAME, ...lowered('collectedBytes', '1000')),
    ['collectedBytes=16M'],
  ),
  limitAttack(
    'vm-support bundle with more loose files than an etc has',
    'collectedFiles',
    collected(
      () => ['etc/vmware/esx.conf', 'etc/a', 'etc/b', 'etc/c'].map(confIn),
      ...['info', NAME, ...lowered('collectedFiles', '2')],
    ),
    ['collectedFiles=100'],
  ),
  limitAttack(
    'vm-support bundle with an esx.conf in each of a thousand folders',
    'foundCopies',
    collected(
      () => Array.from({ length: 1100 }, (_, index) => confIn(`${index}/etc/vmware/esx.conf`)),
      ...['find', NAME],
    ),
    ['foundCopies=2000'],
  ),
]

export const limitAttacks: readonly Attack[] = [
  ...bombs,
  ...diskAttacks,
  ...collectionAttacks,
  limitAttack('three layers, each just below the ratio', 'ratio', listing(gentleBomb), ['ratio=100000']),
  limitAttack(
    'zip bomb that stays small',
    'ratioFloor',
    listing(() => state(member({ name: 'zeros' }, Buffer.alloc(4_000_000))), ...lowered('ratioFloor', '1M')),
    ['ratioFloor=32M'],
  ),
  limitAttack(
    'layer that inflates beyond its cap',
    'layerBytes',
    listing(() => state(member({ name: 'zeros' }, Buffer.alloc(4_000_000))), ...lowered('layerBytes', '1M')),
    ['layerBytes=8M'],
  ),
  limitAttack(
    'many layers that are too much together',
    'totalBytes',
    listing(
      () => {
        const inner = gzipSync(tar(member({ name: 'zeros' }, Buffer.alloc(1_000_000))))
        return state(...Array.from({ length: 9 }, (_, index) => member({ name: `${index}.tgz` }, inner)))
      },
      ...lowered('totalBytes', '8M'),
    ),
    ['totalBytes=64M'],
  ),
  {
    name: 'sparse file of 100 TiB, listed',
    prepare: listing(hugeSparse, '--hash'),
    exit: 0,
    says: /note: .*limit "layerBytes"/,
  },
  limitAttack(
    'sparse file of 100 TiB, read',
    'layerBytes',
    folder => {
      writeFileSync(join(folder, NAME), hugeSparse())
      return ['cat', NAME, 'etc/huge']
    },
    undefined,
  ),
  limitAttack(
    'sparse map of a million pieces',
    'sparseSegments',
    listing(() => manyPieces(200_000), ...lowered('sparseSegments', '100000')),
    ['sparseSegments=1M'],
  ),
  limitAttack(
    'a million empty entries',
    'entries',
    folder => {
      writeEmptyEntries(join(folder, NAME), 1_000_001)
      return ['ls', NAME]
    },
    undefined,
  ),
  limitAttack(
    'more entries than allowed',
    'entries',
    listing(
      () => state(Buffer.concat(Array.from({ length: 2000 }, () => header({ name: 'e' })))),
      ...lowered('entries', '1000'),
    ),
    ['entries=1M'],
  ),
  limitAttack(
    'quine nesting: gzip in gzip two thousand times',
    'depth',
    listing(() => nestedGzip(2000)),
    ['depth=3000', 'ratio=1M'],
  ),
  limitAttack(
    'quine nesting: an archive in itself',
    'depth',
    listing(() => nestedArchives(20)),
    ['depth=30'],
  ),
  limitAttack(
    'pax header of 2 GiB',
    'extensionBytes',
    listing(() => state(header({ name: 'PaxHeaders/x', typeflag: 'x', size: 2 * GiB }))),
    ['extensionBytes=4G'],
  ),
  limitAttack(
    'global pax header of 2 GiB',
    'extensionBytes',
    listing(() => state(header({ name: 'PaxHeaders/g', typeflag: 'g', size: 2 * GiB }))),
    ['extensionBytes=4G'],
  ),
  limitAttack(
    'GNU long name of 2 GiB',
    'extensionBytes',
    listing(() => state(header({ name: '././@LongLink', typeflag: 'L', magic: 'gnu', size: 2 * GiB }))),
    ['extensionBytes=4G'],
  ),
  limitAttack(
    'path of a hundred thousand bytes',
    'pathBytes',
    listing(() => state(long('L', 'x/'.repeat(50_000)), member({ name: 'x', magic: 'gnu' }))),
    ['pathBytes=200K'],
  ),
  limitAttack(
    'link target of a hundred thousand bytes',
    'pathBytes',
    listing(() => state(pax('x', [['linkpath', 'x/'.repeat(50_000)]]), member({ name: 'x', typeflag: '2' }))),
    ['pathBytes=200K'],
  ),
  limitAttack(
    'gzip name without end',
    'gzipHeaderBytes',
    listing(() => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(1_000_000, 'n')])),
    ['gzipHeaderBytes=2M'],
  ),
  limitAttack(
    'a hundred thousand gzip members',
    'gzipMembers',
    listing(() => emptyMembers(3000), ...lowered('gzipMembers', '1000')),
    ['gzipMembers=100000'],
  ),
  limitAttack(
    'envelope header of 4 GiB',
    'envelopeHeaderBytes',
    listing(() => sealedState(envelopeWith(raw => raw.writeUInt32LE(0xffff_fe00, 504)))),
    ['envelopeHeaderBytes=8G'],
  ),
  limitAttack(
    'envelope with more attributes than sense',
    'envelopeAttributes',
    listing(() =>
      sealedState(
        envelopeWith(raw => {
          for (let at = 512; at + 7 <= 4096; at += 7) raw.set([1, 0, 0, 0, 0x61, 0, 1], at)
        }),
      ),
    ),
    ['envelopeAttributes=10000'],
  ),
  {
    name: 'envelope attribute of 2^63 bytes',
    prepare: listing(() =>
      sealedState(
        envelopeWith(raw => {
          const at = raw.indexOf('vmware.iv\0') + 10
          raw.writeBigUInt64LE(2n ** 63n, at)
        }),
      ),
    ),
    exit: 2,
    says: /^bootbank: ENVELOPE_HEADER: .*reaches beyond the header/m,
  },
  limitAttack(
    'encryption.info of half a megabyte',
    'encryptionInfoBytes',
    listing(() =>
      sealedState(sealed(gzipSync(tar(member({ name: 'a' })))), Buffer.concat([info, Buffer.alloc(500_000, '\n')])),
    ),
    ['encryptionInfoBytes=1M'],
  ),
  limitAttack(
    'PBKDF2 rounds: an archive of envelopes, each with a key to derive',
    'pbkdf2Rounds',
    listing(
      () => {
        const envelope = sealed(gzipSync(tar(member({ name: 'a' }))))
        const envelopes = Array.from({ length: 5 }, (_, index) =>
          member({ name: `${index}.ve`, magic: 'gnu' }, envelope),
        )
        return state(member({ name: 'encryption.info', magic: 'gnu' }, info), ...envelopes)
      },
      ...lowered('pbkdf2Rounds', '300000'),
    ),
    ['pbkdf2Rounds=1M'],
  ),
  {
    name: 'PBKDF2 rounds: a key file of another version',
    prepare: listing(() =>
      sealedState(
        sealed(gzipSync(tar(member({ name: 'a' })))),
        Buffer.from(Buffer.from(info).toString().replace('version=1', 'version=2')),
      ),
    ),
    exit: 2,
    says: /^bootbank: INFO_VERSION: .*version "2"; only version 1 \(PBKDF2 with 100,000 rounds\)/m,
  },
  {
    name: 'a global pax header of a long owner name before 20,000 entries',
    prepare: listing(() =>
      state(
        pax('g', [['uname', 'n'.repeat(1_000_000)]]),
        Buffer.concat(Array.from({ length: 20_000 }, (_, index) => header({ name: `${index}` }))),
      ),
    ),
    exit: 0,
    says: null,
  },
  {
    name: 'a hundred thousand global pax headers',
    prepare: listing(
      () => {
        const one = pax('g', [
          ['comment', 'x'],
          ['uid', '1'],
        ])
        return state(Buffer.concat(Array.from({ length: 100_000 }, () => one)), member({ name: 'a' }))
      },
      ...lowered('ratio', '2000'),
    ),
    exit: 0,
    says: null,
  },
  {
    name: 'a tar that is cut off within a file of 8 EiB',
    prepare: listing(() =>
      state(member({ name: 'a' }), header({ name: 'b', magic: 'gnu', size: base256(2 ** 52, 12) })),
    ),
    exit: 2,
    says: /^bootbank: TAR_TRUNCATED: .* b at byte 512/m,
  },
]
