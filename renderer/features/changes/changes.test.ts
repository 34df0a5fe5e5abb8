import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../../shared/model/change'
import { describeChange, growthOf, markOf, splitAddress } from './change-kind'
import { clearChanges, selectChange, selectedChange, showChanges, useChanges } from '../../state/changes-store'

function change(node: string, more: Partial<Change> = {}): Change {
  return {
    node,
    address: `local.tgz!/etc/${node}`,
    before: `local.tgz!/etc/${node}`,
    kinds: ['content'],
    mode: null,
    facts: [],
    size: { before: 10, after: 12 },
    ...more,
  }
}

describe('the selected change', () => {
  beforeEach(clearChanges)
  const selected = () => selectedChange(useChanges.getState())?.node ?? null

  it('stays selected as long as it is in the list', () => {
    showChanges([change('a'), change('b')], 1)
    selectChange('b')
    showChanges([change('c'), change('b'), change('a')], 2)
    expect(selected()).toBe('b')
  })

  it('gives way to the change that took its place when it is reverted', () => {
    showChanges([change('a'), change('b'), change('c')], 1)
    selectChange('b')
    showChanges([change('a'), change('c')], 2)
    expect(selected()).toBe('c')
    showChanges([change('a')], 3)
    expect(selected()).toBe('a')
    showChanges([], 4)
    expect(selected()).toBeNull()
  })
})

describe('a change in words', () => {
  it.each([
    [['added'], 'added'],
    [['removed'], 'removed'],
    [['content', 'mode'], 'changed'],
    [['content', 'renamed'], 'renamed'],
  ] as const)('%o counts as %s', (kinds, mark) => {
    expect(markOf(change('a', { kinds }))).toBe(mark)
  })

  it('names every kind, with both sides where there are two', () => {
    const both = change('new', {
      before: 'local.tgz!/etc/old',
      kinds: ['renamed', 'mode'],
      mode: { before: '0644', after: '01644' },
    })
    expect(describeChange(both)).toBe('renamed from local.tgz!/etc/old, mode 0644 → 01644')
  })

  it('tells growth where there are two sizes that differ', () => {
    expect(growthOf(change('a'))).toBe(2)
    expect(growthOf(change('a', { size: { before: 3, after: 3 } }))).toBeNull()
    expect(growthOf(change('a', { size: { before: null, after: 3 } }))).toBeNull()
  })

  it('splits an address into folder and name', () => {
    expect(splitAddress('local.tgz!/etc/hosts')).toEqual({ folder: 'local.tgz!/etc', name: 'hosts' })
    expect(splitAddress('encryption.info')).toEqual({ folder: '', name: 'encryption.info' })
  })
})
