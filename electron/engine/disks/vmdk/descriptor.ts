// The text of a VMDK: what kind of disk it is, and which extents it is made of (VMware, "Virtual Disk Format 1.1"). The trap: it names
// files, and comes from outside; an extent is a plain name in the folder of the descriptor, or it is refused.
import { diskError, type DiskPlace } from '../damage'

const SECTOR = 512
export const DESCRIPTOR_START = '# Disk DescriptorFile'

/** A run of the disk, and the file that holds it. */
export interface Extent {
  /** Bytes. */
  readonly size: number
  readonly kind: 'flat' | 'sparse' | 'zero'
  /** A plain file name; empty for zeros. */
  readonly file: string
  /** Byte in the file where a flat extent begins. */
  readonly offset: number
}

export interface Descriptor {
  /** Such as `monolithicFlat`. */
  readonly createType: string
  readonly extents: readonly Extent[]
}

const extentLine = /^(?:RW|RDONLY|NOACCESS)\s+(\d{1,15})\s+([A-Z]+)(?:\s+"([^"]*)"(?:\s+(\d{1,15}))?)?/
const kinds: Readonly<Record<string, Extent['kind']>> = { FLAT: 'flat', VMFS: 'flat', SPARSE: 'sparse', ZERO: 'zero' }
/** Extents of one disk: a split one has one for every 2 GB. */
const MOST_EXTENTS = 4096

/** Reads the text. Throws DISK_IMAGE for a kind that is not read, and for a name that leaves the folder. `start` is where the text is. */
export function parseDescriptor(text: string, place: DiskPlace, start = 0): Descriptor {
  let at = start
  let createType = ''
  const extents: Extent[] = []
  for (const line of text.split('\n')) {
    const wrong = (detail: string) => diskError('DISK_IMAGE', place, 'VMDK descriptor', at, detail)
    const trimmed = line.trim()
    const setting = /^(\w+)\s*=\s*"?([^"]*)"?$/.exec(trimmed)
    if (setting?.[1] === 'createType') createType = setting[2] ?? ''
    if (setting?.[1] === 'parentCID' && !/^f{8}$/i.test(setting[2] ?? '')) {
      throw wrong(
        'this is a snapshot that holds only what differs from another disk. Clone the disk (vmkfstools -i), then open the clone.',
      )
    }
    const extent = extentLine.exec(trimmed)
    if (extent) {
      const [, sectors = '', word = '', file = '', offset = '0'] = extent
      const kind = kinds[word]
      if (!kind)
        throw wrong(`extents of the kind ${word} are not read. Clone the disk (vmkfstools -i) as a flat or sparse one.`)
      if (kind !== 'zero' && !isPlainName(file))
        throw wrong(`the extent "${file}" is not a plain name of a file beside the descriptor.`)
      if (extents.length >= MOST_EXTENTS) throw wrong(`it has more than ${MOST_EXTENTS} extents.`)
      const size = Number(sectors) * SECTOR
      const from = Number(offset) * SECTOR
      if (!Number.isSafeInteger(size) || !Number.isSafeInteger(from)) throw wrong('an extent is larger than any disk.')
      extents.push({ kind, size, file: kind === 'zero' ? '' : file, offset: from })
    }
    at += Buffer.byteLength(line) + 1
  }
  return { createType, extents }
}

function isPlainName(file: string): boolean {
  return file !== '' && file !== '.' && file !== '..' && !/[/\\\0:]/.test(file)
}
