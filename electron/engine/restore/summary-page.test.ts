// The QR codes of the summary, read back by a reader that knows nothing of how they were made.
import jsQR from 'jsqr'
import { describe, expect, test } from 'vitest'
import { Html } from '../html/html'
import { qrCode } from './qr-code'
import { summaryPage } from './summary-page'
import type { HostCard } from '../../../shared/model/host-card'

/** Pixels of a module. */
const SCALE = 4

/** What a camera would see of a drawing of ours: black where the last path is. */
function read(svg: string): string | null {
  const side = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]) * SCALE
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  const path = [...svg.matchAll(/ d="([^"]*)"/g)].at(-1)?.[1] ?? ''
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < SCALE; row++) {
      for (let column = 0; column < Number(width) * SCALE; column++) {
        const at = ((Number(y) * SCALE + row) * side + Number(x) * SCALE + column) * 4
        pixels.fill(0, at, at + 3)
      }
    }
  }
  return jsQR(pixels, side, side)?.data ?? null
}

const card = { hostname: 'esx01.example', release: '7.0.2', uuid: null } as HostCard
const files = [
  'state.tgz',
  'configBundle-esx01.tgz',
  'CHANGES.md',
  'changes.diff',
  'RESTORE.md',
  'restore.sh',
  'restore.ps1',
].map((name, index) => ({ name, size: index, sha256: String(index).repeat(64) }))

describe('a QR code', () => {
  test.each([1, 20, 100, 700, 2900])('of %i characters is read back', length => {
    const text = Array.from({ length }, (_, index) => 'abcdef0123456789 .\n'[index % 19]).join('')
    expect(read(qrCode(text, 'x').text)).toBe(text)
  })

  test('too long is refused', () => {
    expect(() => qrCode('x'.repeat(3000), 'x')).toThrow()
  })

  test('is not read where modules are missing: the reader is not a mirror', () => {
    const { text } = qrCode('some text', 'x')
    expect(read(text)).toBe('some text')
    expect(read(text.replaceAll(/M\d+ [5-9]h\d+v1h-\d+z/g, ''))).toBeNull()
  })

  test('has its name for who cannot see it, escaped', () => {
    expect(qrCode('x', '<a"b>').text).toContain('aria-label="&lt;a&quot;b&gt;"')
  })
})

describe('the summary', () => {
  const { text } = summaryPage({ card, bank: null, files, chosen: ['state.tgz', 'configBundle-esx01.tgz'] })

  test('has a code for each file that was chosen and one for all, with lines of SHA256SUMS', () => {
    const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    expect([...text.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => read(svg))).toEqual([
      lines[0],
      lines[1],
      lines.join(''),
    ])
  })

  test('has every sum as text as well, and what is known of the host', () => {
    for (const { name, sha256 } of files)
      expect(text).toContain(`<tr><td>${name}</td><td><code>${sha256}</code></td></tr>`)
    expect(text).toContain('Host <b>esx01.example</b>, release <b>7.0.2</b>, UUID not in the backup.')
  })

  test('is the same each time, and escapes what comes out of a backup', () => {
    const again = summaryPage({ card, bank: null, files, chosen: ['state.tgz', 'configBundle-esx01.tgz'] })
    expect(again).toEqual(new Html(text))
    const hostile = { ...card, hostname: '<script>\u202e\u0007' }
    const made = summaryPage({ card: hostile, bank: hostile.hostname, files, chosen: [] }).text
    for (const one of ['<script', '\u202e', '\u0007']) expect(made).not.toContain(one)
  })
})
