import { history, undo } from '@codemirror/commands'
import { EditorState, Text, type TransactionSpec } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLine } from './edit-commands'
import { type LineSeparator, lineSeparator, separatorOf, strayBreakGuard, withoutStrayBreaks } from './line-separator'

const separators: readonly LineSeparator[] = ['\n', '\r\n']
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('\r', '\n', '\r\n', 'a', '\u2028', '\u0085', '\ufeff', '\0', '\t', '😀'))
    .map(parts => parts.join('')),
)

function stateOf(doc: string, separator: LineSeparator, ...extensions: ReturnType<typeof strayBreakGuard>[]) {
  return EditorState.create({ doc, extensions: [lineSeparator(separator), history(), ...extensions] })
}

describe('text that goes through an editor state', () => {
  it.each(separators)('comes out as it went in, whatever it is, with the separator %j', separator => {
    fc.assert(
      fc.property(anyText, text => {
        expect(stateOf(text, separator).sliceDoc()).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it.each(separators)('keeps every byte around an edit, with the separator %j', separator => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        const state = stateOf(left + separator + right, separator)
        const at = state.toText(left).length
        const edited = state.update({ changes: { from: at, insert: 'x' }, userEvent: 'input.type' }).state
        expect(edited.sliceDoc()).toBe(`${left}x${separator}${right}`)
      }),
    )
  })

  it('would be rewritten without the separator: that is why it is set', () => {
    expect(EditorState.create({ doc: 'a\r\nb\rc\n' }).sliceDoc()).toBe('a\nb\nc\n')
  })

  it('is edited with CRLF only where every line ends so', () => {
    expect(separatorOf('crlf')).toBe('\r\n')
    for (const ending of ['lf', 'mixed', 'none'] as const) expect(separatorOf(ending)).toBe('\n')
  })
})

describe('typed and pasted text', () => {
  const apply = (state: EditorState, spec: TransactionSpec) => state.update(spec).state

  it('takes the line break of the file, whatever it was copied from', () => {
    for (const pasted of ['1\n2\n3', '1\r\n2\r\n3', '1\r2\r3']) {
      for (const separator of separators) {
        const state = stateOf(`a${separator}b`, separator, strayBreakGuard())
        const insert = state.toText(pasted)
        const after = apply(state, { changes: { from: 1, insert }, userEvent: 'input.paste' })
        expect(after.sliceDoc()).toBe(['a1', '2', '3', 'b'].join(separator))
      }
    }
  })

  it('leaves the cursor after what was inserted', () => {
    const state = stateOf('ab', '\n', strayBreakGuard()).update({ selection: { anchor: 1 } }).state
    const after = apply(state, { changes: { from: 1, insert: Text.of(['x\r', 'y']) }, userEvent: 'input.paste' })
    expect(after.sliceDoc()).toBe('ax\nyb')
    expect(after.selection.main.head).toBe(4)
  })

  it('stays as it is in a file of mixed line ends, which has no guard', () => {
    const state = stateOf('a\r\nb\n', '\n')
    const after = apply(state, { changes: { from: 0, insert: state.toText('1\r\n2') }, userEvent: 'input.paste' })
    expect(after.sliceDoc()).toBe('1\r\n2a\r\nb\n')
  })

  it('can be undone to the very text, bare CRs included', () => {
    const text = 'a\rb\nc'
    let state = stateOf(text, '\n', strayBreakGuard())
    state = apply(state, { changes: { from: 0, to: 3 }, userEvent: 'delete.selection' })
    expect(state.sliceDoc()).toBe('\nc')
    undo({ state, dispatch: transaction => (state = transaction.state) })
    expect(state.sliceDoc()).toBe(text)
  })

  it('is handed on as the very same object when there is nothing to clean', () => {
    const text = Text.of(['a', 'b'])
    expect(withoutStrayBreaks(text)).toBe(text)
  })
})

describe('Enter', () => {
  const press = (doc: string, at: number, separator: LineSeparator) => {
    let state = stateOf(doc, separator)
    state = state.update({ selection: { anchor: at } }).state
    breakLine({ state, dispatch: transaction => (state = transaction.state) })
    return { text: state.sliceDoc(), head: state.selection.main.head }
  }

  it('breaks the line and repeats its indentation, no further than the cursor', () => {
    expect(press('\t  key', 6, '\n')).toEqual({ text: '\t  key\n\t  ', head: 10 })
    expect(press('    x', 2, '\n')).toEqual({ text: '  \n    x', head: 5 })
  })

  it('writes the line break of the file', () => {
    expect(press('ab\r\n', 1, '\r\n').text).toBe('a\r\nb\r\n')
  })

  it('takes no carriage return of a mixed file for white space', () => {
    expect(press('a\r\n\r\nb\n', 4, '\n').text).toBe('a\r\n\r\n\nb\n')
    expect(press('key \r\nb\n', 3, '\n').text).toBe('key\n \r\nb\n')
  })
})
