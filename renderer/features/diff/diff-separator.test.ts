import { describe, expect, it } from 'vitest'
import { diffLines } from './diff-separator'

describe('the lines of a diff', () => {
  it.each([
    ['both sides LF', 'a\nb\n', 'a\nc\n', '\n', false],
    ['both sides CRLF', 'a\r\nb\r\n', 'a\r\nc\r\n', '\r\n', false],
    ['a file turned from LF to CRLF', 'a\nb\n', 'a\r\nb\r\n', '\n', true],
    ['one bare LF in a CRLF file', 'a\r\nb\r\n', 'a\r\nb\n', '\n', true],
    ['mixed on both sides alike', 'a\r\nb\n', 'a\r\nc\n', '\n', false],
    ['a bare CR', 'a\rb', 'a\nb', '\n', true],
    ['an added CRLF file', '', 'a\r\nb\r\n', '\r\n', false],
    ['single lines', 'a', 'b', '\n', false],
  ])('%s', (_what, before, after, separator, endsDiffer) => {
    expect(diffLines(before, after)).toEqual({ separator, endsDiffer })
  })
})
