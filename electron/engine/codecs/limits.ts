// Every cap of the codecs: name, value, reason. Each is checked while inflating or parsing, never after.
import { BootbankError, type Where } from '../../../shared/model/errors'

/** All counts in bytes unless the name says otherwise. */
export interface Limits {
  /** Bytes that all layers of one document may inflate to: they are held in memory. */
  readonly totalBytes: number
  /** Bytes that one layer may inflate to. */
  readonly layerBytes: number
  /** Inflated bytes per compressed byte, once `ratioFloor` is passed: real configuration stays below 20, a bomb sits near 1,000. */
  readonly ratio: number
  /** Inflated bytes below which the ratio is not looked at: a small file of zeros is harmless. */
  readonly ratioFloor: number
  /** Tar entries of one layer: each costs about a kilobyte of memory. */
  readonly entries: number
  /** Layers within layers; a configBundle has three. */
  readonly depth: number
  /** Bytes of one GNU long name or one pax header: Linux paths end at 4,096, attributes stay far below. */
  readonly extensionBytes: number
  /** Bytes of one path or link target: PATH_MAX of Linux and of ESXi. */
  readonly pathBytes: number
  /** Pieces of data in the sparse files of one layer, a count: each costs 50 bytes of memory for 4 in the archive. */
  readonly sparseSegments: number
  /** gzip header fields (name, comment, extra). */
  readonly gzipHeaderBytes: number
  /** Members of one gzip file, a count: each costs a decoder, however small it is; bgzip makes one for every 64 KiB. */
  readonly gzipMembers: number
  /** The header block of an envelope with its attributes: one block in the sample. */
  readonly envelopeHeaderBytes: number
  /** Attributes in an envelope header: four in the sample. */
  readonly envelopeAttributes: number
  /** Bytes of encryption.info: 193 in the sample. */
  readonly encryptionInfoBytes: number
  /** PBKDF2 rounds that the envelopes of one document may cost: the format fixes 100,000 for each, 30 ms; these are a thousand. */
  readonly pbkdf2Rounds: number
  /** Rows of one partition table, and links of the chain of logical partitions, a count: a GPT has 128. */
  readonly partitions: number
  /** Entries of one FAT folder, a count: FAT itself ends at 65,536. */
  readonly folderEntries: number
  /** Bytes of a VMDK's descriptor: some hundreds in practice. */
  readonly descriptorBytes: number
  /** Bytes of the grain directory of a sparse VMDK: 4 for each 32 MiB of disk as they are made, so that this is 128 TiB. */
  readonly grainDirectoryBytes: number
  /** Bytes of one grain of a sparse VMDK: 64 KiB as they are made. */
  readonly grainBytes: number
  /** Bytes that a collection (vm-support, UAC) may unpack to while it is looked through: nothing of it is held, this is some ten minutes of time. */
  readonly collectionBytes: number
  /** Bytes that are taken out of a collection to be opened: held in memory. A boot bank has 250 MB, and a state.tgz is a small part of it. */
  readonly collectedBytes: number
  /** Loose files of a host that are put together, a count: an etc has some hundreds. */
  readonly collectedFiles: number
  /** Copies of a state that are listed of one collection, a count: a host has two banks. */
  readonly foundCopies: number
}

const KiB = 1024
const MiB = 1024 * KiB
const GiB = 1024 * MiB

export const defaultLimits: Limits = {
  totalBytes: 4 * GiB,
  layerBytes: 2 * GiB,
  ratio: 250,
  ratioFloor: 32 * MiB,
  entries: 1_000_000,
  depth: 8,
  extensionBytes: 1 * MiB,
  pathBytes: 4096,
  sparseSegments: 1_000_000,
  gzipHeaderBytes: 128 * KiB,
  gzipMembers: 65_536,
  envelopeHeaderBytes: 1 * MiB,
  envelopeAttributes: 256,
  encryptionInfoBytes: 64 * KiB,
  pbkdf2Rounds: 100_000_000,
  partitions: 1024,
  folderEntries: 65_536,
  descriptorBytes: 64 * KiB,
  grainDirectoryBytes: 16 * MiB,
  grainBytes: 1 * MiB,
  collectionBytes: 128 * GiB,
  collectedBytes: 256 * MiB,
  collectedFiles: 65_536,
  foundCopies: 1024,
}

/** Throws LIMIT, naming the cap, when `value` is above it. */
export function withinLimit(limits: Limits, name: keyof Limits, value: number, where: Where): void {
  if (value <= limits[name]) return
  throw new BootbankError(
    'LIMIT',
    `${where.layer ?? 'The file'}: more than ${limits[name].toLocaleString('en-US')} ${unitOf[name]} (limit "${name}"). ` +
      'This protects against hostile archives; raise the limit on the command line if you trust the file.',
    where,
  )
}

const unitOf: Record<keyof Limits, string> = {
  totalBytes: 'bytes inflated over all layers',
  layerBytes: 'bytes inflated in one layer',
  ratio: 'inflated bytes for each compressed byte',
  ratioFloor: 'bytes',
  entries: 'entries in one layer',
  depth: 'layers inside each other',
  extensionBytes: 'bytes in one extension header',
  pathBytes: 'bytes in one path',
  sparseSegments: 'pieces in the sparse files of one layer',
  gzipHeaderBytes: 'bytes of gzip header',
  gzipMembers: 'members in one gzip file',
  envelopeHeaderBytes: 'bytes of envelope header',
  envelopeAttributes: 'attributes in the envelope header',
  encryptionInfoBytes: 'bytes of encryption.info',
  pbkdf2Rounds: 'rounds of PBKDF2',
  partitions: 'partitions',
  folderEntries: 'entries in one folder',
  descriptorBytes: 'bytes of descriptor',
  grainDirectoryBytes: 'bytes of grain directory',
  grainBytes: 'bytes in one grain',
  collectionBytes: 'bytes unpacked of a collection',
  collectedBytes: 'bytes taken out of a collection',
  collectedFiles: 'loose files of a host in a collection',
  foundCopies: 'copies of a state in a collection',
}
