// Texts of a bundle, put together as Markdown. Names out of an archive come into them as code or as escaped prose: nothing in them is
// markup, steers a terminal, or ends a line or a table cell.
import { displayName } from '../codecs/names'

/** A table; one without headings has empty ones, as Markdown demands. */
export function table(rows: readonly (readonly string[])[], headings: readonly string[] = ['', '']): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(headings), `|${headings.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

/** A list of points. */
export function list(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n')
}

/** Text out of the archive as code; null is what the backup does not have. */
export function code(text: string | null): string {
  if (text === null) return 'not in the backup'
  const safe = displayName(Buffer.from(text)).replaceAll('|', '\\x7c')
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  const blank = longest > 0 || safe === '' ? ' ' : ''
  return `${fence}${blank}${safe}${blank}${fence}`
}

/** A sentence of ours that may quote names out of the archive. */
export function prose(text: string): string {
  return displayName(Buffer.from(text)).replace(/[\\`*<>[\]]/g, '\\$&')
}
