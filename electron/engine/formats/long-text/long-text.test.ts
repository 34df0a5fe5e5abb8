// Texts of any size by rows: the rows are the text, wherever one begins to read; long lines have parts; nothing of a secret is in them; and what is
// found is found in the row that has it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LongTextHit, LongTextRow } from '../../../../shared/viewers/long-text'
import { hasProgram } from '../../../../testing/archives/has-program'
import { needs } from '../../../../testing/needs'
import { type Bytes, bytesOf, bytesOfChunks } from '../../codecs/bytes'
import { findInLongText } from './find'
import { rowBytes } from './row-cursor'
import { RowIndex } from './row-index'
import { encodingOfSample, longTextLength, longTextRows } from './rows'

const file = { paths: ['var/log/x'] }
const contentOf = (text: string) => bytesOf(Buffer.from(text))
const later = () => new Promise<void>(resolve => setImmediate(resolve))

async function allRows(content: Bytes): Promise<readonly LongTextRow[]> {
  const { rows: total } = await longTextLength(content, later)
  const rows: LongTextRow[] = []
  while (rows.length < total) rows.push(...longTextRows(content, file, rows.length, 400).rows)
  return rows
}

/** The text again, with LF at the end of each line. */
const joined = (rows: readonly LongTextRow[]) =>
  rows.map(({ part, text }, at) => `${at > 0 && part === 0 ? '\n' : ''}${text}`).join('')

/** A content that is nowhere in memory: a piece again and again, and how many bytes were read since one last asked. */
function measured(length: number, piece: string): { readonly content: Bytes; readonly readSince: () => number } {
  const period = Buffer.from(piece)
  let read = 0
  const part = (from: number, to: number): Bytes => ({
    length: to - from,
    isHeld: false,
    read(start, end) {
      read += end - start
      const shift = (from + start) % period.length
      return Buffer.alloc(end - start, Buffer.concat([period.subarray(shift), period.subarray(0, shift)]))
    },
    slice: (start, end = to - from) => part(from + start, from + end),
    chunks: () => {
      throw new Error('All of it would be read.')
    },
  })
  const readSince = () => {
    const before = read
    read = 0
    return before
  }
  return { content: part(0, length), readSince }
}

const someLines = fc.array(
  fc.oneof(
    fc.constant(''),
    fc.string({ unit: fc.constantFrom('a', 'ä', '€', '😀', ' '), maxLength: 40 }),
    fc
      .tuple(fc.constantFrom('x', 'ä', '€', '😀'), fc.integer({ min: 900, max: 3000 }))
      .map(([one, count]) => one.repeat(count)),
  ),
  { minLength: 1, maxLength: 30 },
)

describe('the rows of a text', () => {
  it('are its lines, parts of long ones in order, none longer than a row may be, and no character is cut', async () => {
    await fc.assert(
      fc.asyncProperty(someLines, fc.constantFrom('\n', '\r\n'), async (lines, end) => {
        const text = lines.join(end)
        if (text.endsWith('\n') || text === '') return
        const rows = await allRows(contentOf(text))
        expect(joined(rows)).toBe(lines.join('\n'))
        for (const { text: words } of rows) expect(Buffer.byteLength(words)).toBeLessThanOrEqual(rowBytes)
        let byte = 1
        for (const { part, byte: told, text: words } of rows) {
          if (part === 0) byte = 1
          expect(told).toBe(byte)
          byte += Buffer.byteLength(words)
        }
        for (const [at, { line, part }] of rows.entries()) {
          const before = rows[at - 1]
          expect(before && part > 0 ? [before.line, before.part + 1] : [(before?.line ?? 0) + 1, 0]).toEqual([
            line,
            part,
          ])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are the same from wherever they are read, by row, by byte and by line', async () => {
    await fc.assert(
      fc.asyncProperty(someLines, fc.nat(), fc.integer({ min: 1, max: 9 }), async (lines, seed, piece) => {
        // Many rows, so that some of them are kept, in chunks as an inflated layer has them.
        const bytes = Buffer.from(`${lines.join('\n')}\n`.repeat(400))
        const chunks = Array.from({ length: piece }, (_, at) =>
          bytes.subarray(Math.floor((bytes.length * at) / piece), Math.floor((bytes.length * (at + 1)) / piece)),
        )
        const content = bytesOfChunks(chunks)
        const index = new RowIndex(content, true)
        const all: { row: number; start: number; line: number; part: number }[] = []
        const cursor = index.atRow(0)
        if (!cursor) throw new Error('no row')
        do {
          const { row, start, line, part } = cursor
          all.push({ row, start, line, part })
        } while (cursor.move())
        for (let round = 0; round < 5; round++) {
          const wanted = all[(seed * (round + 7)) % all.length]
          if (!wanted) throw new Error('no row')
          const fresh = new RowIndex(content, true)
          expect(fresh.atRow(wanted.row)).toMatchObject(wanted)
          expect(fresh.atByte(wanted.start)).toMatchObject(wanted)
          expect(new RowIndex(content, true).atByte(wanted.start)).toMatchObject(wanted)
          expect(new RowIndex(content, true).atLine(wanted.line)).toMatchObject({ line: wanted.line, part: 0 })
        }
        const last = all.at(-1)
        expect(index.atRow(all.length)).toBeNull()
        expect(index.atLine((last?.line ?? 0) + 1)).toBeNull()
        expect(index.total).toEqual({ rows: all.length, lines: last?.line })
      }),
      { numRuns: 15 },
    )
  })

  it('of one line of 20 MB are parts, each read for itself', async () => {
    const content = bytesOf(Buffer.alloc(20_000_000, 'ab€'))
    const { rows, lines } = await longTextLength(content, later)
    expect(lines).toBe(1)
    const last = longTextRows(content, file, rows - 2, 10).rows
    expect(last.map(({ line, part }) => [line, part])).toEqual([
      [1, rows - 2],
      [1, rows - 1],
    ])
    expect(last[0]?.text).toMatch(/^[ab€]+$/)
  })

  it.each([
    ['200 MB of lines', 200_000_000, 'a line of twenty-four\r\n\n'],
    ['one line of 50 MB', 50_000_000, 'one line without an end '],
  ])(
    'of %s are there once their beginning was read, and anywhere once its surroundings were',
    async (_, size, piece) => {
      const { content, readSince } = measured(size, piece)
      expect([encodingOfSample(content), longTextRows(content, file, 0, 100).rows.length]).toEqual(['utf-8', 100])
      expect(readSince()).toBeLessThan(1_000_000)
      const { rows } = await longTextLength(content, later)
      readSince()
      for (const from of [rows - 100, Math.floor(rows / 2), 0]) {
        expect(longTextRows(content, file, from, 100).rows).toHaveLength(100)
        expect(readSince()).toBeLessThan(3_000_000)
      }
    },
  )

  it('that are not UTF-8 after a beginning that is are shown all the same, and Latin-1 is Latin-1', () => {
    const odd = bytesOf(Buffer.from(`${'a line\n'.repeat(20_000)}ä`), Buffer.from([0xff, 0x0a]))
    expect(encodingOfSample(odd)).toBe('utf-8')
    expect(longTextRows(odd, file, 20_000, 5).rows.map(({ text }) => text)).toEqual(['ä\ufffd'])
    const latin = bytesOf(Buffer.from('größe\n'.repeat(40_000), 'latin1'))
    expect(encodingOfSample(latin)).toBe('latin-1')
    expect(longTextRows(latin, file, 30_000, 1).rows[0]?.text).toBe('größe')
    // A character that the end of the sample cuts is not a sign of Latin-1.
    for (let shift = 0; shift < 4; shift++) {
      expect(encodingOfSample(bytesOf(Buffer.from('a'.repeat(shift) + '€'.repeat(40_000))))).toBe('utf-8')
      expect(encodingOfSample(bytesOf(Buffer.from('a'.repeat(shift) + '😀'.repeat(40_000))))).toBe('utf-8')
    }
  })
})

describe('a secret', () => {
  const hash = `$6$plantedsalt$${'pLANTEDhash'.repeat(8).slice(0, 86)}`
  const line = `user: ${hash}`

  it('is bullets, wherever the rows that are asked for begin', () => {
    const text = `${'some line\n'.repeat(5000)}${line}\n${'some line\n'.repeat(5000)}`
    const content = contentOf(text)
    for (const from of [4990, 4999, 5000]) {
      const { rows } = longTextRows(content, file, from, 20)
      expect(rows.find(row => row.line === 5001)?.text).toBe('user: ••••••••')
      expect(JSON.stringify(rows)).not.toContain('pLANTED')
    }
  })

  it('that lies across two parts of a line, or many lines, is bullets in each', () => {
    const text = `${'x'.repeat(1000)} ${line} ${'y'.repeat(3000)}\n`
    const content = contentOf(text)
    for (const from of [0, 1]) expect(longTextRows(content, file, from, 1).rows[0]?.text).not.toMatch(/pLANTED|planted/)
    const body = Array.from({ length: 40 }, () => 'cGxhbnRlZGtleXBsYW50ZWRrZXlwbGFudGVka2V5cGxhbnRlZGtleXBsYW50ZWQ')
    const pem = ['-----BEGIN PRIVATE KEY-----', ...body, '-----END PRIVATE KEY-----'].join('\n')
    const key = contentOf(`${'some line\n'.repeat(3000)}${pem}\n${'some line\n'.repeat(3000)}`)
    for (let from = 2995; from < 3045; from++)
      for (const { text: words } of longTextRows(key, file, from, 1).rows) expect(words).not.toContain('cGxhbnRl')
  })
})

describe('finding', () => {
  const query = (text: string, more = {}) => ({ text, regex: false, matchCase: true, word: false, ...more })
  async function hits(content: Bytes, ...asked: Parameters<typeof query>) {
    const found: LongTextHit[] = []
    const result = await findInLongText(content, query(...asked), one => void found.push(one))
    return { found, result }
  }

  it('gives the lines that grep gives', needs(hasProgram('grep'), 'grep'), async () => {
    const words = ['ä needle', 'nothing', 'Needle', '€€ needle here', '']
    const text = Array.from(
      { length: 60_000 },
      (_, at) => words[(at * 7919) % (words.length * 3)] ?? `line ${at}`,
    ).join('\n')
    const folder = mkdtempSync(join(tmpdir(), 'bootbank-find-'))
    try {
      writeFileSync(join(folder, 'text'), text)
      const grep = (...args: string[]) =>
        execFileSync('grep', ['-n', ...args, join(folder, 'text')], {
          encoding: 'utf8',
          maxBuffer: 1 << 26,
          env: { LC_ALL: 'C.UTF-8' },
        })
          .trim()
          .split('\n')
          .map(one => Number(one.split(':')[0]))
      const content = contentOf(text)
      const sensitive = (await hits(content, 'needle here')).found
      expect(sensitive.map(({ line: at }) => at)).toEqual(grep('-F', 'needle here').slice(0, 10_000))
      const regex = (await hits(content, '^N.*e$', { regex: true })).found
      expect(regex.map(({ line: at }) => at)).toEqual(grep('^N.*e$').slice(0, 10_000))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('goes into a long line, and the row holds what is found', async () => {
    const parts = Array.from({ length: 50 }, (_, at) => `${'ü'.repeat(at * 997)}needle`)
    const content = contentOf(parts.join(''))
    const { found, result } = await hits(content, 'needle')
    expect([found.length, result]).toEqual([50, { found: 50, complete: true }])
    for (const { row, line: at } of found) {
      const { rows } = longTextRows(content, file, row, 2)
      expect([at, rows.map(({ text }) => text).join('')]).toEqual([1, expect.stringContaining('needle')])
    }
  })

  it('ends after ten thousand, says so, and refuses what is not an expression', async () => {
    const { result } = await hits(contentOf('aa\n'.repeat(20_000)), 'a')
    expect(result).toEqual({ found: 10_000, complete: false })
    await expect(hits(contentOf('a'), '(', { regex: true })).rejects.toMatchObject({ code: 'SEARCH' })
  })
})
