// Settings of a host, whichever file they stand in, as they cross boundaries: ConfigStore rows and esx.conf keys are one model.
// A setting has a path, `component/group/name[/identifier]#property.list[item].property`, as the command line's --store takes it.
// Keys of esx.conf have the component `esx.conf`: `/net/vswitch/child[0000]/mtu` is `esx.conf/net/vswitch/0000#mtu`.
import type { Json } from './json'
import type { Place } from './place'

/**
 * Where a value comes from. The first five are columns of ConfigStore's table Config, `DefaultConfig` is a table beside it,
 * `schema` the schema's own default (docs/formats.md section 7); `esx.conf` is a line of that file and `option` the default that
 * the definition below /advUserOptions gives (section 6).
 */
export const settingSources = [
  'UserValue',
  'VitalValue',
  'CachedValue',
  'AutoConfValue',
  'DesiredValue',
  'DefaultConfig',
  'schema',
  'esx.conf',
  'option',
] as const
export type SettingSource = (typeof settingSources)[number]

/** What is known of a setting besides its value: a bit each, so that 20,000 of them travel as one list of numbers. */
export const settingFlags = {
  /** Type `secret` of the schema, or a password hash: its value is not in the list. */
  secret: 1,
  /** Belongs to this one machine. */
  hostSpecific: 2,
  /** A generated id that means something in this store alone. */
  storeSpecific: 4,
  /** Kept by the host itself, in VitalValue. */
  vital: 8,
  /** Cached by the host, in CachedValue. */
  cached: 16,
  /** A change takes effect with the next start. */
  rebootRequired: 32,
  /** Not shown by the host's own tools. */
  hidden: 64,
  /** Not taken along when a backup is restored onto a host. */
  noRestore: 128,
  /** Tells the items of its list apart. */
  identity: 256,
  /** Set to another value than the default. */
  changed: 512,
  /** Set, and no default is known. */
  set: 1024,
} as const
export type SettingFlag = keyof typeof settingFlags

/** One row of ConfigStore, or the keys of esx.conf that belong together: one virtual switch, one account. */
export interface SettingEntryRow {
  /** `component/group/name` or `component/group/name/identifier`. */
  readonly path: string
  readonly component: string
  readonly group: string
  readonly name: string
  /** Empty for an entry there is one of. */
  readonly identifier: string
  /** What to call it: the identifier, or where that is a generated id or an index, the name inside. */
  readonly title: string
  /** Null for an entry that exists by its defaults alone. */
  readonly place: Place | null
}

/**
 * Every setting of a backup at one revision, flat: the lists have one element a setting, in the order of the entries. What a
 * browser shows as a tree is this list with its common beginnings folded.
 */
export interface SettingList {
  readonly entries: readonly SettingEntryRow[]
  /** Index into `entries`. */
  readonly entry: readonly number[]
  /** Path inside the entry, such as `ip.ipv4_address`. */
  readonly property: readonly string[]
  /** The value as text, cut at 200 characters; JSON for a list; empty for a secret. */
  readonly value: readonly string[]
  /** The default as text; null where none is known, and for a secret. */
  readonly fallback: readonly (string | null)[]
  /** Index into `settingSources`. */
  readonly source: readonly number[]
  /** Sum of `settingFlags`. */
  readonly flags: readonly number[]
}

/** What a schema says of one setting, as far as it says it. */
export interface SettingSchema {
  /** `object`, `array`, `string`, `long`, `boolean`, `double`, `binary`, `ID`, `URI`, `secret`; null where it says nothing. */
  readonly type: string | null
  /** The same of the items of a list. */
  readonly items: string | null
  readonly required: boolean
  readonly choices: readonly Json[] | null
  readonly minimum: number | null
  readonly maximum: number | null
  readonly minLength: number | null
  readonly maxLength: number | null
  readonly pattern: string | null
  /** May be set only while the sibling of this name has one of these values. */
  readonly dependsOn: { readonly name: string; readonly values: readonly Json[] } | null
  readonly description: string | null
  /** The name by which the host itself calls it, such as that of a kernel option. */
  readonly realName: string | null
}

/** One setting with everything known of it. Values of secrets are null here; they are revealed one by one. */
export interface SettingDetail {
  readonly path: string
  readonly property: string
  readonly value: Json
  readonly source: SettingSource
  readonly fallback: Json | null
  readonly flags: number
  /** Every source that has a value, the one that counts first. */
  readonly values: readonly { readonly source: SettingSource; readonly value: Json }[]
  readonly schema: SettingSchema | null
  readonly place: Place | null
}

/** One entry with all that is known of it. */
export interface SettingEntryDetail extends SettingEntryRow {
  readonly settings: readonly SettingDetail[]
  /** The value that the host takes, secrets replaced by null. */
  readonly value: Json
  /** Times as SQLite keeps them (UTC), and how often the row was changed; null for what is not a row. */
  readonly row: {
    readonly revision: number | null
    readonly created: string | null
    readonly modified: string | null
    readonly version: string | null
    readonly success: boolean | null
  } | null
  /** Lists of things in it, also those without an item; a list of plain values is one setting. */
  readonly lists: readonly SettingItems[]
  /** The rows that it is one of; null where there is one of it. */
  readonly rows: SettingItems | null
  /** What the schema knows, may stand there as things are, and has no value. */
  readonly unset: readonly SettingField[]
}

/** A list of things, and what a new one of them is asked. */
export interface SettingItems {
  /** Of the list. */
  readonly path: string
  /** Path inside the entry; empty for rows. */
  readonly property: string
  /** The property that tells items apart; null where they are counted from 0. */
  readonly by: string | null
  /** Empty for rows, which are entries of their own. */
  readonly items: readonly { readonly path: string; readonly identity: string }[]
  /** What tells a new one apart, and what its schema requires. */
  readonly fields: readonly SettingField[]
}

/** A property that can be given a value. */
export interface SettingField {
  /** Of the property: inside the entry, or inside the new item. */
  readonly property: string
  readonly schema: SettingSchema | null
  /** Sum of `settingFlags`. */
  readonly flags: number
}
