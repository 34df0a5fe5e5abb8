// A search through everything: what is found and where, against other programs; what is hidden; and that nothing makes it hang.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Database } from 'sql.js'
import { afterAll, describe, expect, it } from 'vitest'
import type { SearchHit, SearchQuery } from '../../../shared/model/search'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { makeBackup } from '../../../testing/fixtures/backups'
import { insert, makeDatabase } from '../../../testing/fixtures/sqlite'
import { needs } from '../../../testing/needs'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { extractEntries } from '../extract/extract'
import { encodingOf } from '../formats/text/encoding'
import { toUint8Array } from '../codecs/bytes'
import { selfSignedPair } from '../guides/self-signed'
import { readPlaces } from './lines'
import { matcherOf } from './matcher'
import { searchDocument } from './search'

const folder = mkdtempSync(join(tmpdir(), 'search-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const plainQuery: SearchQuery = { text: '', regex: false, matchCase: true, word: false }

async function hitsOf(document: Document, query: Partial<SearchQuery>) {
  await document.openAll()
  const hits: SearchHit[] = []
  const result = await searchDocument(document, { ...plainQuery, ...query }, { give: hit => void hits.push(hit) })
  expect(result.found).toBe(hits.length)
  return hits
}

const opened = (bytes: Uint8Array) => Document.open(bytesOf(bytes), { name: 'state.tgz' })
const said = ({ kind, place, before, match, after }: SearchHit) =>
  `${kind} ${place.setting ?? place.address}${place.line === undefined ? '' : `:${place.line}`} ${before}[${match}]${after}`

describe('an address', () => {
  it.each(['esxi-6.7', 'esxi-8.0'] as const)('of %s is found in texts, settings and certificates', async shape => {
    const { bytes, host } = await makeBackup(shape)
    const found = (await hitsOf(await opened(bytes), { text: host.address, word: true })).map(said)
    expect(found.some(one => /^text .*etc\/hosts:\d+ \[/.test(one))).toBe(true)
    expect(found.some(one => one.startsWith('certificate '))).toBe(true)
    const place =
      shape === 'esxi-8.0'
        ? /^setting esx\/network\/vmknics\/vmk0#ip\.ipv4_address/
        : /^text .*esx\.conf:\d+ .*ipv4address/
    expect(found.some(one => place.test(one))).toBe(true)
  })

  it(
    'of the genuine backup is found where grep finds it in the extracted files',
    needs(genuineSample, theGenuineSample),
    async () => {
      const document = await opened(readGenuine('state.tgz'))
      await document.openAll()
      const out = join(folder, 'genuine')
      await extractEntries(document, [...document.layers().flatMap(layer => layer.entries())], out)
      let total = 0
      for (const text of ['vmnic0', 'vmk0', 'true', '127.0.0.1', '/etc/init.d/']) {
        const hits = await hitsOf(document, { text })
        const ours = hits.filter(({ kind }) => kind === 'text').map(({ place }) => `${place.address}:${place.line}`)
        const files = new Set(
          document
            .layers()
            .flatMap(layer => layer.entries())
            .filter(
              entry =>
                entry.kind === 'file' && !entry.problem && encodingOf(toUint8Array(document.content(entry))) !== null,
            )
            .map(({ address }) => address),
        )
        const grep = execFileSync('grep', ['-rFn', '--', text, '.'], {
          cwd: out,
          encoding: 'latin1',
          stdio: ['ignore', 'pipe', 'ignore'],
          maxBuffer: 1 << 26,
        })
        const theirs = grep.split('\n').flatMap(line => {
          const [, path = '', number = ''] = /^\.\/(.*?):(\d+):/.exec(line) ?? []
          return files.has(path) ? [`${path}:${number}`] : []
        })
        expect([text, [...new Set(ours)].toSorted()]).toEqual([text, theirs.toSorted()])
        total += theirs.length
      }
      expect(total).toBeGreaterThan(50)
    },
  )
})

describe('a secret', () => {
  it('is found and not told: in texts, settings, and around another match', async () => {
    const document = await backupOf({
      schemas: await schemasOf({
        'esx/a/b': { type: 'object', properties: { own_word: { type: 'secret' }, name: { type: 'string' } } },
      }),
      store: await storeOf([{ path: 'esx/a/b', user: { own_word: 'plantedone', name: 'x' } }]),
      conf: '/a = "1"\n',
      files: {
        'etc/own.conf': 'own_word = plantedtwo\npassword = plantedthree # remark\n',
        'etc/shadow': 'root:$6$salt$plantedfour:1:0:9:7:::\n',
      },
    })
    const hits = await hitsOf(document, { text: 'planted' })
    expect(hits.map(said)).toEqual([
      'setting esx/a/b#own_word esx/a/b#own_word = [••••••••]',
      expect.stringMatching(/^text .*own\.conf:1 own_word = \[••••••••\]$/),
      expect.stringMatching(/^text .*own\.conf:2 password = \[••••••••\]/),
      expect.stringMatching(/^text .*shadow:1 root:\[••••••••\]:1:0/),
    ])
    for (const text of ['own_word', 'password', 'root', 'remark'])
      expect([text, JSON.stringify(await hitsOf(document, { text }))]).toEqual([
        text,
        expect.not.stringContaining('planted'),
      ])
    expect(JSON.stringify(await hitsOf(document, { text: '.+', regex: true }))).not.toContain('planted')
  })

  it('of no text can be told by no match in it', () => {
    const secret = fc.stringMatching(/^[a-z]{8,20}$/)
    fc.assert(
      fc.property(secret, fc.nat(7), fc.integer({ min: 1, max: 8 }), fc.boolean(), (word, from, length, before) => {
        const text = `${before ? 'x = 1\n' : ''}password = ${word}\ny = 2\n`
        const part = word.slice(from, from + length)
        for (const needle of [part, 'password', ' = '])
          for (const { before: left, match, after } of readPlaces(text, matcherOf({ ...plainQuery, text: needle }), {
            paths: ['etc/x'],
          }))
            expect(`${left}${match}${after}`).not.toContain(word)
      }),
    )
  })
})

describe('a query', () => {
  const ranges = (query: Partial<SearchQuery>, text: string) =>
    [...matcherOf({ ...plainQuery, ...query })(text)].map(([from, to]) => text.slice(from, to))

  it('minds case and words when asked to, also beyond ASCII', () => {
    expect(ranges({ text: 'vmk' }, 'vmk VMK vmk0')).toEqual(['vmk', 'vmk'])
    expect(ranges({ text: 'vmk', matchCase: false }, 'vmk VMK vmk0')).toEqual(['vmk', 'VMK', 'vmk'])
    expect(ranges({ text: 'vmk', word: true }, 'vmk VMK vmk0 (vmk)')).toEqual(['vmk', 'vmk'])
    expect(ranges({ text: 'büro', matchCase: false, word: true }, 'BÜRO bürokrat')).toEqual(['BÜRO'])
    expect(ranges({ text: 'vmk\\d+', regex: true }, 'vmk vmk12 vmk0')).toEqual(['vmk12', 'vmk0'])
    expect(ranges({ text: '^b', regex: true }, 'ab\nba')).toEqual(['b'])
  })

  it('of a literal is that literal, whatever characters it has', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (needle, a, b) => {
          const found = [...matcherOf({ ...plainQuery, text: needle })(a + needle + b)]
          expect(found.length).toBeGreaterThan(0)
          for (const [from, to] of found) expect((a + needle + b).slice(from, to)).toBe(needle)
        },
      ),
    )
  })

  it.each(['(', '[a', '(?=a)', '\\1', 'a{2000}', '(?<!a)b'])('%s is refused with the reason', text => {
    expect(() => matcherOf({ ...plainQuery, text, regex: true })).toThrow(/This is not a regular expression/)
  })

  it('that is not an expression is refused with what was typed, though words or case would put something around it', () => {
    for (const matchCase of [true, false])
      for (const [text, reason] of [
        ['(', 'missing closing ): `(`'],
        ['a)|(b', 'unexpected ): `a)|(b`'],
      ] as const)
        expect(() => matcherOf({ text, regex: true, matchCase, word: true })).toThrow(
          `This is not a regular expression that can be used here: ${reason}`,
        )
  })

  it.each(['(a+)+$', '(a|a)*$', '(a|aa)+$', '([a-z]+)*=', '(.*)*x'])('made to hang does not: %s', text => {
    // By an engine that goes back this would not end in a life.
    expect(ranges({ text, regex: true }, `${'a'.repeat(20_000)}!`).length).toBeLessThan(2)
  })
})

it('matches on hostile texts give whole lines, cut, and in order', () => {
  const long = 'x'.repeat(1_000_000)
  const [found] = [...readPlaces(`${long}needle${long}`, matcherOf({ ...plainQuery, text: 'needle' }), { paths: [] })]
  expect(found?.before.length).toBeLessThan(200)
  expect(found).toMatchObject({ line: 1, match: 'needle' })
  const lines = [...readPlaces('a\nb\r\n\na\n', matcherOf({ ...plainQuery, text: 'a' }), { paths: [] })]
  expect(lines.map(({ line }) => line)).toEqual([1, 4])
})

it('what certificates say is found again as it is by then: in what an edit brought, not in what it took, and after an undo', async () => {
  const pair = (name: string) => selfSignedPair([name], 10, new Date('2026-01-01'))
  const [{ certificate }, { certificate: other }] = [await pair('esx9.example.com'), await pair('esx8.example.com')]
  const document = await backupOf({
    conf: '/a = "1"\n',
    files: { 'etc/a': 'nothing', 'etc/rui.crt': certificate, 'etc/b': 'nothing' },
  })
  const names = async (text: string) => {
    const hits = await hitsOf(document, { text })
    return hits.map(({ kind, place }) => `${kind} ${place.address.split('/').at(-1)}`)
  }
  expect(await names('DNS:esx9')).toEqual(['certificate rui.crt'])
  expect(await names('DNS:esx9')).toEqual(['certificate rui.crt'])
  // Its end, in the form that the card has it.
  expect(await names('valid to: 2026-01-11')).toEqual([])
  expect(await names('2026-01-11 00:00:00 UTC')).toEqual(['certificate rui.crt'])
  const entry = (name: string) =>
    document
      .layers()
      .flatMap(layer => layer.entries())
      .find(one => one.name.endsWith(name))!
  document.put(entry('etc/rui.crt'), bytesOf(Buffer.from(other)))
  document.put(entry('etc/b'), bytesOf(Buffer.from(certificate)))
  document.add(entry('etc/a').layer, 'etc/new.crt', bytesOf(Buffer.from(other)))
  expect(await names('DNS:esx9')).toEqual(['certificate b'])
  expect(await names('DNS:esx8')).toEqual(['certificate rui.crt', 'certificate new.crt'])
  while (document.undo());
  expect(await names('DNS:esx9')).toEqual(['certificate rui.crt'])
  expect(await names('DNS:esx8')).toEqual([])
})

it('a text is found in each encoding, and what only a certificate says as well, with and without regard to case', async () => {
  const { certificate } = await selfSignedPair(['esx9.example.com'], 10, new Date('2026-01-01'))
  const document = await backupOf({
    conf: '/a = "1"\n',
    files: {
      'etc/utf8': 'grün\n',
      'etc/latin': Buffer.from('sehr grün\n', 'latin1'),
      'etc/rui.crt': certificate,
      'etc/raw': Buffer.from([0, 1, 2, ...Buffer.from('grün', 'utf8'), 0]),
    },
  })
  for (const matchCase of [true, false]) {
    const places = async (text: string) =>
      (await hitsOf(document, { text, matchCase })).map(
        ({ kind, place }) => `${kind} ${place.address.split('/').at(-1)}`,
      )
    expect(await places('grün')).toEqual(expect.arrayContaining(['text utf8', 'text latin']))
    expect(await places('DNS:esx9')).toEqual(['certificate rui.crt'])
  }
})

it.each([true, false])(
  'text of UTF-16 is found by line, and its secrets stay hidden (with regard to case: %s)',
  async matchCase => {
    const wide = Buffer.from('\ufefffirst\r\npassword = plantedword # Größe\r\n', 'utf16le')
    const document = await backupOf({
      conf: '/a = "1"\n',
      files: { 'etc/le.conf': wide, 'etc/be.conf': Buffer.from(wide).swap16(), 'etc/other': 'nothing\n' },
    })
    for (const query of [{ text: 'Größe' }, { text: 'Gr.ße', regex: true }, { text: 'plantedword' }]) {
      const hits = await hitsOf(document, { ...query, matchCase })
      expect(hits.map(({ kind, place }) => [kind, place.address.split('/').at(-1), place.line])).toEqual([
        ['text', 'le.conf', 2],
        ['text', 'be.conf', 2],
      ])
      expect(JSON.stringify(hits)).not.toContain('planted')
    }
  },
)

it('text of UTF-16 beyond 16 MiB is found by line as well', async () => {
  const lines = `${'x'.repeat(99)}\n`.repeat(90_000)
  const wide = Buffer.from(`\ufeff${lines}the Größe\n`, 'utf16le')
  const document = await backupOf({ conf: '/a = "1"\n', files: { 'etc/le.conf': wide } })
  const hits = await hitsOf(document, { text: 'Größe' })
  expect(hits.map(({ kind, place }) => [kind, place.line])).toEqual([['text', 90_001]])
})

it('a search ends at its caps, and when it is cancelled', async () => {
  const document = await backupOf({ conf: '/a = "1"\n', files: { 'etc/many': 'needle\n'.repeat(5000) } })
  const capped = await searchDocument(document, { ...plainQuery, text: 'needle' }, { give: () => undefined })
  expect(capped).toEqual({ found: 1000, complete: false })
  const whole = await searchDocument(document, { ...plainQuery, text: '/a' }, { give: () => undefined })
  expect(whole).toMatchObject({ complete: true })
  const signal = AbortSignal.abort()
  await expect(
    searchDocument(document, { ...plainQuery, text: 'x' }, { signal, give: () => undefined }),
  ).rejects.toMatchObject({ code: 'CANCELLED' })
})

describe('a database', () => {
  const rows = [
    {
      name: 'iqn.1998-01.example',
      password: 'plantedone',
      text: 'portal 192.0.2.9:3260',
      number: 9_007_199_254_740_993n,
    },
    { name: 'other', password: 'x', text: '{"chap_secret": "plantedtwo", "state": "needle"}', number: 1n },
  ]
  const database = (more: (database: Database) => void = () => undefined) =>
    makeDatabase({ pageSize: 4096, userVersion: 0 }, database => {
      database.run('CREATE TABLE nodes(name TEXT PRIMARY KEY, password TEXT, text TEXT, number INTEGER, raw BLOB)')
      for (const { name, password, text, number } of rows)
        database.run(`INSERT INTO nodes VALUES (?, ?, ?, ${number}, x'00ff6e6565646c65')`, [name, password, text])
      more(database)
    })
  const backup = async (content: Uint8Array) => backupOf({ conf: '/a = "1"\n', files: { 'etc/own.db': content } })

  it('is looked through row by row: values, numbers of 64 bits, bytes, each with the row that it stands in', async () => {
    const document = await backup(await database())
    const places = async (query: Partial<SearchQuery>) =>
      (await hitsOf(document, query)).map(one => [said(one), one.kind, one.place.row?.key])
    expect(await places({ text: '192.0.2.9' })).toEqual([
      ['row local.tgz!/etc/own.db nodes.text: portal [192.0.2.9]:3260', 'row', ['iqn.1998-01.example']],
    ])
    expect(await places({ text: '9007199254740993' })).toEqual([
      ['row local.tgz!/etc/own.db nodes.number: [9007199254740993]', 'row', ['iqn.1998-01.example']],
    ])
    expect((await places({ text: 'needle' })).map(([text]) => text)).toEqual([
      'row local.tgz!/etc/own.db nodes.raw: [needle]',
      'row local.tgz!/etc/own.db nodes.text: {"chap_secret": "••••••••", "state": "[needle]"}',
      'row local.tgz!/etc/own.db nodes.raw: [needle]',
    ])
  })

  it('tells no secret: of a column, in a text, nor as the key of a row', async () => {
    const document = await backup(
      await database(open => {
        open.run('CREATE TABLE users(password TEXT PRIMARY KEY, name TEXT)')
        open.run("INSERT INTO users VALUES ('plantedthree', 'needle')")
      }),
    )
    const planted = await hitsOf(document, { text: 'planted' })
    expect(planted.map(said)).toEqual([
      'row local.tgz!/etc/own.db nodes.password: [••••••••]',
      'row local.tgz!/etc/own.db nodes.text: {"chap_secret": "[••••••••]", "state": "needle"}',
      'row local.tgz!/etc/own.db users.password: [••••••••]',
    ])
    for (const query of [{ text: 'needle' }, { text: '.+', regex: true }, { text: 'planted' }])
      expect(JSON.stringify(await hitsOf(document, query))).not.toContain('planted')
  })

  it('that is not sound, and what was deleted from one, is looked through as bytes', async () => {
    const deleted = await backup(await database(open => open.run("DELETE FROM nodes WHERE name = 'other'")))
    const [hit] = await hitsOf(deleted, { text: '"needle"' })
    expect(hit).toMatchObject({ kind: 'bytes', match: '"needle"' })
    const broken = await database()
    broken.fill(0xff, 4096, 4200)
    const found = await hitsOf(await backup(broken), { text: '192.0.2.9' })
    expect(found.map(({ kind }) => kind)).toEqual(['bytes'])
  })

  it('of ConfigStore has rows beside its settings', async () => {
    const store = await storeOf([{ path: 'esx/a/b', user: { name: 'needle' } }], open =>
      insert(open, 'KVTable', [{ Key: 'BOOT_MODE', Value: 'needle' }]),
    )
    const document = await backupOf({ store, conf: '/a = "1"\n' })
    expect((await hitsOf(document, { text: 'needle' })).map(said)).toEqual([
      'setting esx/a/b#name esx/a/b#name = [needle]',
      expect.stringMatching(/^row .*current-store-1 KVTable\.Value: \[needle\]$/),
    ])
  })
})
