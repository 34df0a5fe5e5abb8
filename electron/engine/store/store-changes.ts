// What changes of settings do to the columns of one row of ConfigStore.
import { BootbankError } from '../../../shared/model/errors'
import { isJsonObject, type Json } from '../../../shared/model/json'
import type { SettingEntry } from '../settings/entry'
import { identityIn, editableColumns, partsOf, type EditableColumn } from './column-parts'
import { exactNumber, withoutValue, withValue } from './column-text'
import { wayTo } from './setting-steps'
import type { SchemaNode } from '../settings/schema'

/** The texts of a row's columns; null for NULL. */
export type ColumnTexts = Readonly<Record<EditableColumn, string | null>>

export const noTexts: ColumnTexts = { UserValue: null, VitalValue: null, CachedValue: null }

/**
 * The columns with a value at a property of an entry, each part of it in the column it belongs to; an empty property is the entry as a whole.
 * Throws SETTING_PATH for a property that leads nowhere.
 */
export function withSetting(texts: ColumnTexts, entry: SettingEntry, property: string, value: Json): ColumnTexts {
  const { steps, schema } = wayTo(property, entry.merged, entry.schema)
  const written = asWritten(value, schema)
  const known =
    schema || property === '' ? partsOf(written, schema) : new Map([[columnInUse(entry, property), written]])
  return eachColumn(texts, property, (text, column) => {
    const part = known.get(column)
    if (part !== undefined) return withValue(text ?? shell(entry), steps, part)
    if (steps.length === 0) return null
    return text === null ? null : withoutValue(text, steps)
  })
}

/** The columns without a property of an entry, or without an item of one of its lists. */
export function withoutSetting(texts: ColumnTexts, entry: SettingEntry, property: string): ColumnTexts {
  const { steps } = wayTo(property, entry.merged, entry.schema)
  return eachColumn(texts, property, text => (text === null ? null : withoutValue(text, steps)))
}

function eachColumn(
  texts: ColumnTexts,
  property: string,
  change: (text: string | null, column: EditableColumn) => string | null,
): ColumnTexts {
  try {
    return Object.fromEntries(
      editableColumns.map(column => [column, change(texts[column], column)]),
    ) as unknown as ColumnTexts
  } catch (error) {
    if (error instanceof BootbankError) throw error
    throw new BootbankError('SETTING_PATH', `${property} cannot be set: ${(error as Error).message}.`, {
      path: property,
    })
  }
}

/** Where no schema says the column: the one that the value stands in. */
function columnInUse(entry: SettingEntry, property: string): EditableColumn {
  const source = entry.at(property)?.source
  return editableColumns.find(column => column === source) ?? 'UserValue'
}

/** What a column that had nothing holds at least: for one item of a list, what tells it apart. */
function shell(entry: SettingEntry): string {
  const identity = entry.identifier !== '' && entry.schema ? identityIn(entry.schema) : null
  const value = identity !== null && isJsonObject(entry.value) ? entry.value[identity] : undefined
  return identity === null ? '{}' : withValue('{}', [{ kind: 'property', name: identity }], value ?? entry.identifier)
}

/** Numbers with the digits that the host writes: a `double` has a decimal point, and a whole number may be larger than JavaScript's. */
function asWritten(value: Json, schema: SchemaNode | null): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(item => asWritten(item, schema?.items ?? null))
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, asWritten(one, schema?.property(name) ?? null)]),
    )
  if (schema?.type === 'double' && /^-?\d+$/.test(String(value))) return exactNumber(`${String(value)}.0`)
  if (schema?.type === 'long' && typeof value === 'string' && /^-?[1-9]\d{15,}$/.test(value)) return exactNumber(value)
  return value
}
