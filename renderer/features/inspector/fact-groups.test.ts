import { describe, expect, it } from 'vitest'
import type { NodeFacts } from '../../../shared/model/preview'
import { groupsOf } from './fact-groups'

const entry: NodeFacts = {
  address: 'local.tgz!/etc/hosts',
  kind: 'file',
  typeflag: '0',
  dialect: 'gnu',
  size: 196,
  mode: '01644',
  modeText: '-rw-r--r-T',
  uid: 0,
  gid: 0,
  uname: 'root',
  gname: '',
  mtime: '2024-03-05T10:21:07Z',
  linkname: null,
  headerOffset: 1536,
  dataOffset: 2048,
  sha256: 'ab'.repeat(32),
  tFlag: true,
  role: null,
  changed: [],
  findings: [],
  layer: [],
}
const nothing: NodeFacts = {
  ...entry,
  address: '',
  typeflag: null,
  dialect: null,
  size: null,
  mode: null,
  modeText: null,
  uid: null,
  gid: null,
  uname: null,
  gname: null,
  mtime: null,
  headerOffset: null,
  dataOffset: null,
  sha256: null,
  tFlag: false,
}
const ids = (facts: NodeFacts) => groupsOf(facts).map(group => group.id)
const fact = (facts: NodeFacts, label: string) =>
  groupsOf(facts)
    .flatMap(group => group.facts)
    .find(candidate => candidate.label === label)

describe('the groups of the inspector', () => {
  it('show every fact of an entry in words', () => {
    expect(ids(entry)).toEqual(['entry', 'owner', 'content', 'time', 'position'])
    expect(fact(entry, 'User')?.value).toBe('root (0)')
    expect(fact(entry, 'Group')?.value).toBe('0')
    expect(fact(entry, 'Modified')?.value).toBe('2024-03-05 10:21:07 UTC')
    expect(fact(entry, 'Header at')?.value).toBe('1,536 (0x600)')
    expect(fact(entry, 'T flag')?.value).toBe('Set')
  })

  it('leave out what a folder or the file itself does not have', () => {
    expect(ids(nothing)).toEqual(['entry'])
    expect(fact(nothing, 'Address')?.copyLabel).toBeUndefined()
  })

  it('mark what edits have changed', () => {
    const edited = { ...entry, changed: ['content', 'name'] }
    expect(fact(edited, 'SHA-256')?.changed).toBe(true)
    expect(fact(edited, 'Size')?.changed).toBe(true)
    expect(fact(edited, 'Address')?.changed).toBe(true)
    expect(fact(entry, 'SHA-256')?.changed).toBe(false)
  })

  it('say of a new entry that it has no place in the opened file', () => {
    expect(fact({ ...entry, headerOffset: null, dataOffset: null }, 'Header at')?.value).toBe('Not in the opened file')
  })

  it('show the facts of the layer an entry opens as', () => {
    const layer = { ...entry, layer: [{ label: 'Cipher', value: 'AES-256-GCM' }] }
    expect(ids(layer).at(-1)).toBe('layer')
    expect(fact(layer, 'Cipher')?.value).toBe('AES-256-GCM')
  })
})
