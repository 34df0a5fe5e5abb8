// What counts as a line break in the editor. CodeMirror splits text at `\r\n`, `\r` and `\n` alike and joins it with one
// separator, which would rewrite a file of mixed endings. With the separator set, it splits and joins at exactly that, so
// text -> state -> `sliceDoc()` is the identity, and a CR that is no part of a CRLF file's break stays a character.
import { EditorState, type Extension, Text, type TransactionSpec } from '@codemirror/state'
import type { TextView } from '../../../shared/viewers/text'

export type LineEnding = TextView['lineEnding']
export type LineSeparator = '\n' | '\r\n'

/** The separator under which text of this line ending is edited. */
export function separatorOf(lineEnding: LineEnding): LineSeparator {
  return lineEnding === 'crlf' ? '\r\n' : '\n'
}

/** The editor state's side of it. */
export function lineSeparator(separator: LineSeparator): Extension {
  return EditorState.lineSeparator.of(separator)
}

/** Gives typed, pasted and replaced text the line break of the file: a paste from Windows into an LF file brings no CR,
 * a paste from Unix into a CRLF file no bare LF. Not for mixed files, where every CR is the user's own business, and not
 * for undo or moved lines, which put back what was there. */
export function strayBreakGuard(): Extension {
  return EditorState.transactionFilter.of(transaction => {
    if (!transaction.docChanged || !transaction.isUserEvent('input')) return transaction
    let stray = false
    const changes: { from: number; to: number; insert: Text }[] = []
    transaction.changes.iterChanges((from, to, _fromB, _toB, inserted) => {
      const clean = withoutStrayBreaks(inserted)
      stray ||= clean !== inserted
      changes.push({ from, to, insert: clean })
    })
    if (!stray) return transaction
    const clean = transaction.startState.changes(changes)
    const spec: TransactionSpec = {
      changes: clean,
      selection: { anchor: clean.mapPos(transaction.startState.selection.main.to, 1) },
      scrollIntoView: true,
      userEvent: 'input.paste',
    }
    return spec
  })
}

/** The same text with CR, LF and CRLF inside its lines turned into line breaks; the very same object if there are none. */
export function withoutStrayBreaks(text: Text): Text {
  for (const line of text.iterLines()) {
    if (/[\r\n]/.test(line)) return Text.of(text.toString().split(/\r\n?|\n/))
  }
  return text
}
