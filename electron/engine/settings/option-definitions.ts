// The user variables that esx.conf defines itself: `/advUserOptions/options[0005]/name|type|min|max|default|description|hidden`
// describes `/adv/UserVars/<name>`, whose line is there only once it was changed (docs/formats.md section 6).
import type { Json, JsonObject } from '../../../shared/model/json'
import type { Place } from '../../../shared/model/place'
import { CONF_COMPONENT, type ConfLeaf } from './conf-keys'
import { SettingEntry } from './entry'
import type { Given, Merged } from './merge'
import { SchemaNode } from './schema'

export interface OptionDefinition {
  readonly name: string
  readonly schema: { readonly [key: string]: Json }
  readonly fallback: ConfLeaf | null
}

const types: Readonly<Record<string, string>> = { int: 'long', string: 'string' }

/** The definition in the keys of one `options[…]`; none where it has no name. */
export function optionsIn(leaves: readonly ConfLeaf[]): readonly OptionDefinition[] {
  const byName = new Map(leaves.map(leaf => [leaf.segments[0]?.name ?? '', leaf]))
  const text = (key: string) => byName.get(key)?.value
  const name = text('name')
  if (name === undefined || name === '') return []
  const type = types[text('type') ?? '']
  const bound = (key: string) => (text(key) === undefined || text(key) === '' ? undefined : Number(text(key)))
  const [minimum, maximum] = [bound('min'), bound('max')]
  return [
    {
      name,
      schema: {
        ...(type === undefined ? {} : { type }),
        ...(minimum === undefined || Number.isNaN(minimum) ? {} : { minimum }),
        ...(maximum === undefined || Number.isNaN(maximum) ? {} : { maximum }),
        ...(text('description') === undefined ? {} : { description: text('description') ?? '' }),
        ...(text('hidden') === 'true' ? { hidden: true } : {}),
      },
      fallback: byName.get('default') ?? null,
    },
  ]
}

/** The entry of all user variables: the lines of those that are set, the defaults of the others. */
export function optionEntry(
  leaves: readonly ConfLeaf[],
  definitions: readonly OptionDefinition[],
  place: Place,
): SettingEntry {
  const raw: JsonObject = {
    type: 'object',
    properties: Object.fromEntries(definitions.map(({ name, schema }) => [name, schema])),
  }
  const schema = SchemaNode.of(raw, 'UserVars')
  const read = (): Merged => {
    const properties = new Map<string, Merged>()
    const set = new Map(leaves.map(leaf => [leaf.segments.map(({ name }) => name).join('/'), leaf]))
    const fallbacks = new Map(definitions.map(({ name, fallback }) => [name, fallback]))
    for (const name of new Set([...set.keys(), ...fallbacks.keys()])) {
      const [leaf, fallback] = [set.get(name), fallbacks.get(name)]
      const values: Given[] = []
      if (leaf) values.push({ source: 'esx.conf', value: leaf.value })
      if (fallback) values.push({ source: 'option', value: fallback.value })
      const line = leaf?.line ?? fallback?.line
      if (values.length > 0) properties.set(name, { kind: 'leaf', values, ...(line === undefined ? {} : { line }) })
    }
    return { kind: 'object', properties }
  }
  return new SettingEntry({
    component: CONF_COMPONENT,
    group: 'adv',
    name: 'UserVars',
    identifier: '',
    place: { ...place, ...(leaves[0] ? { line: leaves[0].line } : {}) },
    schema: () => schema,
    row: null,
    isDefault: false,
    read,
  })
}
