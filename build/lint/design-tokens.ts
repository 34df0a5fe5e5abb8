// Reads renderer/ui/tokens.css and judges the other sources of the window by it. No parser of CSS: the file is written as plainly as
// this needs, and the test says so when it is not.

/** Declarations by selector; those inside a media query under `selector in (query)`. */
export function blocksOf(css: string): Record<string, Record<string, string>> {
  const blocks: Record<string, Record<string, string>> = {}
  let query = ''
  for (const [, end, media, selector, body] of css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/(\})|@media\s*([^{]+)\{|([^{}]+)\{([^{}]*)\}/g)) {
    if (end) query = ''
    else if (media) query = ` in ${media.trim()}`
    else if (selector !== undefined && body !== undefined)
      blocks[selector.trim().replace(/\s+/g, ' ') + query] = declarationsOf(body)
  }
  return blocks
}

function declarationsOf(body: string): Record<string, string> {
  return Object.fromEntries(
    body
      .split(';')
      .map(line => line.split(':'))
      .filter(parts => parts.length > 1)
      .map(([name = '', ...value]) => [name.trim(), value.join(':').trim()]),
  )
}

const named =
  'black|white|gr[ae]y|silver|red|maroon|orange|yellow|gold|olive|lime|green|teal|aqua|cyan|blue|navy|purple|magenta|fuchsia|pink|brown'
const property = '(?:^|[\\s;{"\'(,])'
const literals: readonly RegExp[] = [
  /#[0-9a-f]{3,8}\b(?=\s*(?:[;,)'"`}]|$))(?<!['"`]#[a-z-]+)/gim,
  /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([^)]*\)/gi,
  new RegExp(
    `(?<=(?:color|background|border|outline|fill|stroke|shadow)[\\w-]*['"]?\\s*:[^;{}\\n]*)(?<![\\w-])(?:${named})(?![\\w-])`,
    'gi',
  ),
  new RegExp(`${property}font(?:-size|Size)?['"]?\\s*:\\s*['"]?[^;{}/\\n]*?\\d+px`, 'gim'),
  new RegExp(`${property}(?:transition|animation)[\\w-]*['"]?\\s*:[^;{}\\n]*?(?<![\\w-])[\\d.]+m?s\\b`, 'gim'),
]

/** Colours, type sizes and times that a source writes out, in CSS or in a style object. Comments are not looked at. */
export function literalsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  return literals.flatMap(literal => [...code.matchAll(literal)].map(([found]) => found.trim()))
}

/** The contrast ratio of two opaque `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

function luminanceOf(colour: string): number {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`${colour} is not a colour of the form #rrggbb`)
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
