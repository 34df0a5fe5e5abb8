import { describe, expect, test } from 'vitest'
import type { Fact, FactGroup } from '../../../shared/model/facts'
import { asText, disagrees, shownGroups } from './facts-filter'

const value = (text: string, attention = false) => ({
  text,
  data: text,
  source: { address: 'local.tgz!/etc/vmware/esx.conf', line: 3, setting: 'esx.conf/adv/Misc#HostName' },
  attention,
})
const fact = (id: string, first: boolean, ...values: ReturnType<typeof value>[]): Fact => ({
  id,
  title: `Title of ${id}`,
  reads: 'A file.',
  kind: 'one',
  first,
  values,
})
const groups: readonly FactGroup[] = [
  { id: 'identity', title: 'Identity', facts: [fact('name', true, value('esx01')), fact('build', false)] },
  { id: 'access', title: 'Access', facts: [fact('root', false, value('empty password', true)), fact('ssh', false)] },
]
const ids = (shown: ReturnType<typeof shownGroups>) => shown.map(({ facts }) => facts.map(one => one.id))

describe('the facts of a host', () => {
  test('are shown by what matters first, the rest folded and counted', () => {
    const shown = shownGroups(groups, '', new Set())
    expect(ids(shown)).toEqual([['name'], ['root']])
    expect(shown.map(({ hidden }) => hidden)).toEqual([1, 1])
  })

  test('are all shown in a group that was unfolded', () => {
    expect(ids(shownGroups(groups, '', new Set(['access'])))).toEqual([['name'], ['root', 'ssh']])
  })

  test.each([
    ['ESX01', [['name']]],
    ['access ssh', [['ssh']]],
    ['hostname', [['name'], ['root']]],
    ['nowhere', []],
    ['  ', [['name'], ['root']]],
  ])('match the filter "%s" by title, value, source and group, folded ones too', (filter, found) => {
    expect(ids(shownGroups(groups, filter, new Set()))).toEqual(found)
  })

  test('disagree only where one fact has different values', () => {
    expect(disagrees(fact('a', true, value('x'), value('y')))).toBe(true)
    expect(disagrees(fact('a', true, value('x'), value('x')))).toBe(false)
    expect(disagrees({ ...fact('a', true, value('x'), value('y')), kind: 'list' })).toBe(false)
  })

  test('are copied as text, absent ones said', () => {
    expect(asText(shownGroups(groups, '', new Set(['identity'])), 'absent')).toBe(
      'Identity\n  Title of name: esx01\n  Title of build: absent\n\nAccess\n  Title of root: empty password',
    )
  })
})
