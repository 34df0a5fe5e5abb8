import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseEsxConf } from '../../../shared/esx-conf/esx-conf'
import type { ConfKeysView } from '../../../shared/viewers/conf-keys'
import { beginKeys, focusKey, foldKeys, goToLine, setFilter, toggleBranch, useConfKeys } from './conf-keys-state'
import {
  branchesAbove,
  firstLineOf,
  type Folding,
  type KeyFilter,
  type KeyRow,
  markedLines,
  noFilter,
  overriddenBy,
  rowsOf,
  searchedText,
} from './key-rows'
import { type Branch, keyTree, lineKind, maxDepth } from './key-tree'
import { spansOf } from './marked-text'

/** As the reader gives it, of a text without secrets. */
function viewOf(text: string, secret: readonly number[] = []): ConfKeysView {
  const lines = parseEsxConf(text)
  return {
    key: lines.map(line => (line.kind === 'entry' ? line.key : null)),
    value: lines.map(line => (line.kind === 'entry' ? line.value : text.slice(line.start, line.end))),
    secret,
  }
}

const unfolded: Folding = { unfolded: 'all', toggled: new Set() }

function rowsOfText(text: string, filter: KeyFilter = noFilter, folding: Folding = unfolded): readonly KeyRow[] {
  const tree = keyTree(viewOf(text))
  return rowsOf(tree, searchedText(tree), markedLines(tree), filter, folding).rows
}

/** Rows as an outline. */
function outline(rows: readonly KeyRow[]): readonly string[] {
  return rows.map(
    ({ level, label, line }) => `${'  '.repeat(level - 1)}${label}${line === null ? '' : ` @${line + 1}`}`,
  )
}

const sample = [
  '# written by the host',
  '/net/vswitch/child[0000]/name = "vSwitch0"',
  '/net/vswitch/child[0000]/mtu = "1500"',
  '/net/pnic/child[0000]/mac = "00:50:56:01:02:03"',
  '/net/vswitch/child[0001]/name = "vSwitch1"',
  '/system/uuid = "5f8a"',
  'no key',
  '/system/uuid = "5f8b"',
  '/system = "x"',
  '',
].join('\n')

const part = fc.oneof(
  fc.stringMatching(/^[ab.[\]]{0,3}$/),
  fc.constantFrom('child[0000]', 'child[0001]', 'child', '[]', 'x[a][b]'),
)
const anyLine = fc.oneof(
  fc.array(part, { minLength: 1, maxLength: 5 }).map(parts => `/${parts.join('/')} = "v"`),
  fc.constantFrom('', '# remark', '/broken', '   ', 'x = y'),
)
const anyText = fc.array(anyLine, { maxLength: 40 }).map(lines => lines.join('\n'))

describe('the tree of the keys', () => {
  it('groups by segment, makes items of indexes, and puts what is not a key at the end', () => {
    expect(outline(rowsOfText(sample))).toEqual([
      'net',
      '  vswitch',
      '    child',
      '      [0000]',
      '        name @2',
      '        mtu @3',
      '      [0001]',
      '        name @5',
      '  pnic',
      '    child',
      '      [0000]',
      '        mac @4',
      'system',
      '  uuid @6',
      '  uuid @8',
      'system @9',
      '',
      '  # written by the host @1',
      '  no key @7',
    ])
  })

  it('holds every line exactly once, in the order of the file within a branch, under its own key', () => {
    fc.assert(
      fc.property(anyText, text => {
        const view = viewOf(text)
        const tree = keyTree(view)
        const { rows } = rowsOf(tree, searchedText(tree), markedLines(tree), noFilter, unfolded)
        const lines = rows.flatMap(({ line }) => (line === null ? [] : [line]))
        expect(lines.toSorted((a, b) => a - b)).toEqual(view.key.map((_, line) => line))
        expect(new Set(rows.map(({ node }) => node.id)).size).toBe(rows.length)
        const first = (child: Branch | number) => (typeof child === 'number' ? child : (firstLineOf(child) ?? -1))
        for (const { children } of tree.branches)
          expect(children.map(first)).toEqual(children.map(first).toSorted((a, b) => a - b))
        for (const row of rows) {
          if (row.line === null || view.key[row.line] === null) continue
          const joint = tree.leaf[row.line]?.item ? '' : '/'
          expect(`${row.branch.path}${joint}${row.label}`).toBe(view.key[row.line])
        }
      }),
    )
  })

  it('knows what a line is, and which of several with the same key counts', () => {
    const tree = keyTree(viewOf(sample))
    expect([0, 1, 6].map(line => lineKind(tree, line))).toEqual(['comment', 'key', 'broken'])
    expect([1, 5, 7].map(line => overriddenBy(tree, line))).toEqual([null, 7, null])
    expect(markedLines(tree)).toEqual({ broken: [6], repeated: [5, 7], secret: [] })
  })

  it('does not go deeper than it says, whatever a key does', () => {
    const deep = keyTree(viewOf(`/${'a/'.repeat(100_000)}b = "v"\n/${'a/'.repeat(1000)}c[0] = "v"`))
    expect(branchesAbove(deep, 0)).toHaveLength(maxDepth)
    expect(rowsOfText(`/${'a/'.repeat(100_000)}b = "v"`).at(-1)?.line).toBe(0)
  })

  it('holds a hundred thousand keys', () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `/net/a[${at % 100}]/b${at % 7}/c${at} = "${at}"`)
    const rows = rowsOfText(lines.join('\n'), { text: 'c99999', marks: [] })
    expect(outline(rows)).toEqual(['net', '  a', '    [99]', '      b4', '        c99999 @100000'])
  })
})

describe('the rows that can be seen', () => {
  it('fold at first what is below the first level', () => {
    const rows = rowsOfText(sample, noFilter, { unfolded: 'first', toggled: new Set(['/system']) })
    expect(outline(rows)).toEqual(['net', '  vswitch', '  pnic', 'system', 'system @9', ''])
    expect(rows.map(({ count }) => count)).toEqual([4, 3, 1, 2, 1, 2])
    expect(rows.map(({ position, setSize }) => [position, setSize])).toEqual([
      [1, 4],
      [1, 2],
      [2, 2],
      [2, 4],
      [3, 4],
      [4, 4],
    ])
  })

  it('are those of the lines that hold every word, with what is above them', () => {
    expect(outline(rowsOfText(sample, { text: 'VSWITCH 1500', marks: [] }))).toEqual([
      'net',
      '  vswitch',
      '    child',
      '      [0000]',
      '        mtu @3',
    ])
    expect(rowsOfText(sample, { text: 'vswitch 5f8a', marks: [] })).toEqual([])
  })

  it('are those of the lines that have one of the marks', () => {
    const marks = (...of: KeyFilter['marks']) => outline(rowsOfText(sample, { text: '', marks: of }))
    expect(marks('broken')).toEqual(['', '  no key @7'])
    expect(marks('broken', 'repeated')).toEqual(['system', '  uuid @6', '  uuid @8', '', '  no key @7'])
    expect(marks('secret')).toEqual([])
  })
})

describe('what is remembered of the tree', () => {
  const tree = keyTree(viewOf(sample))
  const shown = () => {
    const { filter, unfolded: all, toggled } = useConfKeys.getState()
    return rowsOf(tree, searchedText(tree), markedLines(tree), filter, { unfolded: all, toggled }).rows
  }
  beforeEach(() => {
    beginKeys('another file')
    beginKeys('file')
  })

  it('goes to a line through folded branches', () => {
    goToLine(tree, 3, true)
    const { focused } = useConfKeys.getState()
    expect(shown().find(({ node }) => node.id === focused)?.line).toBe(3)
    toggleBranch('/net')
    goToLine(tree, 6, true)
    expect(shown().map(({ line }) => line)).toContain(6)
    expect(shown().map(({ label }) => label)).not.toContain('pnic')
  })

  it('keeps a filter that shows the line, and gives up one that hides it', () => {
    setFilter({ text: 'mac', marks: [] })
    toggleBranch('/net')
    goToLine(tree, 3, true)
    expect(useConfKeys.getState().filter.text).toBe('mac')
    expect(shown().map(({ line }) => line)).toContain(3)
    goToLine(tree, 5, false)
    expect(useConfKeys.getState().filter).toEqual(noFilter)
    expect(shown().map(({ line }) => line)).toContain(5)
  })

  it('is kept for the same file alone', () => {
    focusKey('line 1')
    foldKeys('none')
    beginKeys('file')
    expect(useConfKeys.getState()).toMatchObject({ focused: 'line 1', unfolded: 'none' })
    beginKeys('another file')
    expect(useConfKeys.getState()).toMatchObject({ focused: null, unfolded: 'first' })
  })
})

describe('the marks of a filter', () => {
  it('are joined where they touch, and a word may go beyond the part', () => {
    expect(spansOf('vswitch', ['vsw', 'switch'], 0, 7)).toEqual([{ from: 0, to: 7 }])
    expect(spansOf('/net/Name', ['t/n', 'e'], 5, 9)).toEqual([
      { from: 0, to: 1 },
      { from: 3, to: 4 },
    ])
    expect(spansOf('/net/name', ['net/na'], 1, 4)).toEqual([{ from: 0, to: 3 }])
    expect(spansOf('İname', ['name'], 0, 5)).toEqual([])
  })
})
