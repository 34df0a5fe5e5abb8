// The pages of the help: what is in docs is what the window shows, nothing in them is HTML, and their pictures are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type HelpNode, helpPageIds } from '../../shared/help/help-pages'
import { moduleOf, readPage } from './markdown'

const folder = resolve(import.meta.dirname, '../../docs/help')

function textOf(nodes: readonly HelpNode[]): string {
  return nodes
    .map(node => (typeof node === 'string' ? node : node.tag === 'picture' ? node.alt : textOf(node.children)))
    .join('')
}

describe('the pages of the help', () => {
  it('are those in docs/help', () => {
    expect(readdirSync(folder).toSorted()).toEqual(helpPageIds.map(id => `${id}.md`).toSorted())
  })

  it.each(helpPageIds)('%s has a title, a picture that is there, and every word of its source', id => {
    const source = readFileSync(join(folder, `${id}.md`), 'utf8')
    const { title, nodes } = readPage(source)
    expect(source.startsWith(`# ${title}\n`)).toBe(true)
    const pictures = nodes.flatMap(node =>
      typeof node !== 'string' && node.tag === 'p'
        ? node.children.flatMap(one => (typeof one !== 'string' && one.tag === 'picture' ? [one] : []))
        : [],
    )
    expect(pictures.length).toBeGreaterThan(0)
    for (const { src, alt } of pictures) {
      expect(existsSync(join(folder, src)), src).toBe(true)
      expect(alt).not.toBe('')
    }
    const words = (text: string) => text.replaceAll(/[^\p{L}\d]+/gu, ' ').trim()
    const plain = source
      .replace(/^# .*\n/, '')
      .replaceAll(/\]\([^)]*\)/g, ']')
      .replaceAll(/^\d+\. /gm, '')
    expect(words(textOf(nodes)).replaceAll(' ', '')).toBe(words(plain).replaceAll(' ', ''))
  })

  it('keep HTML as text, and refuse what leads out of the help or is not shown', () => {
    expect(textOf(readPage('# A\n\n<script>alert(1)</script>\n').nodes)).toBe('<script>alert(1)</script>')
    expect(() => readPage('# A\n\n[out](https://host.example)\n')).toThrow('leads only to its own pages')
    expect(() => readPage('# A\n\n[no](no-page.md)\n')).toThrow('leads only to its own pages')
    expect(() => readPage('# A\n\n> quoted\n')).toThrow('<blockquote>')
    expect(() => readPage('no title\n')).toThrow('begins with its title')
  })

  it('become modules whose pictures the build knows', () => {
    expect(moduleOf('# A\n\n![b](../c.png)\n')).toBe(
      'import picture0 from "../c.png?url"\nexport const page = {"title":"A","nodes":[{"tag":"p","children":[{"tag":"picture","src":picture0,"alt":"b"}]}]}\n',
    )
  })
})
