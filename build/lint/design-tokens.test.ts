// The design system's own rules, held against the sources: colours, type sizes and times come from renderer/ui/tokens.css alone,
// every theme names the same colours, and what is read or must be seen stands out as WCAG 2.2 asks, computed from the tokens.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blocksOf, contrastOf, literalsOf } from './design-tokens'

const renderer = resolve(import.meta.dirname, '../../renderer')
const tokens = join(renderer, 'ui/tokens.css')
const blocks = blocksOf(readFileSync(tokens, 'utf8'))
const root = blocks[':root'] ?? {}
const themes = {
  dark: root,
  light: { ...root, ...blocks[':root[data-theme="light"]'] },
  contrast: { ...root, ...blocks[':root[data-theme="contrast"]'] },
} as const
const isColour = (value: string) => /^(#|rgb|transparent)/.test(value)

describe('literals', () => {
  test.each([
    ['a hexadecimal colour', 'a { color: #fff; }'],
    ['a colour function', 'const style = { color: "rgb(0 0 0 / 0.5)" }'],
    ['a named colour', '.a { border: 1px solid white; }'],
    ['a named colour in a mix', '.a { background: color-mix(in srgb, var(--bg) 88%, black); }'],
    ['a type size', '.a { font-size: 12px; }'],
    ['a type size in a shorthand', '.a { font: 600 10px / 13px var(--font-mono); }'],
    ['a type size of a script', "const theme = { fontSize: '12px' }"],
    ['a time', '.a { transition: opacity 100ms; }'],
    ['a time in an animation', '.a { animation: spin 1s linear infinite; }'],
  ])('%s is found', (_what, source) => {
    expect(literalsOf(source)).toHaveLength(1)
  })

  test('what only looks like one is not', () => {
    const source = `.a { border: 1px solid var(--border); font: var(--text-s) / 18px var(--font-mono); transition: all var(--motion); }
      .white-space { white-space: pre; } const id = '#tab-red'; // in #123 the white house, 12px`
    expect(literalsOf(source)).toEqual([])
  })

  test('stand in tokens.css alone', () => {
    const found = sourcesBelow(renderer)
      .filter(path => path !== tokens)
      .flatMap(path => literalsOf(readFileSync(path, 'utf8')).map(literal => `${relative(renderer, path)}: ${literal}`))
    expect(found).toEqual([])
  })

  test('every custom property that is used has a definition', () => {
    const sources = sourcesBelow(renderer).map(path => readFileSync(path, 'utf8'))
    const names = (pattern: RegExp) =>
      new Set(sources.flatMap(source => [...source.matchAll(pattern)].map(at => at[1])))
    const defined = names(/(--[\w-]+)'?:/g)
    expect([...names(/var\((--[\w-]+)/g)].filter(name => !defined.has(name))).toEqual([])
  })
})

describe('themes', () => {
  const colours = Object.keys(root).filter(name => isColour(root[name] ?? '') || name === '--shadow')

  test.each([
    ':root[data-theme="light"]',
    ':root[data-theme="contrast"]',
    ':root, :root[data-theme] in (forced-colors: active)',
  ])('%s names every colour', selector => {
    const named = Object.keys(blocks[selector] ?? {}).filter(name => colours.includes(name))
    expect(named.sort()).toEqual(colours.toSorted())
  })

  test('the contrast that is computed is that of the WCAG', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  describe.each(Object.entries(themes))('%s', (theme, values) => {
    const text = theme === 'contrast' ? 7 : 4.5
    test.each(pairs(text))('%s on %s stands out by %d', (front, back, least) => {
      const contrast = contrastOf(values[`--${front}`] ?? '', values[`--${back}`] ?? '')
      expect(contrast).toBeGreaterThanOrEqual(least)
    })
  })
})

describe('density', () => {
  test('rows are as high on the page as the virtual lists think', () => {
    // Read as text: build/ does not import renderer/.
    const [, dense, high] =
      /dense: (\d+), comfortable: (\d+)/.exec(readFileSync(join(renderer, 'ui/density.ts'), 'utf8')) ?? []
    expect([root['--row'], blocks[':root[data-density="comfortable"]']?.['--row']]).toEqual([`${dense}px`, `${high}px`])
  })

  test('whatever is pressed is at least 24 pixels high, and the base type is 13 or 14', () => {
    const comfortable = { ...root, ...blocks[':root[data-density="comfortable"]'] }
    for (const values of [root, comfortable]) {
      for (const name of ['--row', '--control', '--field', '--tool', '--status', '--tabs'])
        expect(Number.parseInt(values[name] ?? '', 10), name).toBeGreaterThanOrEqual(24)
    }
    expect([root['--text-m'], comfortable['--text-m']]).toEqual(['13px', '14px'])
  })
})

/** What is drawn on what, and the least contrast of it. */
function pairs(text: number): readonly (readonly [string, string, number])[] {
  const grounds = ['bg', 'bg-raised', 'bg-sunken', 'bg-hover', 'bg-selected', 'bg-selected-inactive']
  const rows = ['bg', 'bg-raised', 'bg-hover', 'bg-selected', 'bg-selected-inactive']
  const syntax = ['key', 'string', 'number', 'comment', 'tag', 'attribute'].map(name => `syntax-${name}`)
  const all = (fronts: readonly string[], backs: readonly string[], least: number) =>
    fronts.flatMap(front => backs.map(back => [front, back, least] as const))
  return [
    ...all(['text', 'text-muted', 'text-faint'], grounds, text),
    ...all(['added', 'changed', 'removed', 'renamed'], rows, text),
    ...all(['accent', 'danger', 'warning'], ['bg', 'bg-raised', 'bg-hover'], text),
    ...all(['on-accent'], ['accent-strong', 'accent-strong-hover'], text),
    ...all(['text', 'text-muted', 'warning'], ['warning-bg'], text),
    ...all(['text', 'text-muted', 'danger'], ['danger-bg'], text),
    ...all(['text', 'success'], ['success-bg'], text),
    ...all(['text', 'text-muted', 'text-faint', ...syntax, 'added'], ['added-bg'], text),
    ...all(['text', 'text-muted', 'text-faint', ...syntax, 'removed'], ['removed-bg'], text),
    ...all(syntax, ['bg', 'bg-hover', 'bg-selected', 'bg-selected-inactive'], text),
    // What is seen and not read: focus, edges of fields, marks, bars.
    ...all(['focus'], [...grounds, 'warning-bg', 'danger-bg'], 3),
    ...all(['border-strong', 'scroll-thumb', 'accent', 'success'], ['bg', 'bg-raised', 'bg-sunken'], 3),
    ...all(['accent'], ['bg-hover', 'bg-selected', 'bg-selected-inactive'], 3),
    ...all(['accent-strong'], ['bg', 'bg-raised'], 3),
  ]
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => /\.(css|tsx?)$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map(path => join(folder, path))
}
