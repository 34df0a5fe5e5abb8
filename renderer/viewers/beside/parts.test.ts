// The parts of a text are the same however it is laid out, and a place in one is the same place in the other.
import { ensureSyntaxTree } from '@codemirror/language'
import { jsonLanguage } from '@codemirror/lang-json'
import { xmlLanguage } from '@codemirror/lang-xml'
import { EditorState } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import formatXml from 'xml-formatter'
import { structurePath } from '../../features/editor/structure-path'
import { counterpart, partAt, partsOf } from './parts'

type Language = 'xml' | 'json'
const grammars = { xml: xmlLanguage, json: jsonLanguage }
const formatted = {
  json: (text: string) => JSON.stringify(JSON.parse(text), null, 2),
  xml: (text: string) => formatXml(text, { indentation: '  ', lineSeparator: '\n', collapseContent: true }),
}

const words = (language: Language, text: string) => {
  const { starts, ends } = partsOf(language, text)
  return starts.map((start, at) => text.slice(start, ends[at]))
}

describe('parts', () => {
  it('of XML are its tags, comments, declarations and texts', () => {
    const text = '<?xml version="1.0"?>\n<a x="1>2"> <!-- <b> --> one\n two <c/><d><![CDATA[ </d> ]]></d></a>'
    expect(words('xml', text)).toEqual([
      '<?xml version="1.0"?>',
      '<a x="1>2">',
      '<!-- <b> -->',
      'one\n two',
      '<c/>',
      '<d>',
      '<![CDATA[ </d> ]]>',
      '</d>',
      '</a>',
    ])
  })

  it('of JSON are its values and marks', () => {
    expect(words('json', '{"a, b": [1e5, null], "\\"": "x y"}')).toEqual([
      ...['{', '"a, b"', ':', '[', '1e5', ',', 'null', ']', ',', '"\\""', ':', '"x y"', '}'],
    ])
  })

  it('of what has no end go on to the end of the text, and take no longer for it', () => {
    expect(words('xml', '<a><!-- one <b>')).toEqual(['<a>', '<!-- one <b>'])
    expect(words('json', '["one\n, 2')).toEqual(['[', '"one', ',', '2'])
    // Would take hours if each were looked for to the end.
    for (const start of ['<!--', '<![CDATA[', '<?', '<a "', '"\\'])
      for (const language of ['xml', 'json'] as const)
        expect(partsOf(language, start.repeat(200_000)).starts.length).toBeGreaterThan(0)
  })
})

describe('the place of the other text', () => {
  const json = fc.object({ maxDepth: 4, key: fc.string({ maxLength: 4 }) }).map(value => JSON.stringify(value))
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
  const xml = fc.letrec<{ element: string }>(tie => ({
    element: fc.oneof(
      { maxDepth: 4 },
      name.map(one => `<${one}/>`),
      fc
        .tuple(name, fc.stringMatching(/^[a-z &;]{0,8}$/))
        .map(([one, text]) => `<${one}>${text.replaceAll('&', '&amp;')}</${one}>`),
      fc
        .tuple(name, name, fc.array(tie('element'), { maxLength: 4 }))
        .map(([one, attribute, inner]) => `<${one} ${attribute}='1'>${inner.join('\n')}<!-- ${attribute} --></${one}>`),
    ),
  })).element

  const pathIn = (language: Language, text: string, offset: number) => {
    const state = EditorState.create({ doc: text, extensions: grammars[language] })
    ensureSyntaxTree(state, text.length, 10_000)
    return structurePath(state, offset, 10_000)
  }

  it.each([
    ['json', json],
    ['xml', xml],
  ] as const)(
    'is in the same element or value, wherever one stands in a part of %s, and leads back',
    (language, texts) => {
      fc.assert(
        fc.property(texts, fc.nat(), (raw, seed) => {
          const other = formatted[language](raw)
          const [from, to] = [partsOf(language, raw), partsOf(language, other)]
          expect(to.starts.length).toBe(from.starts.length)
          const part = seed % from.starts.length
          const [start = 0, end = 0] = [from.starts[part], from.ends[part]]
          const offset = start + 1 + (seed % Math.max(end - start, 1))
          const there = counterpart(from, to, offset)
          expect(pathIn(language, other, there.offset)).toBe(pathIn(language, raw, offset))
          expect(partAt(to, there.offset)).toBe(part)
          expect(other.slice(there.part.from, there.part.to).replace(/\s|['"]/g, '')).toBe(
            raw.slice(start, end).replace(/\s|['"]/g, ''),
          )
        }),
        { numRuns: 200 },
      )
    },
  )

  it('of blanks before a part is that part, of those after the last one its end', () => {
    const [raw, other] = ['  {\n "a": 1}  ', '{"a":1}']
    const at = (offset: number) => counterpart(partsOf('json', raw), partsOf('json', other), offset).offset
    expect([at(0), at(4), at(raw.length)]).toEqual([0, 1, other.length])
  })

  it('of a text with other parts is as far in it, and of an empty one its beginning', () => {
    const three = partsOf('json', '[1]')
    expect(counterpart(three, partsOf('json', '[1, 2, 3]'), 2).offset).toBeGreaterThan(2)
    expect(counterpart(three, partsOf('json', ''), 2)).toEqual({ offset: 0, part: { from: 0, to: 0 } })
    expect(counterpart(partsOf('json', ''), three, 0).offset).toBe(0)
  })
})
