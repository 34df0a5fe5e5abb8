// Small backups for the tests of the session: built in memory, opened like any other.
import { gzipSync } from 'node:zlib'
import { type Bytes, bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { type NewMember, tarOf } from '../../electron/engine/codecs/tar-write'
import { Document } from '../../electron/engine/document/document'

export type Files = Readonly<Record<string, string | Uint8Array | Bytes>>

/** UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A tgz of regular files, and of members given as they are. */
export function tgz(files: Files, members: readonly NewMember[] = []): Bytes {
  const regular = Object.entries(files).map(([name, content]) => ({
    name,
    content:
      typeof content === 'string' ? bytesOf(utf8(content)) : content instanceof Uint8Array ? bytesOf(content) : content,
    mode: 0o644,
    mtime: 1_600_000_000,
  }))
  return gzipped(tarOf([...regular, ...members]))
}

export const esxConf = '/adv/Misc/HostName = "esx01"\n/resourceGroups/version = "6.7.0"\n/system/uuid = "5f9a"\n'

/** state.tgz -> local.tgz -> etc/…, as a host before 7.0 U2 writes it. */
export function stateTgz(files: Files = {}, members: readonly NewMember[] = []): Bytes {
  const local = tgz(
    { 'etc/vmware/esx.conf': esxConf, 'etc/hosts': '127.0.0.1 localhost\n', 'etc/ssh/keys/a': 'x', ...files },
    members,
  )
  return tgz({ 'local.tgz': local })
}

/** The opened document with every layer open, as `openSession` leaves it. */
export async function opened(bytes: Bytes, name = 'state.tgz'): Promise<Document> {
  const document = await Document.open(bytes, { name })
  await document.openAll()
  return document
}

/** A tgz of `count` empty files in the folder `many`. */
export function tgzOfMany(count: number): Bytes {
  const parts: Uint8Array[] = []
  for (let from = 0; from < count; from += 10_000) {
    const members = Array.from({ length: Math.min(10_000, count - from) }, (_, at) => ({
      name: `many/file-${from + at}`,
      mode: 0o644,
      mtime: 0,
    }))
    parts.push(flat(tarOf(members)).subarray(0, -1024))
  }
  return gzipped(bytesOf(...parts, new Uint8Array(1024)))
}

function gzipped(content: Bytes): Bytes {
  return bytesOf(new Uint8Array(gzipSync(flat(content))))
}

/** One array of the bytes. */
export function flat(bytes: Bytes): Uint8Array {
  return toUint8Array(bytes)
}
