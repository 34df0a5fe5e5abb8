import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../codecs/bytes'
import { isText, unifiedDiff } from './lines'

const version = (content: string | Uint8Array | null, address = 'local.tgz!/etc/file') =>
  content === null ? null : { address, content: bytesOf(Buffer.from(content)) }
const diffText = (before: string | Uint8Array | null, after: string | Uint8Array | null) =>
  Buffer.from(unifiedDiff(version(before), version(after))).toString()

/** What GNU patch makes of the old content; null when the file is gone. */
function patched(
  before: Uint8Array | null,
  diff: Uint8Array,
  address: string,
  tool: 'patch' | 'git',
): Uint8Array | null {
  const folder = mkdtempSync(join(tmpdir(), 'lines-'))
  try {
    const path = join(folder, address)
    mkdirSync(dirname(path), { recursive: true })
    if (before) writeFileSync(path, before)
    writeFileSync(join(folder, 'changes.diff'), diff)
    const args =
      tool === 'patch' ? ['-s', '-p1', '--no-backup-if-mismatch', '-i', 'changes.diff'] : ['apply', 'changes.diff']
    execFileSync(tool, args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, GIT_DIR: folder },
    })
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('a unified diff', () => {
  test('has the addresses as labels and three lines of context', () => {
    const before = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', ''].join('\n')
    expect(diffText(before, before.replace('five', '5'))).toBe(
      [
        '--- a/local.tgz!/etc/file',
        '+++ b/local.tgz!/etc/file',
        '@@ -2,7 +2,7 @@',
        ' two',
        ' three',
        ' four',
        '-five',
        '+5',
        ' six',
        ' seven',
        ' eight',
        '',
      ].join('\n'),
    )
  })

  test('shows a missing newline at the end, on the side where it is missing', () => {
    expect(diffText('a\nb', 'a\nb\n')).toMatch(/-b\n\\ No newline at end of file\n\+b\n$/)
    expect(diffText('a\nb\n', 'a\nb')).toMatch(/-b\n\+b\n\\ No newline at end of file\n$/)
    expect(diffText('a\nb', 'c\nb')).toMatch(/-a\n\+c\n b\n\\ No newline at end of file\n$/)
  })

  test('keeps carriage returns, and tells a change of line endings', () => {
    expect(diffText('a\r\nb\r\n', 'a\nb\r\n')).toContain('-a\r\n+a\n b\r\n')
  })

  test('shows an added and a removed file against /dev/null', () => {
    expect(diffText(null, 'new\n')).toBe('--- /dev/null\n+++ b/local.tgz!/etc/file\n@@ -0,0 +1,1 @@\n+new\n')
    expect(diffText('old\n', null)).toBe('--- a/local.tgz!/etc/file\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-old\n')
  })

  test('is empty where no content differs', () => {
    expect(diffText('same\n', 'same\n')).toBe('')
    expect(diffText(null, '')).toBe('')
  })

  test('of binary files is one line with their sizes and digests', () => {
    expect(diffText(Buffer.from([0, 1, 2]), Buffer.from([0, 1, 3, 4]))).toMatch(
      /^Binary files a\/local\.tgz!\/etc\/file and b\/local\.tgz!\/etc\/file differ\n# before: 3 bytes, SHA-256 [0-9a-f]{64}\n# after: 4 bytes, SHA-256 [0-9a-f]{64}\n$/,
    )
    expect(diffText(null, Buffer.from([0]))).toContain('Binary files /dev/null and b/')
  })

  test('of large files names them and their digests, and does not compare lines', () => {
    const large = 'line\n'.repeat(900_000)
    expect(diffText(large, `${large}one more\n`)).toMatch(
      /^Files .* differ \(too large to show line by line\)\n# before:/,
    )
  })

  test('of texts that have nothing in common comes to an end, and still applies', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `old ${index * 7}\n`).join('')
    const after = Array.from({ length: 20_000 }, (_, index) => `new ${index * 3}`).join('\n')
    const diff = unifiedDiff(version(before), version(after))
    const result = patched(Buffer.from(before), diff, 'local.tgz!/etc/file', 'patch')
    expect(Buffer.from(result ?? []).equals(Buffer.from(after))).toBe(true)
  })
})

describe('GNU patch and git make the new file of the old one and the diff', () => {
  test.each([
    ['an edited line', 'a\nb\nc\n', 'a\nB\nc\n'],
    ['no newline at the end', 'a\nb', 'a\nc'],
    ['a newline taken away', 'a\n', 'a'],
    ['line endings of Windows', 'a\r\nb\r\n', 'a\r\nc\r\n'],
    ['mixed line endings', 'a\r\nb\nc\r\n', 'a\nb\r\nc\r\n'],
    ['a lone carriage return', 'a\rb\n', 'a\rc\n'],
    ['Latin-1', Buffer.from('k\xfchl\nw\xe4rmer\n', 'latin1'), Buffer.from('k\xfchl\nhei\xdf\n', 'latin1')],
    ['UTF-8', 'kühl\nwärmer\n', 'kühl\nheiß ☀\n'],
    ['a new file', null, 'a\nb\n'],
    ['a new file without a newline', null, 'a'],
    ['a removed file', 'a\nb\n', null],
    [
      'lines that look like a diff',
      '--- a\n+++ b\n@@ -1 +1 @@\n\\ No newline\n',
      '--- a\n+++ c\n@@ -1 +1 @@\n\\ No newline\n',
    ],
  ])('%s', (_, before, after) => {
    for (const address of ['local.tgz!/etc/file', 'local.tgz!/etc/a file', 'etc/ümläut']) {
      const diff = unifiedDiff(version(before, address), version(after, address))
      for (const tool of ['patch', 'git'] as const) {
        const result = patched(before === null ? null : Buffer.from(before), diff, address, tool)
        expect(result && Buffer.from(result).toString('latin1')).toBe(after && Buffer.from(after).toString('latin1'))
      }
    }
  })

  test('whatever the lines are', () => {
    const line = fc.constantFrom('a', 'b', 'c', '', ' ', '-', '+x', '\\', 'a\r', '@@')
    const text = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean())
      .map(([lines, newline]) => lines.join('\n') + (newline ? '\n' : ''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && after !== '' && before !== '')
        const diff = unifiedDiff(version(before), version(after))
        const result = patched(Buffer.from(before), diff, 'local.tgz!/etc/file', 'patch')
        expect(Buffer.from(result ?? []).toString()).toBe(after)
      }),
      { numRuns: 60 },
    )
  })
})

test('what would steer a terminal is not text', () => {
  expect(isText(Buffer.from('plain\ttext\r\n\fé ☀'))).toBe(true)
  expect(isText(Buffer.from('k\xfchl', 'latin1'))).toBe(true)
  for (const bytes of ['\u001b[2J', '\u009b2J', '\u007f', '\u0000', '\u0008'])
    expect(isText(Buffer.from(bytes))).toBe(false)
  expect(isText(Buffer.from('\xfc\x9b2J', 'latin1'))).toBe(false)
})
