// What reading a tar archive finds: headers that other programs read otherwise, fields that cannot be read, odd ends. Messages are about
// one entry ("It …") unless the finding belongs to the archive.
import type { FindingTable } from './finding-kind'

const volumePart = (name: string) =>
  `Continues ${name} of another volume (multi-volume archive); the other part is not here.`

export const tarFindings = {
  'tar-pax-number': {
    severity: 'warning',
    means: 'a pax record that should be a number is not one; the field of the header counts instead',
    source: 'docs/formats.md section 3; POSIX pax',
    message: (keyword: string) => `The pax record ${keyword} is not a number and is ignored.`,
  },
  'tar-field': {
    severity: 'warning',
    means: 'a number field of the header cannot be read',
    source: 'docs/formats.md section 3',
    message: (field: string) => `The ${field} field is unreadable; shown as 0.`,
  },
  'tar-no-data': {
    severity: 'note',
    means: 'an entry of a kind without data carries a size; what follows is the next header',
    source: 'POSIX pax, ustar header block, field size',
    message: (bytes: number, kind: string) =>
      `Its header names ${bytes} bytes, but a ${kind} has no data here, and none follows.`,
  },
  'tar-sparse': {
    severity: 'warning',
    means: 'busybox has no code for sparse files: the host would unpack the map and the pieces as content',
    source: 'busybox archival/libarchive/get_header_tar.c; GNU tar manual, Sparse Formats',
    message: () => 'It is stored as a sparse file, which busybox (the host) does not unpack; an edit makes it plain.',
  },
  'tar-volume-part': {
    severity: 'warning',
    means: 'the beginning of the file is in another archive',
    source: 'GNU tar manual, Basic Tar Format (typeflag M); GNU.volume.filename of its posix format',
    message: (name: string | null) => volumePart(name ?? 'a file'),
  },
  'tar-volume-label': {
    severity: 'note',
    means: 'GNU tar names the archive by such an entry; nothing is unpacked from it',
    source: 'GNU tar manual, Basic Tar Format (typeflag V)',
    message: () => 'Volume label of the archive.',
  },
  'tar-incremental': {
    severity: 'note',
    means: 'the archive is an incremental dump of GNU tar',
    source: 'GNU tar manual, Basic Tar Format (typeflag D)',
    message: () => 'Directory listing of an incremental GNU archive.',
  },
  'tar-renames': {
    severity: 'note',
    means: 'a list of names that early GNU tar wrote in place of long names',
    source: 'GNU tar manual, Basic Tar Format (typeflag N)',
    message: () => 'A list of renamings of an early GNU tar; kept as it is.',
  },
  'tar-typeflag': {
    severity: 'warning',
    means: 'no known dialect has this typeflag; busybox refuses some such entries',
    source: 'busybox archival/libarchive/get_header_tar.c',
    message: (typeflag: string) => `Unknown typeflag ${typeflag}: kept as it is.`,
  },
  'tar-no-name': {
    severity: 'warning',
    means: 'no program can unpack an entry without a name',
    source: 'POSIX pax, ustar header block, field name',
    message: () => 'It has no name.',
  },
  'tar-nul-in-name': {
    severity: 'warning',
    means: 'only a pax record can hold such a name; other programs cut it at the NUL',
    source: 'POSIX pax, extended header keyword path',
    message: () => 'Its name holds a NUL byte, at which other programs end it.',
  },
  'tar-stray-prefix': {
    severity: 'warning',
    means: 'the name on the host is another one than GNU tar shows',
    source: 'Go issue 12594; busybox archival/libarchive/get_header_tar.c',
    message: () =>
      'A GNU header with a name prefix, as old Go programs wrote it: busybox (the host) reads the prefix, GNU tar does not.',
  },
  'tar-gnu-times': {
    severity: 'warning',
    means: 'busybox takes the access time of an incremental GNU header for the prefix of the name',
    source: 'GNU tar manual, Basic Tar Format (atime, ctime); busybox archival/libarchive/get_header_tar.c',
    message: (folder: string) =>
      `It carries GNU access times, which busybox (the host) takes for a folder "${folder}".`,
  },
  'tar-global-name': {
    severity: 'warning',
    means: 'busybox reads global pax headers only to skip them',
    source: 'busybox archival/libarchive/get_header_tar.c',
    message: () => 'A global pax header sets its name or size; busybox (the host) ignores that.',
  },
  'tar-solaris-list': {
    severity: 'note',
    means: 'an access list that only Solaris reads',
    source: 'libarchive tar(5), Solaris tar',
    message: () => 'A Solaris access list stands before it; kept.',
  },
  'tar-two-pax': {
    severity: 'warning',
    means: 'programs disagree which of two pax headers before one entry counts',
    source: 'GNU tar and busybox, tried',
    message: () =>
      'Two pax headers stand before it; as with GNU tar, the last one counts. busybox (the host) adds them up.',
  },
  'tar-single-zero-block': {
    severity: 'warning',
    means: 'of the archive: GNU tar shows nothing of what follows, the host unpacks it',
    source: 'POSIX pax, end of archive; busybox archival/libarchive/get_header_tar.c',
    message: (offset: number) =>
      `A single zero block at byte ${offset}: GNU tar stops there, busybox (the host) reads on.`,
  },
  'tar-v7': {
    severity: 'warning',
    means: 'of the archive: some busybox builds are made without FEATURE_TAR_OLDGNU_COMPATIBILITY',
    source: 'busybox archival/Config.src',
    message: () => 'It has headers of the old V7 form, which some builds of busybox (the host) refuse.',
  },
  'tar-no-end': {
    severity: 'note',
    means: 'of the archive: it may have been cut off between two entries',
    source: 'POSIX pax, end of archive',
    message: () => 'The archive has no end blocks; tar accepts that.',
  },
  'tar-trailing': {
    severity: 'note',
    means: 'of the archive: no program unpacks what follows the end blocks',
    source: 'POSIX pax, end of archive',
    message: (bytes: number, offset: number) =>
      `${bytes} bytes follow the end of the archive, from byte ${offset} on; they are kept on save.`,
  },
} as const satisfies FindingTable
