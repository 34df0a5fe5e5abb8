// A state.tgz whose inner archive holds one folder of very many files.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeHeader } from '../electron/engine/codecs/tar-header'
import { writeBytes } from './backups'

/** Where the rows lie. */
export const rowsFolder = 'local.tgz!/var/rows'
/** Name of the row at an index, from 0. */
export const rowName = (index: number): string => `row-${String(index).padStart(6, '0')}.txt`

const textOf = (index: number) =>
  `# Row ${index} of a folder that no host has.\nname = "${rowName(index)}"\nnumber = "${index}"\n`

/** Writes the backup; gives its path. */
export async function writeHuge(folder: string, rows: number): Promise<string> {
  const facts = { mode: 0o644, uid: 0, gid: 0, typeflag: '0', uname: 'root', gname: 'root' }
  const header = (name: string, size: number, mtime = 1_700_000_000) =>
    encodeHeader({ ...facts, name: Buffer.from(name), size, mtime })
  const end = Buffer.alloc(1024)
  // Times that do not repeat: headers all alike would deflate so well that they pass for a decompression bomb.
  const timeOf = (index: number) => 1_600_000_000 + ((index * 48_271) % 99_999_989)
  const padded = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
  const entries = Array.from({ length: rows }, (_, index) => {
    // Every thousandth has something to show.
    const content = Buffer.from(index % 1000 === 0 ? textOf(index) : '')
    return Buffer.concat([header(`var/rows/${rowName(index)}`, content.length, timeOf(index)), padded(content)])
  })
  const inner = gzipSync(Buffer.concat([...entries, end]), { level: 1 })
  const outer = Buffer.concat([header('local.tgz', inner.length), padded(inner), end])
  return writeBytes(join(folder, 'huge'), 'state.tgz', gzipSync(outer, { level: 1 }))
}
