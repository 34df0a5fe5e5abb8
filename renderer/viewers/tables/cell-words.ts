// Cells in words: as a row shows them, and as a whole.
import type { TableCell } from '../../../shared/viewers/tables'
import { tablesText as texts } from './text'

/** In one line. */
export function shortWords(cell: TableCell): string {
  switch (cell.kind) {
    case 'null':
      return texts.null
    case 'unreadable':
      return texts.unreadable
    case 'blob':
      return cell.secret ? cell.text : `x'${cell.text}'${cell.bytes === null ? '' : '…'}`
    default:
      return `${cell.text.replace(/[\r\n\t]+/g, ' ')}${cell.bytes === null ? '' : '…'}`
  }
}

/** JSON with indents where it is some, bytes in lines of sixteen. */
export function longWords(cell: TableCell): string {
  switch (cell.kind) {
    case 'null':
    case 'unreadable':
      return shortWords(cell)
    case 'blob':
      return cell.secret
        ? cell.text
        : (cell.text.match(/.{1,32}/g) ?? []).map(line => line.replace(/(..)/g, '$1 ').trim()).join('\n')
    case 'text':
      return cell.text === '' ? texts.empty : indented(cell.text)
    default:
      return cell.text
  }
}

/** JSON with its levels indented; any other text as it is, and numbers that would lose digits. */
function indented(text: string): string {
  if (!/^\s*[[{]/.test(text) || /\d{16}/.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
