// What our validation of changes allows is what a JSON-Schema validator from outside allows, on the schemas of whole hosts translated from
// VMware's dialect (testing/fixtures/config-store/json-schema.ts, which knows nothing of ours).
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openHostChain, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { inJavaScript, rowValidator } from '../../../testing/fixtures/config-store/json-schema'
import type { Json } from '../../../shared/model/json'
import { toUint8Array } from '../codecs/bytes'
import { findEntry } from '../esx/find-entry'
import { SCHEMA_STORE_PATH } from '../esx/paths'
import { openSqlite } from '../esx/sqlite'
import { settingsOf } from '../settings/read-settings'
import { isGivenUp } from '../settings/schema-pattern'
import { refusedIn } from './check-change'

type Raw = Readonly<Record<string, unknown>>
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const numberIn = (schema: Raw, name: string) => (typeof schema[name] === 'number' ? [schema[name]] : [])

/** Values about a schema: most of its types and near its bounds, some of anything. */
function about(schema: Raw, depth = 0): fc.Arbitrary<Json> {
  const anything = fc.constantFrom<Json>(null, true, 0, -1, 1.5, '', 'x', [], {}, 4_294_967_296)
  return fc.oneof({ weight: 12, arbitrary: typed(schema, depth) }, { weight: 1, arbitrary: anything })
}

function typed(schema: Raw, depth: number): fc.Arbitrary<Json> {
  const choices = Array.isArray(schema.enum) ? [fc.constantFrom<Json>(...(schema.enum as Json[]))] : []
  const bounds = ['minimum', 'maximum'].flatMap(name => numberIn(schema, name)).flatMap(one => [one - 1, one, one + 1])
  const lengths = ['minLength', 'maxLength'].flatMap(name => numberIn(schema, name)).filter(one => one <= 5000)
  switch (schema.type) {
    case 'object': {
      const properties = isRaw(schema.properties) ? schema.properties : {}
      const parts = Object.entries(properties).flatMap(([name, inner]) =>
        isRaw(inner) && depth < 5 ? [[name, about(inner, depth + 1)] as const] : [],
      )
      const required = Array.isArray(schema.required) ? schema.required.map(String) : []
      const known = fc.record(Object.fromEntries(parts), {
        requiredKeys: parts.map(([name]) => name).filter(name => required.includes(name)),
      })
      const without = fc.record(Object.fromEntries(parts), { requiredKeys: [] })
      const unknown = known.map(value => ({ ...value, not_known_here: 1 }))
      return fc
        .oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: without }, { weight: 1, arbitrary: unknown })
        .map(value =>
          Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]]))),
        )
    }
    case 'array':
      return isRaw(schema.items) ? fc.array(about(schema.items, depth + 1), { maxLength: 3 }) : fc.constant([])
    case 'boolean':
      return fc.boolean()
    case 'long':
      return fc.oneof(fc.integer(), ...choices, ...(bounds.length > 0 ? [fc.constantFrom<Json>(...bounds)] : []))
    case 'double':
      return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())
    default:
      return fc.oneof(
        fc.string({ maxLength: 40 }),
        // Characters of two halves each count once.
        ...lengths
          .flatMap(one => [one - 1, one, one + 1].filter(length => length >= 0))
          .flatMap(length => [fc.constant('a'.repeat(length)), fc.constant('😀'.repeat(length))]),
        fc.constantFrom<Json>('10.0.0.5', 'vmk0', '00:50:56:aa:bb:cc', 'true', '0'),
        ...choices,
      )
  }
}

/** The patterns of all hosts as they are in JavaScript, by which the other validator tells of them. */
const patterns = new Map<string, string>()
const givenUpAs = (translated: string) => isGivenUp(patterns.get(translated) ?? translated)

function notePatterns(schema: unknown): void {
  if (Array.isArray(schema)) for (const one of schema) notePatterns(one)
  if (!isRaw(schema)) return
  if (typeof schema.pattern === 'string') patterns.set(inJavaScript(schema.pattern), schema.pattern)
  for (const one of Object.values(schema)) notePatterns(one)
}

const hosts = withGenuine('esxi-7.0.2', 'esxi-8.0')

it.each(hosts)(
  'a value is refused where the validator from outside refuses it, and only there: %s',
  async name => {
    const document = await openHostChain(name)
    const { schemas } = await settingsOf(document)
    const entry = findEntry(document, SCHEMA_STORE_PATH)
    if (!entry) throw new Error('no schema store')
    const database = await openSqlite(toUint8Array(document.content(entry)))
    const rows = database.exec('SELECT Component, ConfigGroup, Name, Value FROM ConfigSchema')[0]?.values ?? []
    database.close()
    const verdicts = { allowed: 0, refused: 0 }
    for (const [component, group, path, json] of rows) {
      const stored = schemas.find(String(component), String(group), String(path))
      const raw: unknown = JSON.parse(String(json))
      if (!stored?.value || stored.isFile || !isRaw(raw)) continue
      const row = raw.type === 'array' ? raw.items : raw
      if (!isRaw(row)) continue
      notePatterns(raw)
      const { value: node } = stored
      const validate = rowValidator(String(json))
      fc.assert(
        fc.property(about(row), value => {
          const ours = refusedIn(value, node)
          const theirs = validate(value)
          // One that takes too long on this machine is not a constraint for us, and says so.
          const complaints = (validate.errors ?? []).filter(
            ({ keyword, params }) => keyword !== 'pattern' || !givenUpAs(String(params.pattern)),
          )
          verdicts[theirs ? 'allowed' : 'refused']++
          expect({ path: stored.path, value, refused: ours.length > 0, ours: theirs ? ours : [] }).toEqual({
            path: stored.path,
            value,
            refused: complaints.length > 0,
            ours: [],
          })
        }),
        { numRuns: 25 },
      )
    }
    // Neither verdict is given by default.
    expect(verdicts.allowed).toBeGreaterThan(rows.length)
    expect(verdicts.refused).toBeGreaterThan(rows.length)
  },
  120_000,
)
