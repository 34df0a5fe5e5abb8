// The settings as rows of a tree: groups, their entries, the properties of those. Pure, from the flat list to what can be seen.
import { settingFlags, type SettingFlag, type SettingList } from '../../../shared/model/settings'

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
  const groups = runs(shown, at => groupOf(list, at))
  for (const [index, group] of groups.entries()) {
    const name = groupOf(list, group[0] ?? 0)
    const id = `group ${name}`
    const expanded = !toggled.has(id)
    const parent = rows.push({
      kind: 'group',
      node: { id, expandable: true },
      label: name.replace('/', ' / '),
      setting: group[0] ?? 0,
      level: 1,
      expanded,
      parent: -1,
      count: group.length,
      setSize: groups.length,
      position: index + 1,
    })
    if (expanded) pushEntries(group, parent - 1)
  }
  return { rows, matches: shown.length }

  function pushEntries(group: readonly number[], parent: number): void {
    const entries = runs(group, at => list.entry[at])
    for (const [index, entry] of entries.entries()) {
      const first = entry[0] ?? 0
      const row = list.entries[list.entry[first] ?? -1]
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
  for (const [at, has] of list.flags.entries()) {
    if ((has & wanted) !== wanted) continue
    const within = searched[at] ?? ''
    if (words.every(word => within.includes(word))) found.push(at)
  }
  return found
}

function groupOf(list: SettingList, at: number): string {
  const row = list.entries[list.entry[at] ?? -1]
  return row === undefined ? '' : `${row.component}/${row.group}`
}

/** Cuts into neighbours that agree in `of`. */
function runs(settings: readonly number[], of: (setting: number) => string | number | undefined): number[][] {
  const all: number[][] = []
  let last: string | number | undefined
  for (const setting of settings) {
    const now = of(setting)
    const run = all.at(-1)
    if (run && now === last) run.push(setting)
    else all.push([setting])
    last = now
  }
  return all
}
