// What lies around the tar: gzip of every shape, and VMware's own tar.
import { gzipSync } from 'node:zlib'
import { encodeGzip, type GzipShape } from '../arbitrary-archives'
import { visorArchive } from '../tar-blocks'
import { archive, type DialectArchive, type ExpectedFinding, gnu } from './archive'

function gzipArchive(
  title: string,
  wrap: (tar: Uint8Array) => Uint8Array,
  findings: readonly ExpectedFinding[],
): DialectArchive {
  const inside = archive(title, gnu)
  return { ...inside, bytes: wrap(inside.bytes), gzipped: true, findings }
}

const shape: GzipShape = {
  name: null,
  comment: null,
  extra: null,
  headerCrc: false,
  mtime: 0,
  split: 1,
  padding: 0,
  garbage: '',
}

export const wrapArchives: readonly DialectArchive[] = [
  {
    title: 'VMware visor tar',
    bytes: visorArchive([
      { name: 'bin/', content: '', typeflag: '5' },
      { name: 'bin/vmkernel', content: 'MZ'.repeat(3000) },
      { name: 'etc/edit', content: 'far behind' },
    ]),
    entries: [
      { name: 'bin', kind: 'directory' },
      { name: 'bin/vmkernel', kind: 'file', content: 'MZ'.repeat(3000) },
      { name: 'etc/edit', kind: 'file', content: 'far behind', dialect: 'visor' },
    ],
    findings: [['visor-archive']],
    readOnly: 'VISOR_READ_ONLY',
  },
  gzipArchive('gzip', tar => gzipSync(tar), []),
  gzipArchive(
    'gzip with name, comment, extra field, header CRC and time',
    tar =>
      encodeGzip(tar, {
        ...shape,
        name: 'state.tar',
        comment: 'by hand',
        extra: Buffer.from('xx\x02\x00ok'),
        headerCrc: true,
        mtime: 1_600_000_000,
      }),
    [],
  ),
  gzipArchive('gzip of three members', tar => encodeGzip(tar, { ...shape, split: 3 }), [['gzip-members', '3 members']]),
  gzipArchive('gzip with zero padding behind', tar => encodeGzip(tar, { ...shape, padding: 512 }), [
    ['gzip-padding', '512 zero bytes'],
  ]),
  gzipArchive('gzip with garbage behind', tar => encodeGzip(tar, { ...shape, garbage: 'left behind' }), [
    ['gzip-trailing', '11 bytes'],
  ]),
]
