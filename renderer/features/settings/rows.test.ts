import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settingFlags, type SettingFlag, type SettingList } from '../../../shared/model/settings'
import { countFlags, rowsOf, searchedText, type SettingFilter } from './rows'

interface Sample {
  readonly path: string
  readonly property?: string
  readonly value?: string
  readonly flags?: number
}

/** A list as the engine makes it: settings of an entry, and entries of a group, stand together. */
function listOf(samples: readonly Sample[]): SettingList {
  const byPath = new Map<string, Sample[]>()
  for (const sample of samples) byPath.set(sample.path, [...(byPath.get(sample.path) ?? []), sample])
  const paths = [...byPath.keys()]
  const sorted = [...byPath.values()].flat()
  return {
    entries: paths.map(path => {
      const [component = '', group = '', name = '', identifier = ''] = path.split('/')
      return { path, component, group, name, identifier, title: identifier || name, place: null }
    }),
    entry: [...byPath.values()].flatMap((settings, at) => settings.map(() => at)),
    property: sorted.map(({ property }) => property ?? ''),
    value: sorted.map(({ value }) => value ?? ''),
    fallback: sorted.map(() => null),
    source: sorted.map(() => 0),
    flags: sorted.map(({ flags }) => flags ?? 0),
  }
}

const everything: SettingFilter = { text: '', flags: [] }
const rowsIn = (list: SettingList, filter = everything, toggled: readonly string[] = []) =>
  rowsOf(list, searchedText(list), filter, new Set(toggled))
const drawn = (list: SettingList, filter = everything, toggled: readonly string[] = []) =>
  rowsIn(list, filter, toggled).rows.map(({ level, label }) => `${'  '.repeat(level - 1)}${label}`)

const host = listOf([
  { path: 'esx/network/vmknics/vmk0', property: 'mtu', value: '1500' },
  { path: 'esx/network/vmknics/vmk0', property: 'ip.address', value: '192.0.2.11', flags: settingFlags.hostSpecific },
  { path: 'esx/network/vmknics/vmk1', property: 'mtu', value: '9000', flags: settingFlags.changed },
  { path: 'esx/system/motd', value: 'Keep out' },
  { path: 'esx.conf/firewall', value: 'true', flags: settingFlags.changed | settingFlags.rebootRequired },
])

describe('the rows of the settings', () => {
  test('are groups unfolded and entries folded at first', () => {
    expect(drawn(host)).toEqual([
      'esx / network',
      '  vmknics / vmk0',
      '  vmknics / vmk1',
      'esx / system',
      '  motd',
      'esx.conf / firewall',
      '  firewall',
    ])
    expect(rowsIn(host).matches).toBe(5)
  })

  test('fold and unfold one by one; a setting that is the whole entry has a row of its own', () => {
    expect(drawn(host, everything, ['group esx/network', 'entry esx/system/motd'])).toEqual([
      'esx / network',
      'esx / system',
      '  motd',
      '    ',
      'esx.conf / firewall',
      '  firewall',
    ])
  })

  test.each<[string, SettingFilter, readonly string[]]>([
    [
      'words of path and value together',
      { text: 'VMK1 9000', flags: [] },
      ['esx / network', '  vmknics / vmk1', '    mtu'],
    ],
    ['a value alone', { text: '192.0.2', flags: [] }, ['esx / network', '  vmknics / vmk0', '    ip.address']],
    [
      'a path as the command line takes it',
      { text: 'vmk0#mtu', flags: [] },
      ['esx / network', '  vmknics / vmk0', '    mtu'],
    ],
    [
      'all marks at once',
      { text: '', flags: ['changed', 'rebootRequired'] },
      ['esx.conf / firewall', '  firewall', '    '],
    ],
    ['nothing that is there', { text: 'vmk7', flags: [] }, []],
  ])('a filter leaves what has %s, unfolded', (_, filter, expected) => {
    expect(drawn(host, filter)).toEqual(expected)
  })

  test('have the count of what matches below them', () => {
    const { rows, matches } = rowsIn(host, { text: 'mtu', flags: [] })
    expect(rows.map(({ kind, count }) => [kind, count])).toEqual([
      ['group', 2],
      ['entry', 1],
      ['property', 1],
      ['entry', 1],
      ['property', 1],
    ])
    expect(matches).toBe(2)
    expect(countFlags(host, ['changed', 'vital'])).toEqual({ changed: 2, vital: 0 })
  })

  test('are of 20,000 settings each that matches, once', () => {
    const many = listOf(
      Array.from({ length: 20_000 }, (_, at) => ({
        path: `esx/group${Math.floor(at / 1000)}/name/${Math.floor(at / 10)}`,
        property: `property${at % 10}`,
        value: String(at),
      })),
    )
    expect(rowsIn(many).rows).toHaveLength(20 + 2000)
    const { rows, matches } = rowsIn(many, { text: 'property7', flags: [] })
    expect(matches).toBe(2000)
    expect(rows.filter(({ kind }) => kind === 'property')).toHaveLength(2000)
    expect(new Set(rows.map(({ node }) => node.id)).size).toBe(rows.length)
  })

  const word = fc.constantFrom('a', 'b', 'ab', 'c#d', '')
  const sample = fc.record({
    path: fc.tuple(fc.constantFrom('esx', 'esx.conf'), word, word, word).map(parts => parts.join('/')),
    property: word,
    value: word,
    flags: fc.nat({ max: 2047 }),
  })
  const flag = fc.constantFrom<SettingFlag>('changed', 'vital', 'secret')

  test('form a tree whose every row is in its place, whatever is folded and asked for', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(sample, { selector: ({ path, property }) => `${path} ${property}`, maxLength: 30 }),
        fc.record({ text: fc.array(word, { maxLength: 2 }).map(words => words.join(' ')), flags: fc.array(flag) }),
        fc.array(fc.nat({ max: 40 })),
        (samples, filter, picks) => {
          const list = listOf(samples.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)))
          const ids = rowsIn(list, filter).rows.map(({ node }) => node.id)
          const toggled = picks.map(pick => ids[pick] ?? '')
          const { rows, matches } = rowsIn(list, filter, toggled)
          const wanted = list.flags.filter((has, at) => {
            const { path, title } = list.entries[list.entry[at]!]!
            const within = `${path} ${title}#${list.property[at]}\n${list.value[at]}`
            return (
              filter.flags.every(one => (has & settingFlags[one]) !== 0) &&
              filter.text.split(' ').every(one => within.includes(one))
            )
          })
          expect(matches).toBe(wanted.length)
          expect(rows.filter(({ level }) => level === 1).reduce((sum, { count }) => sum + count, 0)).toBe(matches)
          for (const [at, row] of rows.entries()) {
            const siblings = rows.filter(other => other.parent === row.parent)
            expect(siblings).toHaveLength(row.setSize)
            expect(siblings.indexOf(row) + 1).toBe(row.position)
            expect(row.level).toBe((rows[row.parent]?.level ?? 0) + 1)
            const below = rows.filter(other => other.parent === at)
            expect(below.length > 0).toBe(row.expanded)
            if (row.expanded) expect(below.reduce((sum, { count }) => sum + count, 0)).toBe(row.count)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
