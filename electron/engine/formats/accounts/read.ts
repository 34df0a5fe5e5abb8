// A file of accounts as rows, with what is wrong in which line. A hash does not leave the thread: its method alone is told.
import { BootbankError } from '../../../../shared/model/errors'
import type { SecretSpan } from '../../../../shared/secrets/secret'
import { secretSpans } from '../../../../shared/secrets/spans'
import type { AccountsRow, AccountsView } from '../../../../shared/viewers/accounts'
import { secretFileOf } from '../../secrets/schema-names'
import type { Reader } from '../format'
import { maskedPart } from '../masked-part'
import { type AccountsFile, accountsFileOf, type Field } from './columns'

/** Rows and problems that are shown. */
const mostRows = 2000
const mostProblems = 50
/** Characters of one cell. */
const longestCell = 300

/** Throws NOT_TEXT for anything else, and BAD_REQUEST for a file that is not one of accounts. */
export const readAccounts: Reader<'accounts'> = async ({ address, document, path, text }) => {
  if (text === null) throw new BootbankError('NOT_TEXT', 'This is not text that could be shown.')
  const file = accountsFileOf(path)
  if (!file) throw new BootbankError('BAD_REQUEST', 'This is not a file of accounts.')
  return accountsIn(text, file, secretSpans(text, await secretFileOf(document, [address])))
}

/** Blank lines and remarks are not accounts. `spans` are the secrets of the text. */
export function accountsIn(text: string, file: AccountsFile, spans: readonly SecretSpan[]): AccountsView {
  const rows: AccountsRow[] = []
  const problems: { line: number; message: string }[] = []
  const seen = new Map<string, number>()
  let [start, next] = [0, 0]
  for (const [index, whole] of text.split('\n').entries()) {
    const line = index + 1
    const words = whole.replace(/\r$/, '')
    const end = start + words.length
    while (next < spans.length && (spans[next]?.to ?? 0) <= start) next += 1
    const within: SecretSpan[] = []
    for (let at = next; at < spans.length && (spans[at]?.from ?? 0) < end; at++) within.push(...spans.slice(at, at + 1))
    const fields = fieldsOf(text, start, words, within)
    start += whole.length + 1
    if (words.trim() === '' || words.startsWith('#')) continue
    const told = (message: string) => problems.push({ line, message })
    if (fields.length < 2) {
      told(`No colon is in it: it names no account, as ${file.manual} has it.`)
      continue
    }
    if (fields.length !== file.fields)
      told(`It has ${fields.length} fields; ${file.manual} has ${file.fields}, with a colon between two.`)
    if (whole.endsWith('\r'))
      told('It ends in a carriage return (CR), which the host takes for a part of the last field.')
    const { raw: name = '', shown = '' } = fields[0] ?? {}
    if (name === '') told('The name is empty.')
    const before = seen.get(name)
    if (before === undefined) seen.set(name, line)
    else told(`${cut(shown)} is in line ${before} already, and the first one counts.`)
    for (const { title, field, must } of file.columns) {
      const found = fields[field]
      if (found && must && !must.be.test(found.raw))
        told(`${title} is ${found.raw === '' ? 'empty' : `“${cut(found.shown)}”`}, where it must be ${must.words}.`)
    }
    rows.push({ line, cells: file.columns.map(column => cellOf(column, fields[column.field])) })
  }
  return {
    columns: file.columns.map(({ title }) => title),
    rows: rows.slice(0, mostRows),
    more: Math.max(0, rows.length - mostRows),
    problems: problems.slice(0, mostProblems),
    moreProblems: Math.max(0, problems.length - mostProblems),
  }
}

function cellOf({ words, attention }: AccountsFile['columns'][number], field: Field | undefined) {
  if (!field) return { text: '', attention: false }
  return { text: cut(words ? words(field) : field.shown), attention: attention?.(field) ?? false }
}

function fieldsOf(text: string, start: number, words: string, spans: readonly SecretSpan[]): readonly Field[] {
  let at = start
  return words.split(':').map(raw => {
    const field = { raw, shown: maskedPart(text, at, at + raw.length, spans) }
    at += raw.length + 1
    return field
  })
}

function cut(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text
}
