// The map as a picture that stands alone: every style written out as an attribute, the colours those of the theme it was seen in.
// No style element and no link: what is saved opens anywhere, and a strict content security policy lets it through here.
import { printAlone } from '../../ui/print'
import { saveFile } from '../../ui/save-file'

/** Properties that a drawing is made of; each is an attribute of SVG as well. */
const properties = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
] as const

/** Pixels a unit in a PNG: sharp on paper and on dense screens. */
const density = 2

/** Saves the map as an SVG file. */
export function saveSvg(svg: SVGSVGElement): void {
  saveFile('network.svg', new Blob([standalone(svg)], { type: 'image/svg+xml' }))
}

/** Saves the map as a PNG file. Rejects when the browser cannot draw it. */
export async function savePng(svg: SVGSVGElement): Promise<void> {
  const { width, height } = svg.viewBox.baseVal
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * density)
  canvas.height = Math.round(height * density)
  const image = new Image(canvas.width, canvas.height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`
  await image.decode()
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const png = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (png === null) throw new Error('the canvas gave no picture')
  saveFile('network.png', png)
}

/** Prints the map alone, as wide as the paper. */
export function printPicture(svg: SVGSVGElement): void {
  printAlone(styledCopy(svg))
}

/** The text of an SVG file that looks as the map does now, on the background of the window. */
export function standalone(svg: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(styledCopy(svg))}\n`
}

function styledCopy(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const sources = [svg, ...svg.querySelectorAll<SVGElement>('*')]
  const targets = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  for (const [index, source] of sources.entries()) {
    const target = targets[index]
    if (!target) continue
    const style = getComputedStyle(source)
    for (const property of properties) target.setAttribute(property, style.getPropertyValue(property))
    for (const attribute of ['class', 'tabindex', 'role', 'data-node']) target.removeAttribute(attribute)
  }
  const { width, height } = svg.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of [
    ['width', String(width)],
    ['height', String(height)],
    ['fill', getComputedStyle(document.documentElement).getPropertyValue('--bg').trim()],
  ] as const) {
    ground.setAttribute(name, value)
  }
  copy.prepend(ground)
  return copy
}

/** A download of the page's own: the browser, or Electron, asks where to. */
