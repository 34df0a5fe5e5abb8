// XML that is broken, laid out as far as its tags tell: nothing but blanks between its parts differs from the file, and what is wrong stays wrong.

/** Comments, CDATA, declarations, tags, and the text between them. What has no end goes on to that of the text. */
const parts =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(?:[^<>"']+|"[^"]*"|'[^']*')*>?|[^\s<][^<]*/g

/** Levels at most: elements that are never closed would indent what follows without end. */
const deepest = 50

interface Part {
  readonly text: string
  readonly kind: 'open' | 'close' | 'text' | 'other'
  /** Of an element; empty for anything else. */
  readonly name: string
}

/** A line for each part; an element that holds a text alone, or nothing, is one line. A closing tag that closes nothing changes no level. */
export function brokenXml(text: string): string {
  const all = Array.from(text.matchAll(parts), ([part]) => partOf(part.trimEnd()))
  const open = new OpenElements()
  let laidOut = ''
  for (const [index, part] of all.entries()) {
    if (part.kind === 'close') open.close(part.name)
    const isFirst = index === 0
    laidOut +=
      isFirst || staysInLine(all, index) ? part.text : `\n${'  '.repeat(Math.min(open.depth, deepest))}${part.text}`
    if (part.kind === 'open') open.add(part.name)
  }
  return laidOut
}

/** Names of elements that are open, and how often each is, so that a closing tag without an opening one is known at once. */
class OpenElements {
  readonly #names: string[] = []
  readonly #counts = new Map<string, number>()

  get depth(): number {
    return this.#names.length
  }

  add(name: string): void {
    this.#names.push(name)
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** Closes the last one of this name, and those in it that are still open. */
  close(name: string): void {
    if ((this.#counts.get(name) ?? 0) === 0) return
    for (let last = this.#names.pop(); last !== undefined; last = this.#names.pop()) {
      this.#counts.set(last, (this.#counts.get(last) ?? 1) - 1)
      if (last === name) return
    }
  }
}

/** Whether a part goes on in the line of an opening tag: the text of its element that has nothing else, and the tag that closes it. */
function staysInLine(all: readonly Part[], index: number): boolean {
  const part = all[index]
  const [opening, closing] =
    part?.kind === 'text'
      ? [all[index - 1], all[index + 1]]
      : [all[index - 1]?.kind === 'text' ? all[index - 2] : all[index - 1], part]
  return opening?.kind === 'open' && closing?.kind === 'close' && opening.name === closing.name
}

function partOf(text: string): Part {
  if (!text.startsWith('<') || text.startsWith('<![CDATA[')) return { text, kind: 'text', name: '' }
  const [, slash = '', name = ''] = /^<(\/?)([^\s<>/!?"'=]+)/.exec(text) ?? []
  if (name === '') return { text, kind: 'other', name }
  if (slash !== '') return { text, kind: 'close', name }
  return { text, kind: text.endsWith('/>') ? 'other' : 'open', name }
}
