import { describe, expect, it } from 'vitest'
import { carriesFiles, dropOf } from './dropped'

const state = { name: 'state.tgz' }
const item = (isDirectory: boolean) => ({ kind: 'file', webkitGetAsEntry: () => ({ isDirectory }) })

describe('a drop', () => {
  it('of one file is that file', () => {
    expect(dropOf({ types: ['Files'], items: [item(false)], files: [state] })).toEqual({ kind: 'file', file: state })
  })

  it('of one file is that file where the browser names no entry (a DataTransfer made by a script)', () => {
    const scripted = { kind: 'file', webkitGetAsEntry: () => null }
    expect(dropOf({ types: ['Files'], items: [scripted], files: [state] })).toEqual({ kind: 'file', file: state })
  })

  it('of several files gives all of them', () => {
    const files = [state, { name: 'b' }, { name: 'c' }]
    expect(dropOf({ types: ['Files'], items: files.map(() => item(false)), files })).toEqual({
      kind: 'several',
      files,
    })
  })

  it('of a folder gives what names it', () => {
    expect(dropOf({ types: ['Files'], items: [item(true)], files: [{ name: 'etc' }] })).toEqual({
      kind: 'folder',
      file: { name: 'etc' },
    })
  })

  it('of text is nothing', () => {
    expect(dropOf({ types: ['text/plain'], items: [], files: [] })).toEqual({ kind: 'nothing' })
    expect(dropOf(null)).toEqual({ kind: 'nothing' })
    expect(carriesFiles({ types: ['text/uri-list'] })).toBe(false)
  })
})
