// A new state.tgz for a bank: which sectors change, before anything is written. The file keeps the clusters that it has; what it needs more is
// taken from the front of what is free, what it needs less is given back. The trap: writing on a file system that is not whole makes it
// worse, so anything wrong with its tables or chains is a refusal.
import type { Bytes } from '../../codecs/bytes'
import { walkVolume } from '../banks/fat-bank'
import { STATE } from '../banks/bank'
import { diskError } from '../damage'
import { FIRST_CLUSTER } from '../fat/boot-sector'
import { ENTRY, type FatEntry } from '../fat/folder'
import type { FatVolume } from '../fat/volume'
import { Fields } from '../little-endian'
import { BootbankError } from '../../../../shared/model/errors'
import { count } from '../../../../shared/text/count'
import { type PatchRange, Patches } from './patches'

/** Bytes of the tables that are compared at once. */
const PIECE = 1024 * 1024
const ARCHIVE = 0x20
/** A count of free clusters that nobody keeps. */
const UNKNOWN = 0xffff_ffff
const FREE_COUNT = 488
const INFO_SIGNATURE = 0x61417272

/** What changes on the disk. The damage of the volume is its own: with any, nothing is planned. `now` becomes the time of the file, in UTC. Throws NO_BANK, NO_ROOM or FILE_SYSTEM. */
export function planState(volume: FatVolume, state: Bytes, now: Date): readonly PatchRange[] {
  const { geometry, place } = volume
  const root = volume.root()
  const entry = volume.find(root, STATE)
  if (!entry || entry.isFolder)
    throw diskError('NO_BANK', place, 'root folder', geometry.rootStart, `there is no ${STATE}.`)
  if (state.length === 0)
    throw diskError('FILE_SYSTEM', place, STATE, root.locate(entry.offset), 'the new one is empty.')
  refuseUnsound(volume)
  const chain = chainOf(volume, entry)
  const needed = Math.ceil(state.length / geometry.clusterBytes)
  const clusters = [...chain.slice(0, needed), ...freeClusters(volume, needed - chain.length, state.length, entry.size)]
  const patches = new Patches(volume.bytes, geometry.sectorBytes, place.start)
  writeContent(volume, patches, clusters, state)
  clusters.forEach((cluster, index) => {
    setRow(volume, patches, cluster, clusters[index + 1] ?? endMark(geometry.kind))
  })
  for (const cluster of chain.slice(needed)) setRow(volume, patches, cluster, 0)
  writeEntry(patches, root.locate(entry.offset), clusters[0] ?? 0, state.length, now)
  writeInfo(volume, patches, clusters.length - chain.length)
  return patches.ranges()
}

/** All copies of the table are equal, no chain is wrong. Throws FILE_SYSTEM. */
export function refuseUnsound(volume: FatVolume): void {
  const { geometry, place, bytes } = volume
  const { fatStart, fatBytes, fatCount, isMirrored } = geometry
  const repair = 'Repair it first (fsck.fat on a copy), then try again.'
  if (!isMirrored)
    throw diskError(
      'FILE_SYSTEM',
      place,
      'FAT boot sector',
      40,
      'it keeps its tables apart from each other, which is not written.',
    )
  for (let copy = 1; copy < fatCount; copy++) {
    for (let at = 0; at < fatBytes; at += PIECE) {
      const [first, other] = [fatStart + at, fatStart + copy * fatBytes + at]
      const length = Math.min(PIECE, fatBytes - at)
      if (Buffer.compare(bytes.read(first, first + length), bytes.read(other, other + length)) === 0) continue
      throw diskError('FILE_SYSTEM', place, `table ${copy + 1}`, other, `it differs from the first one. ${repair}`)
    }
  }
  walkVolume(volume)
  const [first] = volume.damage.findings
  if (first) throw new BootbankError('FILE_SYSTEM', `${first.message} Nothing is written to it. ${repair}`, first.place)
}

function chainOf(volume: FatVolume, entry: FatEntry): readonly number[] {
  const { problem, runs } = volume.content(entry, STATE)
  if (problem) throw problem
  return runs.flatMap(({ first, count: length }) => Array.from({ length }, (_, index) => first + index))
}

/** The first free clusters that no file has. Throws NO_ROOM. */
function freeClusters(volume: FatVolume, wanted: number, size: number, before: number): readonly number[] {
  const found: number[] = []
  const { clusters, clusterBytes } = volume.geometry
  for (let cluster = FIRST_CLUSTER; found.length < wanted && cluster < FIRST_CLUSTER + clusters; cluster++) {
    if (volume.table.link(cluster).kind === 'free') found.push(cluster)
  }
  if (wanted > 0 && found.length < wanted) {
    const detail = `there is no room for a state.tgz of ${count(size)} bytes: the present one has ${count(before)}, and ${count(found.length * clusterBytes)} bytes are free.`
    throw diskError('NO_ROOM', volume.place, 'FAT', volume.geometry.fatStart, detail)
  }
  return found
}

function writeContent(volume: FatVolume, patches: Patches, clusters: readonly number[], state: Bytes): void {
  const { clusterBytes } = volume.geometry
  clusters.forEach((cluster, index) => {
    const from = index * clusterBytes
    const bytes = new Uint8Array(clusterBytes)
    bytes.set(state.read(from, Math.min(from + clusterBytes, state.length)))
    patches.write('content', volume.offsetOf(cluster), bytes)
  })
}

function endMark(kind: 12 | 16 | 32): number {
  return { 12: 0xfff, 16: 0xffff, 32: 0x0fffffff }[kind]
}

/** A row of the table, in each of its copies. The upper four bits of FAT32 stay. */
function setRow(volume: FatVolume, patches: Patches, cluster: number, value: number): void {
  const { kind, fatStart, fatBytes, fatCount } = volume.geometry
  const at = fatStart + Math.floor((cluster * kind) / 8)
  const old = new DataView(patches.read(at, kind === 32 ? 4 : 2).buffer)
  if (kind === 32) old.setUint32(0, (old.getUint32(0, true) & 0xf0000000) | value, true)
  else if (kind === 16) old.setUint16(0, value, true)
  else {
    const word = old.getUint16(0, true)
    old.setUint16(0, cluster % 2 === 0 ? (word & 0xf000) | value : (word & 0x000f) | (value << 4), true)
  }
  for (let copy = 0; copy < fatCount; copy++) patches.write('table', at + copy * fatBytes, new Uint8Array(old.buffer))
}

function writeEntry(patches: Patches, at: number, cluster: number, size: number, now: Date): void {
  const entry = Buffer.from(patches.read(at, ENTRY))
  entry.writeUInt8(entry.readUInt8(11) | ARCHIVE, 11)
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1)
  const date = ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate()
  entry.writeUInt16LE(cluster >>> 16, 20)
  entry.writeUInt16LE(time, 22)
  entry.writeUInt16LE(date, 24)
  entry.writeUInt16LE(cluster & 0xffff, 26)
  entry.writeUInt32LE(size, 28)
  patches.write('entry', at, entry)
}

/** FAT32 keeps a count of free clusters, which has to stay true. */
function writeInfo(volume: FatVolume, patches: Patches, taken: number): void {
  const { infoStart } = volume.geometry
  if (infoStart === null || taken === 0) return
  const info = new Fields(patches.read(infoStart, FREE_COUNT + 4))
  const free = info.u32(FREE_COUNT)
  if (info.u32(484) !== INFO_SIGNATURE || free === UNKNOWN) return
  const counted = Buffer.alloc(4)
  counted.writeUInt32LE(Math.max(0, free - taken))
  patches.write('info', infoStart + FREE_COUNT, counted)
}
