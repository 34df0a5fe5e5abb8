// The settings as rows of a tree: groups, their entries, the properties of those. Pure, from the flat list to what can be seen.
import { type SettingEntryRow, settingFlags, type SettingFlag, type SettingList } from '../../../shared/model/settings'

/** What is asked for. All of it must hold. */
export interface SettingFilter {
  /** Words that must be in the path, the name or the value, in whatever case. */
  readonly text: string
  readonly flags: readonly SettingFlag[]
}

export interface SettingRow {
  readonly kind: 'group' | 'entry' | 'property'
  /** `id`: its kind and its path; a group, an entry and a setting may have the same path. */
  readonly node: { readonly id: string; readonly expandable: boolean }
  readonly label: string
  /** Index into the list: the setting, or the first one below that is shown. */
  readonly setting: number
  readonly level: number
  readonly expanded: boolean
  /** Index of the row above it in the tree, -1 at the top. */
  readonly parent: number
  /** Settings below that match; 1 for a property. */
  readonly count: number
  readonly setSize: number
  readonly position: number
}

export interface SettingRows {
  readonly rows: readonly SettingRow[]
  /** Settings that match. */
  readonly matches: number
}

/** Whether the filter leaves anything out. */
export function isFiltering(filter: SettingFilter): boolean {
  return filter.text.trim() !== '' || filter.flags.length > 0
}

/** What the text of a filter is searched in: for each setting path, name and value in lower case. Made once for a list. */
export function searchedText(list: SettingList): readonly string[] {
  const paths = list.entries.map(({ path, title }) => `${path} ${title}`.toLowerCase())
  return list.entry.map(
    (entry, at) => `${paths[entry]}#${list.property[at]?.toLowerCase()}\n${list.value[at]?.toLowerCase()}`,
  )
}

/** The path of a setting, as the command line takes it. */
export function settingPath(list: SettingList, at: number): string {
  const path = list.entries[list.entry[at] ?? -1]?.path ?? ''
  const property = list.property[at] ?? ''
  return property === '' ? path : `${path}#${property}`
}

/**
 * The rows to be seen. Groups are unfolded and entries folded; with a filter everything is unfolded. `toggled` holds the ids of
 * rows that are the other way round. `searched` is what `searchedText` made of the same list.
 */
export function rowsOf(
  list: SettingList,
  searched: readonly string[],
  filter: SettingFilter,
  toggled: ReadonlySet<string>,
): SettingRows {
  const shown = matching(list, searched, filter)
  const filtering = isFiltering(filter)
  const rows: SettingRow[] = []
  const groups = runs(runs(shown, entryAt), ([first = 0]) => groupOf(list.entries[entryAt(first)]))
  for (const [index, entries] of groups.entries()) {
    const first = entries[0]?.[0] ?? 0
    const name = groupOf(list.entries[entryAt(first)])
    const id = `group ${name}`
    const expanded = !toggled.has(id)
    const parent = rows.push({
      kind: 'group',
      node: { id, expandable: true },
      label: name.replace('/', ' / '),
      setting: first,
      level: 1,
      expanded,
      parent: -1,
      count: entries.reduce((sum, { length }) => sum + length, 0),
      setSize: groups.length,
      position: index + 1,
    })
    if (expanded) pushEntries(entries, parent - 1)
  }
  return { rows, matches: shown.length }

  function entryAt(setting: number): number {
    return list.entry[setting] ?? -1
  }

  function pushEntries(entries: readonly (readonly number[])[], parent: number): void {
    for (const [index, entry] of entries.entries()) {
      const first = entry[0] ?? 0
      const row = list.entries[entryAt(first)]
      if (row === undefined) continue
      const id = `entry ${row.path}`
      const name = row.name || row.group
      const expanded = filtering !== toggled.has(id)
      const at = rows.push({
        kind: 'entry',
        node: { id, expandable: true },
        label: row.identifier === '' ? name : `${name} / ${row.title}`,
        setting: first,
        level: 2,
        expanded,
        parent,
        count: entry.length,
        setSize: entries.length,
        position: index + 1,
      })
      if (expanded) pushProperties(entry, at - 1)
    }
  }

  function pushProperties(entry: readonly number[], parent: number): void {
    for (const [index, setting] of entry.entries())
      rows.push({
        kind: 'property',
        node: { id: `property ${settingPath(list, setting)}`, expandable: false },
        label: list.property[setting] ?? '',
        setting,
        level: 3,
        expanded: false,
        parent,
        count: 1,
        setSize: entry.length,
        position: index + 1,
      })
  }
}

/** How many settings have each flag. */
export function countFlags(list: SettingList, flags: readonly SettingFlag[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    flags.map(flag => [flag, list.flags.reduce((sum, one) => sum + Number((one & settingFlags[flag]) !== 0), 0)]),
  )
}

function matching(list: SettingList, searched: readonly string[], { text, flags }: SettingFilter): number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const wanted = flags.reduce((sum, flag) => sum | settingFlags[flag], 0)
  const found: number[] = []
  // Runs over all settings at every keystroke.
  for (let at = 0; at < searched.length; at++) {
    if (((list.flags[at] ?? 0) & wanted) !== wanted) continue
    const within = searched[at] ?? ''
    if (words.every(word => within.includes(word))) found.push(at)
  }
  return found
}

function groupOf(row: SettingEntryRow | undefined): string {
  return row === undefined ? '' : `${row.component}/${row.group}`
}

/** Cuts into neighbours that agree in `of`. */
function runs<T>(all: readonly T[], of: (one: T) => string | number): T[][] {
  const cut: T[][] = []
  let run: T[] = []
  let last: string | number | undefined
  for (const one of all) {
    const now = of(one)
    if (cut.length === 0 || now !== last) {
      run = []
      cut.push(run)
    }
    run.push(one)
    last = now
  }
  return cut
}
