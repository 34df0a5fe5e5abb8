import { expect, test } from 'vitest'
import { paxLine } from '../../../testing/archives/tar-blocks'
import { type Extension, longNameFor, withoutAccessLists, withoutSparseRecords } from './tar-write-extensions'
import { encodeHeader } from './tar-header'

const root = { mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0, uname: 'root', gname: 'root' }
const header = (typeflag: string) => encodeHeader({ ...root, typeflag, name: Buffer.from('x') })

function paxOf(...records: readonly (readonly [string, string])[]): Extension {
  const body = Buffer.concat(records.map(([keyword, value]) => paxLine(keyword, value)))
  return { typeflag: 'x', body, raw: Buffer.concat([header('x'), body]) }
}

const long = longNameFor(header('0'), Buffer.from('etc/a'))
// A body of a long name that reads as a pax record must not be taken for one.
const trap: Extension = { typeflag: 'L', body: paxLine('SCHILY.acl.access', 'u::rw-'), raw: header('L') }
const bodies = (extensions: readonly Extension[]) => extensions.map(one => Buffer.from(one.body).toString())

test('access lists go, of Solaris and of star; all else stays as it is', () => {
  const kept = paxOf(['mtime', '1.5'])
  const mixed = paxOf(['SCHILY.acl.access', 'u::rw-'], ['path', 'etc/b'], ['SCHILY.acl.default', 'u::r--'])
  const only = paxOf(['SCHILY.acl.access', 'u::rw-'])
  const solaris: Extension = { typeflag: 'A', body: Buffer.from('acl'), raw: header('A') }
  const left = withoutAccessLists([long, trap, kept, mixed, only, solaris])
  expect(left.slice(0, 3)).toEqual([long, trap, kept])
  expect(bodies(left)).toEqual([...bodies([long, trap, kept]), paxLine('path', 'etc/b').toString()])
})

test('so do the records of a sparse map', () => {
  const records = paxOf(['GNU.sparse.major', '1'], ['uid', '7'], ['GNU.sparse.name', 'etc/c'])
  expect(bodies(withoutSparseRecords([trap, records]))).toEqual([
    Buffer.from(trap.body).toString(),
    paxLine('uid', '7').toString(),
  ])
})
