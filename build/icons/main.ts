// `npx tsx build/icons/main.ts`: makes every icon from the two drawings beside this file, with the Chromium of the end-to-end suite.
// The results are committed, so that packaging needs no browser. Up to 32 pixels the drawing that sits on the pixel grid is used.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { systemChromium } from '../../testing/chromium'
import { icnsOf, icnsSizes, icoOf, type Picture } from './containers'
import { icoSizes, pngSizes } from './sizes'

const folder = import.meta.dirname
/** Share of the side that macOS wants a rounded square to take up: 824 of 1024. */
const macShare = 824 / 1024

const browser = await chromium.launch({
  ...(systemChromium ? { executablePath: systemChromium } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage()
  const drawings = { large: drawing('icon.svg'), small: drawing('icon-small.svg') }
  const picture = (size: number, share: number) =>
    rasterise(page, size <= 32 ? drawings.small : drawings.large, size, share)

  for (const size of pngSizes) writeFileSync(join(folder, `${size}x${size}.png`), (await picture(size, 1)).png)
  writeFileSync(join(folder, 'icon.ico'), icoOf(await inTurn(icoSizes, size => picture(size, 1))))
  writeFileSync(join(folder, 'icon.icns'), icnsOf(await inTurn(icnsSizes, size => picture(size, macShare))))
} finally {
  await browser.close()
}

function drawing(name: string): string {
  return `data:image/svg+xml;base64,${readFileSync(join(folder, name)).toString('base64')}`
}

/** Draws an SVG in the middle of a square of `size` pixels, taking up `share` of its side, in whole pixels. */
async function rasterise(page: Page, svg: string, size: number, share: number): Promise<Picture> {
  const side = Math.round((size * share) / 2) * 2
  // As text: the rest of build/ knows no DOM.
  const drawn: unknown = await page.evaluate(`(async () => {
    const image = new Image(${side}, ${side})
    image.src = '${svg}'
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = ${size}
    canvas.height = ${size}
    const context = canvas.getContext('2d')
    context.drawImage(image, ${(size - side) / 2}, ${(size - side) / 2}, ${side}, ${side})
    const rgba = context.getImageData(0, 0, ${size}, ${size}).data
    return [canvas.toDataURL('image/png'), rgba].map(part => (typeof part === 'string' ? part : Array.from(part).join()))
  })()`)
  const [png = '', rgba = ''] = Array.isArray(drawn) ? drawn.map(String) : []
  return { size, png: Buffer.from(png.replace(/^.*,/, ''), 'base64'), rgba: Uint8Array.from(rgba.split(','), Number) }
}

async function inTurn<T>(sizes: readonly number[], make: (size: number) => Promise<T>): Promise<readonly T[]> {
  const made: T[] = []
  for (const size of sizes) made.push(await make(size))
  return made
}
