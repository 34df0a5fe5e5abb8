// Markdown tables out of what a run gave: nothing in a cell can break the table, or the page.

/** A table with a head row. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text that stands in a cell as it is. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|]/g, character => `\\${character}`).replaceAll(/\s+/g, ' ')
}

/** Text as code, in a cell. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')}\``
}

/** A text shortened in its middle to at most `length` characters. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const half = Math.floor((length - 1) / 2)
  return `${text.slice(0, half)}…${text.slice(-half)}`
}

/** Remarks under a table, each with a number that is the same for the same text. */
export class Footnotes {
  readonly #texts: string[] = []

  /** The mark that stands for the text. */
  mark(text: string): string {
    if (!this.#texts.includes(text)) this.#texts.push(text)
    return `(${this.#texts.indexOf(text) + 1})`
  }

  get lines(): string {
    return this.#texts.map((text, index) => `${index + 1}. ${plain(text)}`).join('\n')
  }
}
