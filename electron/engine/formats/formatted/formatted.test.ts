// XML and JSON formatted: nothing is lost or added but blanks, no secret is in it, and what is broken is told by line and column.
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormattedView } from '../../../../shared/viewers/formatted'
import { hasProgram } from '../../../../testing/archives/has-program'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { makeBackup } from '../../../../testing/fixtures/backups'
import { needs } from '../../../../testing/needs'
import { viewersOf, viewOf } from '../registry'
import { Subject } from '../subject'
import { brokenXml } from './broken-xml'
import { formattedUpTo } from './read'

async function viewIn(path: string, text: string) {
  const document = await opened(tgz([file(path, text)]))
  const subject = new Subject({ document, entry: document.root.entries()[0] ?? null, opened: null, folder: null })
  return viewOf(subject, { xml: 'formatted', json: 'formatted' })
}

async function formatted(path: string, text: string): Promise<FormattedView> {
  const view = await viewIn(path, text)
  expect([view.viewer, view.failed]).toEqual(['formatted', null])
  return view.data as FormattedView
}

describe('JSON', () => {
  it('has a line for each part, and every value as it is written', async () => {
    const text = '{"a":[1.0,1e400,12345678901234567890],"b":{"c":"\\u00e4","d":[]},"b":null}'
    expect(await formatted('etc/x.json', text)).toEqual({
      language: 'json',
      problem: null,
      text: '{\n  "a": [\n    1.0,\n    1e400,\n    12345678901234567890\n  ],\n  "b": {\n    "c": "\\u00e4",\n    "d": []\n  },\n  "b": null\n}',
    })
  })

  it('is the same value, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.object({ maxDepth: 4 }), async value => {
        const text = JSON.stringify({ value })
        const shown = await formatted('etc/x.json', text)
        expect(JSON.parse(shown.text)).toEqual(JSON.parse(text))
        expect(shown.problem).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['{"a":1,\n  "b" 2}', 2, 7, 'A colon must stand here.'],
    ['{"a":1\n "b":2}', 2, 2, 'A comma must stand here.'],
    ['[1,2\n', 2, 1, 'A ] must stand here.'],
    ['{"a":1,}', 1, 8, 'A name in quotes must stand here.'],
    ['{"a": yes}', 1, 7, 'This word is not JSON.'],
    ['{"a": "no end\n}', 1, 7, 'The text in quotes has no end.'],
    ['{} {}', 1, 4, 'Nothing more may stand here.'],
    ['// why\n{}', 1, 1, 'JSON has no comments.'],
  ])('%j is told at line %i, column %i', async (text, line, column, message) => {
    const shown = await formatted('etc/x.json', text)
    expect(shown.problem).toEqual({ line, column, message })
    expect(shown.text.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })
})

describe('XML', () => {
  it('has a line for each element, with comments, CDATA and entities as they are', async () => {
    const text = '<?xml version="1.0"?><a x="1"><!-- why --><b>one &amp; two</b><c/><d><![CDATA[<raw>]]></d></a>'
    expect(await formatted('etc/x.xml', text)).toEqual({
      language: 'xml',
      problem: null,
      text: '<?xml version="1.0"?>\n<a x="1">\n  <!-- why -->\n  <b>one &amp; two</b>\n  <c/>\n  <d><![CDATA[<raw>]]></d>\n</a>',
    })
  })

  it(
    'of every generated host holds the same, as the parser of Python says',
    needs(hasProgram('python3'), 'python3'),
    async () => {
      const { bytes } = await makeBackup('esxi-6.7')
      const document = await opened(bytes)
      await document.openChain()
      const canonical = (xml: string) =>
        execFileSync(
          'python3',
          ['-c', 'import sys, xml.etree.ElementTree as t; print(t.canonicalize(sys.stdin.read(), strip_text=True))'],
          {
            input: xml,
            encoding: 'utf8',
          },
        )
      let looked = 0
      for (const entry of document.chain().flatMap(layer => layer.entries())) {
        if (entry.kind !== 'file' || !entry.name.endsWith('.xml')) continue
        const subject = new Subject({ document, entry, opened: null, folder: null })
        expect(viewersOf(subject).viewers).toContain('formatted')
        const { data } = await viewOf(subject, { xml: 'formatted' })
        const { text, problem } = data as FormattedView
        expect([entry.name, problem]).toEqual([entry.name, null])
        if (!text.includes('•')) expect(canonical(text)).toBe(canonical(subject.text ?? ''))
        looked += 1
      }
      expect(looked).toBeGreaterThan(3)
    },
  )

  it.each([
    ['<a>\n  <b>\n</a>', 3],
    ['<a x=1/>', 1],
    ['<a>\n&nothing;</a>', 2],
    ['<a/>\n<b/>', 2],
    ['<a>', 1],
  ])('%j is told at its line, and all of it is shown', async (text, line) => {
    const shown = await formatted('etc/x.xml', text)
    expect(shown.problem?.line).toBe(line)
    expect(shown.problem?.message).toMatch(/^[A-Z].+\.$/)
    expect(shown.text.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })

  it('broken on one line has a line for each element all the same', async () => {
    const text = '<a x="1>2"><!-- why --><b>one &amp; two</b><c/><d><e>3</e><f></f></a><![CDATA[<raw>]]>more'
    expect((await formatted('etc/x.xml', text)).text).toBe(
      '<a x="1>2">\n  <!-- why -->\n  <b>one &amp; two</b>\n  <c/>\n  <d>\n    <e>3</e>\n    <f></f>\n</a>\n<![CDATA[<raw>]]>\nmore',
    )
  })

  it('broken again and again is no deeper, and no longer in coming, than it may be', () => {
    // Three parts, each with a line break and the blanks of fifty levels, and the text itself.
    for (const piece of ['<a></b>', '<a>', '</a>', '<a></a ><b>', '<!--', '<![CDATA[', '<a "', '<a>x</b>'])
      expect(brokenXml(`<r>${piece.repeat(50_000)}`).length).toBeLessThan(16_000_000)
  })

  it('broken in whatever way loses and adds nothing but blanks', async () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '"',
      "'",
      '<',
      '>',
      ' x ',
      '\n',
      '&',
      '<?',
      '?>',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 30 }), async pieces => {
        const text = `<r>${pieces.join('')}`
        const shown = await formatted('etc/x.xml', text)
        expect(shown.text.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
      { numRuns: 300 },
    )
  })
})

describe('what is hidden or hostile', () => {
  it('secrets are bullets, also where they are numbers and where something is wrong', async () => {
    const json = await formatted('etc/x.json', '{"user":"a","password":"plantedpw","deep":{"password":48151623}}')
    expect([json.problem, json.text]).toEqual([null, expect.stringContaining('"password": "••••••••"')])
    const broken = await formatted('etc/x.xml', '<a><password>plantedpw</password><b></a>')
    expect(broken.problem).not.toBeNull()
    for (const { text, problem } of [json, broken]) expect(`${text} ${problem?.message}`).not.toMatch(/plantedpw/)
  })

  it.each([
    ['etc/x.json', '['.repeat(50_000)],
    ['etc/x.xml', '<a>'.repeat(50_000)],
  ])('what is nested without an end gives way to the text, with the reason: %s', async (path, text) => {
    expect(await viewIn(path, text)).toMatchObject({
      viewer: 'text',
      failed: {
        viewer: 'formatted',
        error: { code: 'BAD_REQUEST', message: 'It is nested too deep to be formatted.' },
      },
    })
  })

  it('what is very long gives way to the text, with the reason', async () => {
    const view = await viewIn('etc/x.xml', `<a>${' '.repeat(formattedUpTo)}</a>`)
    expect(view).toMatchObject({ viewer: 'text', failed: { viewer: 'formatted', error: { code: 'BAD_REQUEST' } } })
  })
})
