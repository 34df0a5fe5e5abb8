// docs/help/*.md as plain data for the window, made when it is built: markdown-it reads it with raw HTML switched off, and what is not on our list of
// elements, or leads out of the help, fails the build.
import { basename } from 'node:path'
import MarkdownIt from 'markdown-it'
import { type HelpNode, type HelpTag, isHelpPageId } from '../../shared/help/help-pages'

const tags: readonly HelpTag[] = ['p', 'ol', 'ul', 'li', 'h2', 'strong', 'em', 'code', 'pre']
const isTag = (text: string): text is HelpTag => tags.some(tag => tag === text)

export interface ReadPage {
  readonly title: string
  /** Pictures have the path of their file, as the page names it, for `src`. */
  readonly nodes: readonly HelpNode[]
}

/** Reads a page. Throws for what the window does not show. */
export function readPage(markdown: string): ReadPage {
  const [heading, title, end, ...rest] = new MarkdownIt({ html: false }).parse(markdown, {})
  if (heading?.type !== 'heading_open' || heading.tag !== 'h1' || title?.type !== 'inline' || end === undefined) {
    throw new Error('A page of the help begins with its title: # …')
  }
  return { title: title.content, nodes: nodesOf(rest) }
}

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

function nodesOf(tokens: readonly Token[]): readonly HelpNode[] {
  const root: HelpNode[] = []
  const open: HelpNode[][] = [root]
  const add = (node: HelpNode) => open.at(-1)?.push(node)
  for (const token of tokens) {
    // Of a list without blank lines: the paragraph is not meant.
    if (token.hidden) continue
    if (token.nesting === -1) {
      open.pop()
      continue
    }
    if (token.type === 'inline') {
      for (const node of nodesOf(token.children ?? [])) add(node)
    } else if (token.type === 'text') {
      if (token.content !== '') add(token.content)
    } else if (token.type === 'softbreak') {
      add(' ')
    } else if (token.type === 'code_inline') {
      add({ tag: 'code', children: [token.content] })
    } else if (token.type === 'fence' || token.type === 'code_block') {
      add({ tag: 'pre', children: [token.content] })
    } else if (token.type === 'image') {
      add({ tag: 'picture', src: String(token.attrGet('src')), alt: token.content })
    } else if (token.nesting === 1) {
      const children: HelpNode[] = []
      add(elementOf(token, children))
      open.push(children)
    } else {
      throw new Error(`The help shows no ${token.type}.`)
    }
  }
  return root
}

function elementOf(token: Token, children: HelpNode[]): HelpNode {
  if (token.tag !== 'a') {
    if (isTag(token.tag)) return { tag: token.tag, children }
    throw new Error(`The help shows no <${token.tag}>.`)
  }
  const href = String(token.attrGet('href'))
  const page = basename(href, '.md')
  if (href !== `${page}.md` || !isHelpPageId(page))
    throw new Error(`The help leads only to its own pages, not to ${href}.`)
  return { tag: 'page', page, children }
}

/** The page as a module: pictures become files of the built window. */
export function moduleOf(markdown: string): string {
  const { title, nodes } = readPage(markdown)
  const sources: string[] = []
  const mark = (node: HelpNode): HelpNode => {
    if (typeof node === 'string') return node
    if (node.tag !== 'picture') return { ...node, children: node.children.map(mark) }
    sources.push(node.src)
    return { ...node, src: `\u0000${sources.length - 1}` }
  }
  const data = JSON.stringify({ title, nodes: nodes.map(mark) }).replaceAll(/"\\u0000(\d+)"/g, 'picture$1')
  const imports = sources.map((source, index) => `import picture${index} from ${JSON.stringify(`${source}?url`)}\n`)
  return `${imports.join('')}export const page = ${data}\n`
}

/** For vite: pages of the help can be imported. */
export const helpPages = {
  name: 'help-pages',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /[/\\]docs[/\\]help[/\\][^/\\]+\.md$/.test(id) ? { code: moduleOf(code), map: null } : null,
}
