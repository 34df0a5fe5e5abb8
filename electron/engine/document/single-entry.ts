// The one entry of a gzip or envelope that holds no archive, such as useropts.gz.
import { noFindings } from '../../../shared/model/finding'
import type { Bytes } from '../codecs/bytes'
import type { PaxGlobals } from '../codecs/pax'
import type { TarEntry } from '../codecs/tar-entry'

const NONE: readonly never[] = []
const NO_GLOBALS: PaxGlobals = new Map()

/** The file as an entry; facts that only a header could tell are those of an ordinary file. */
export function singleEntry(name: string, content: Bytes): TarEntry {
  return {
    start: 0,
    headerOffset: 0,
    dataOffset: 0,
    storedSize: content.length,
    end: content.length,
    name,
    rawName: Buffer.from(name),
    kind: 'file',
    typeflag: '0',
    dialect: 'v7',
    mode: 0o644,
    uid: 0,
    gid: 0,
    uname: '',
    gname: '',
    mtime: 0,
    linkname: '',
    devmajor: 0,
    devminor: 0,
    size: content.length,
    sparse: null,
    opens: null,
    pax: NONE,
    globals: NO_GLOBALS,
    problem: null,
    findings: noFindings,
  }
}
