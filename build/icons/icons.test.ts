// The committed icons: every size is there, the containers hold what they say, and a reader from outside agrees.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { icnsOf, icnsSizes, icoOf, type Picture } from './containers'
import { icoSizes, pngSizes } from './sizes'
import { needs } from '../../testing/needs'

const read = (name: string) => readFileSync(join(import.meta.dirname, name))
const hasFile = spawnSync('file', ['--version']).status === 0

/** Width and height of a PNG, once its chunks have proven sound. */
function pngSize(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  let at = 8
  const names: string[] = []
  while (at < png.length) {
    const length = png.readUInt32BE(at)
    names.push(png.toString('latin1', at + 4, at + 8))
    expect(crc32(png.subarray(at + 4, at + 8 + length))).toBe(png.readUInt32BE(at + 8 + length))
    at += 12 + length
  }
  expect([names[0], names.at(-1)]).toEqual(['IHDR', 'IEND'])
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

describe('the icons', () => {
  it.each(pngSizes)('hold a PNG of %d pixels', size => {
    expect(pngSize(read(`${size}x${size}.png`))).toEqual([size, size])
  })

  it('hold one for Windows with every size, each where the directory says', () => {
    const ico = read('icon.ico')
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, icoSizes.length])
    let end = 6 + 16 * icoSizes.length
    for (const [at, size] of icoSizes.entries()) {
      const entry = 6 + 16 * at
      const [length, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)]
      expect([ico[entry], ico[entry + 1], offset]).toEqual([size % 256, size % 256, end])
      const image = ico.subarray(offset, offset + length)
      if (size === 256) expect(pngSize(image)).toEqual([256, 256])
      else expect([image.readInt32LE(4), image.readInt32LE(8), image.readUInt16LE(14)]).toEqual([size, size * 2, 32])
      end = offset + length
    }
    expect(end).toBe(ico.length)
  })

  it('hold one for macOS with every size', () => {
    const icns = read('icon.icns')
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
    const sizes: number[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const [width, height] = pngSize(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))
      expect(width).toBe(height)
      sizes.push(width)
    }
    expect([...new Set(sizes)].sort((a, b) => a - b)).toEqual(icnsSizes)
  })

  it('are what file(1) says they are', needs(hasFile, 'the program file'), () => {
    const said = execFileSync('file', ['-b', 'icon.ico', 'icon.icns'], { cwd: import.meta.dirname, encoding: 'utf8' })
    expect(said).toMatch(/^MS Windows icon resource - 7 icons, 16x16, 32 bits\/pixel.*\nMac OS X icon, \d+ bytes/)
  })
})

describe('an icon container', () => {
  const picture = (size: number): Picture => ({
    size,
    png: Uint8Array.of(1, 2, 3),
    // Red grows from left to right, green from top to bottom.
    rgba: Uint8Array.from({ length: size * size * 4 }, (_, at) => {
      const pixel = Math.floor(at / 4)
      return [pixel % size, Math.floor(pixel / size), 7, 255][at % 4] ?? 0
    }),
  })

  it('stores bitmaps from the bottom, blue first', () => {
    const ico = Buffer.from(icoOf([picture(16)]))
    const first = ico.readUInt32LE(18) + 40
    expect([...ico.subarray(first, first + 8)]).toEqual([7, 15, 0, 255, 7, 15, 1, 255])
  })

  it('refuses to leave a size out of an ICNS', () => {
    expect(() => icnsOf([picture(16)])).toThrow('no picture of 32 pixels')
  })
})
