import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf, toUint8Array } from '../codecs/bytes'
import { readZip } from './read-zip'
import { zipOf } from './zip'

const text = 'one line of many\n'.repeat(50)
const make = () =>
  zipOf(
    [
      { name: 'state.tgz', content: bytesOf(Buffer.from([1, 2, 3]), Buffer.from([4])), stored: true },
      { name: 'RESTORE.md', content: bytesOf(Buffer.from(text)), stored: false },
      { name: 'empty', content: bytesOf(), stored: false },
    ],
    'the bundle',
    {},
  )
const contents = (zip: Bytes) =>
  readZip(zip).map(({ name, content }) => [name, Buffer.from(toUint8Array(content)).toString('latin1')])
const expected = [
  ['state.tgz', '\x01\x02\x03\x04'],
  ['RESTORE.md', text],
  ['empty', ''],
]

test('what was packed is read back, in order', async () => {
  expect(contents(await make())).toEqual(expected)
})

test('a zip that bsdtar made is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'read-zip-'))
  try {
    writeFileSync(join(folder, 'file'), text)
    execFileSync('bsdtar', ['-a', '-cf', 'other.zip', 'file'], { cwd: folder })
    expect(contents(bytesOf(readFileSync(join(folder, 'other.zip'))))).toEqual([['file', text]])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('any byte that is damaged, and any that is missing, is found, unless no file is touched by it', async () => {
  const whole = toUint8Array(await make())
  const outcome = (bytes: Uint8Array) => {
    try {
      return contents(bytesOf(bytes))
    } catch (error) {
      return error instanceof BootbankError ? error.code : error
    }
  }
  let found = 0
  for (let at = 0; at < whole.length; at++) {
    const damaged = whole.slice()
    damaged[at] = 255 - (damaged[at] ?? 0)
    const result = outcome(damaged)
    if (result === 'VERIFY_FAILED') found++
    else expect(result).toEqual(expected)
    expect(outcome(whole.subarray(0, at))).toBe('VERIFY_FAILED')
  }
  // Times, attributes and what the central directory says again may be damaged without harm.
  expect(found).toBeGreaterThan(whole.length / 2)
})

test('what is compressed already is stored as it is, other files are compressed', async () => {
  const members = [
    { name: 'stored', content: bytesOf(Buffer.from(text)), stored: true },
    { name: 'packed', content: bytesOf(Buffer.from(text)), stored: false },
  ]
  const zip = toUint8Array(await zipOf(members, 'the bundle', {}))
  const folder = mkdtempSync(join(tmpdir(), 'zip-methods-'))
  try {
    writeFileSync(join(folder, 'x.zip'), zip)
    const listed = execFileSync('unzip', ['-v', join(folder, 'x.zip')]).toString()
    expect(listed).toMatch(new RegExp(`${text.length} +Stored +${text.length} .* stored\n`))
    expect(listed).toMatch(new RegExp(`${text.length} +Defl:\\w +[0-9]{2} .* packed\n`))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('progress goes up to the sum of all files', async () => {
  const large = bytesOf(Buffer.alloc(2_500_000))
  const told: [number, number | null][] = []
  await zipOf(
    [
      { name: 'a', content: large, stored: true },
      { name: 'b', content: bytesOf(Buffer.from(text)), stored: false },
    ],
    'the bundle',
    { onProgress: (_, done, total) => told.push([done, total]) },
  )
  const total = 2_500_000 + text.length
  expect(told).toEqual([1_048_576, 2_097_152, 2_500_000, total].map(done => [done, total]))
})
