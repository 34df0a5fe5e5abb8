// Settings that the backup itself sets. A secret has a row and no value: by its schema or name, and by the one rule for texts.
import type { Json } from '../../../../shared/model/json'
import { settingFlags, type SettingSource } from '../../../../shared/model/settings'
import { fileWith } from '../../../../shared/secrets/secret'
import { secretSpans } from '../../../../shared/secrets/spans'
import type { HostView } from '../../facts/host-view'
import { secretNamesOf } from '../../secrets/schema-names'
import { type Setting, settingPath } from '../../settings/entry'
import type { Row } from '../tables'
import { placedInFile } from './place'

/** What exists by a default alone says nothing of this host. */
const defaults: ReadonlySet<SettingSource> = new Set(['DefaultConfig', 'schema', 'option'])
/** Settings of one backup; a large host has 20,000. */
const mostSettings = 1_000_000

/** Entry by entry, in the order of their files. */
export function* settingRows({ settings }: HostView): Iterable<Row<'settings'>> {
  const isSecret = secretsIn(secretNamesOf(settings))
  let left = mostSettings
  for (const entry of settings.entries) {
    for (const setting of entry.settings) {
      if (defaults.has(setting.source)) continue
      if (left-- <= 0) return
      yield rowOf(setting, isSecret(setting))
    }
  }
}

/** Null for what is nested so deeply that it cannot be written. */
function textOf(value: Json): string | null {
  try {
    return JSON.stringify(value)
  } catch {
    return null
  }
}

function rowOf(setting: Setting, secret: boolean): Row<'settings'> {
  const { entry, property, value, source, fallback, flags, place } = setting
  const isKnown = fallback !== undefined
  return {
    path: settingPath(entry, property),
    component: entry.component,
    config_group: entry.group,
    name: entry.name,
    identifier: entry.identifier,
    property,
    value: secret ? null : textOf(value),
    secret,
    origin: source,
    default_value: secret || !isKnown ? null : textOf(fallback),
    changed: isKnown ? (flags & settingFlags.changed) !== 0 : null,
    ...placedInFile(place),
  }
}

/** Whether anything of a setting is secret. A value is looked at beside its name, as it would stand in a text. */
function secretsIn(names: Parameters<typeof fileWith>[1]): (setting: Setting) => boolean {
  const file = fileWith([], names)
  return ({ flags, value, fallback, property, entry }) => {
    if ((flags & settingFlags.secret) !== 0) return true
    const name = property === '' ? entry.name : property
    const hides = (json: Json | undefined) =>
      typeof json === 'number' || typeof json === 'boolean' || json === null || json === undefined
        ? false
        : typeof json === 'string'
          ? json !== '' && secretSpans(`${name} = "${json}"`, file).length > 0
          : secretSpans(textOf(json) ?? '', file).length > 0
    return hides(value) || hides(fallback)
  }
}
