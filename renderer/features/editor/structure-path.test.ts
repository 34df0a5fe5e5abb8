// Where a place in XML or JSON is, read off the grammar's tree: by hand, and for every place of a text that is made.
import { jsonLanguage } from '@codemirror/lang-json'
import { xmlLanguage } from '@codemirror/lang-xml'
import { EditorState } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { structurePath, structurePosition } from './structure-path'

/** A busy machine takes its time. */
const patience = 60_000
const language = { xml: xmlLanguage, json: jsonLanguage }

/** The path at the sign `|`, which is taken out. */
function at(kind: 'xml' | 'json', marked: string): string | null {
  const position = marked.indexOf('|')
  const state = EditorState.create({ doc: marked.replace('|', ''), extensions: language[kind] })
  return structurePath(state, position, patience)
}

describe('a path in XML', () => {
  it.each([
    ['<a><b>x|</b></a>', '/a/b'],
    ['<a>|</a>', '/a'],
    ['<a><b/><c/><b><d>x|</d></b></a>', '/a/b[2]/d'],
    ['<a><b/><b x="|"/></a>', '/a/b[2]'],
    [
      '<?xml version="1.0"?>\n<ConfigRoot>\n  <service>\n    <TSM>on|</TSM>\n  </service>\n</ConfigRoot>\n',
      '/ConfigRoot/service/TSM',
    ],
    ['<a><b>un|closed</a>', '/a/b'],
    ['<!-- |remark --><a/>', null],
    ['|', null],
    ['no markup| at all', null],
  ])('%s', (text, path) => expect(at('xml', text)).toBe(path))
})

describe('a path in JSON', () => {
  it.each([
    ['{"a": {"b": 1|}}', '$.a.b'],
    ['{"a": [1, [2, 3|]]}', '$.a[1][1]'],
    ['[{"x y": "z|"}]', '$[0]["x y"]'],
    ['{"na|me": true}', '$.name'],
    ['{"a": [{"b": null}, {"b": nu|ll}]}', '$.a[1].b'],
    ['{"a": |', '$.a'],
    ['4|2', '$'],
  ])('%s', (text, path) => expect(at('json', text)).toBe(path))

  it('leads to the value it stands at, in whatever JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        const text = JSON.stringify(value, null, 2)
        const state = EditorState.create({ doc: text, extensions: jsonLanguage })
        for (let position = 1; position <= text.length; position += 7) {
          const path = structurePath(state, position, patience)
          const steps = [...(path ?? '').matchAll(/\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)]
          let found: unknown = value
          for (const [, name, index, quoted] of steps) {
            const key = quoted === undefined ? (name ?? Number(index)) : (JSON.parse(quoted) as string)
            expect(Object.hasOwn(found as object, key)).toBe(true)
            found = (found as Record<string | number, unknown>)[key]
          }
          expect(path).toBe(`$${steps.map(([whole]) => whole).join('')}`)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('the place of a path', () => {
  const place = (kind: 'xml' | 'json', doc: string, path: string) => {
    const state = EditorState.create({ doc, extensions: language[kind] })
    const position = structurePosition(state, path, patience)
    return position === null ? null : structurePath(state, position, patience)
  }

  it.each([
    ['xml', '<a><b>x</b><b><c/></b></a>', '/a/b[2]/c'],
    ['xml', '<a><b>x</b><b><c/></b></a>', '/a'],
    ['json', '{"a": [1, {"x y": [2, 3]}]}', '$.a[1]["x y"][1]'],
    ['json', '{"a": [1, {"x y": [2, 3]}]}', '$.a'],
    ['json', '[{"x[0]": 1}]', '$[0]["x[0]"]'],
  ] as const)('in %s %s: %s', (kind, doc, path) => expect(place(kind, doc, path)).toBe(path))

  it('is the nearest one around it where there is none', () => {
    expect(place('xml', '<a><b>x</b></a>', '/a/b/gone')).toBe('/a/b')
    expect(place('xml', '<a/>', '/other')).toBeNull()
    expect(place('json', '{"a": {"b": 1}}', '$.a.c')).toBe('$.a')
  })

  it('is in the value that it names, wherever one stands in a text', () => {
    const json = fc.object({ maxDepth: 3, key: fc.string({ maxLength: 4 }) }).map(value => JSON.stringify(value))
    fc.assert(
      fc.property(json, fc.nat(), (doc, seed) => {
        const state = EditorState.create({ doc, extensions: language.json })
        const path = structurePath(state, seed % (doc.length + 1), patience)
        if (path !== null) expect(place('json', doc, path)).toBe(path)
      }),
      { numRuns: 200 },
    )
  })
})
