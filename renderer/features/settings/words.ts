// What is known of a setting, in words.
import type { Json } from '../../../shared/model/json'
import { type SettingFlag, settingFlags, type SettingSchema } from '../../../shared/model/settings'
import { settingsText as text } from '../../ui/text-settings'

const typeNames: Readonly<Record<string, string>> = text.schema.types

/** A value for the eye: texts as they are, the rest as indented JSON. */
export function valueWords(value: Json): string {
  if (typeof value === 'string') return value === '' ? text.empty : value
  return JSON.stringify(value, null, 2)
}

/** The flags that are set, in words. */
export function flagWords(flags: number): readonly string[] {
  const names = Object.keys(settingFlags) as SettingFlag[]
  return names.filter(name => (flags & settingFlags[name]) !== 0).map(name => text.flags[name])
}

/** What a schema asks for, one rule each: type, required, choices, range, length, pattern, dependency. */
export function schemaWords(schema: SettingSchema): readonly string[] {
  const { type, choices, pattern, dependsOn } = schema
  const is = text.schema
  return [
    type === null ? null : (typeNames[type] ?? type),
    schema.required ? is.required : null,
    choices === null ? null : is.choices(choices.map(valueWords).join(', ')),
    rangeWords(schema.minimum, schema.maximum),
    lengthWords(schema.minLength, schema.maxLength),
    pattern === null ? null : is.pattern(pattern),
    dependsOn === null ? null : is.dependsOn(dependsOn.name, dependsOn.values.map(valueWords).join(' or ')),
  ].filter(words => words !== null)
}

function rangeWords(low: number | null, high: number | null): string | null {
  if (low !== null && high !== null) return text.schema.between(low, high)
  if (low !== null) return text.schema.atLeast(low)
  return high === null ? null : text.schema.atMost(high)
}

function lengthWords(low: number | null, high: number | null): string | null {
  if (low !== null && low === high) return text.schema.exactLength(low)
  if (low !== null && high !== null) return text.schema.lengthBetween(low, high)
  if (low !== null) return text.schema.lengthAtLeast(low)
  return high === null ? null : text.schema.lengthAtMost(high)
}
