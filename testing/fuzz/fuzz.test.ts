// A short run of the fuzzer, and what it found before: each file in findings/ once broke a promise of the program.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { BootbankError } from '../../shared/model/errors'
import { assemble } from './assemble'
import { type Corpus, makeCorpus } from './corpus'
import { exercise } from './exercise'
import { checkedError, Finding } from './finding'
import { generate } from './generate'
import { runFuzz } from './watchdog'

const findings = join(import.meta.dirname, 'findings')
const INPUTS = 1200
let corpus: Corpus

beforeAll(async () => {
  corpus = await makeCorpus()
}, 120_000)

test(`${INPUTS} mutated archives break no promise, and many are refused, each with a code`, async () => {
  const seed = 'npm test'
  const { done, outcomes, failures } = await runFuzz({ seed, runs: INPUTS })
  expect(failures).toEqual([])
  expect(done).toBe(INPUTS)
  expect(outcomes.opened).toBeGreaterThan(INPUTS / 4)
  expect(Object.keys(outcomes).filter(outcome => /^[A-Z_]+$/.test(outcome)).length).toBeGreaterThan(10)
}, 180_000)

describe('what was found once is not found again', () => {
  test.each(readdirSync(findings))('%s', async name => {
    const archive = assemble(corpus.files[1]!)
    await expect(exercise(new Uint8Array(readFileSync(join(findings, name))), archive)).resolves.toMatch(/./)
  })
})

test('a seed and a number always give the same input', () => {
  const inputs = [0, 1, 2, 3].map(number => Buffer.from(generate(corpus, 'same', number)))
  expect(inputs.map(bytes => bytes.toString('hex'))).toEqual(
    [0, 1, 2, 3].map(number => Buffer.from(generate(corpus, 'same', number)).toString('hex')),
  )
  expect(new Set(inputs.map(String)).size).toBe(4)
})

describe('an error is a finding', () => {
  test.each([
    ['when it is none of the table', new TypeError('x is not a function'), 'exception'],
    ['when it names no place', new BootbankError('TAR_HEADER', 'A header is damaged.'), 'error-place'],
    [
      'when it is about bytes and does not say which',
      new BootbankError('GZIP_CRC', 'The checksum is wrong.', { layer: 'state.tgz' }),
      'error-offset',
    ],
    [
      'when it is not a sentence',
      new BootbankError('NOT_A_FILE', 'undefined', { layer: 'state.tgz' }),
      'error-message',
    ],
    ['when no archive may cause it', new BootbankError('INTERNAL', 'Broken.', { layer: 'state.tgz' }), 'error-code'],
  ])('%s', (_, error, oracle) => {
    expect(() => checkedError(error, 'a test')).toThrow(expect.objectContaining({ oracle }))
    expect(() => checkedError(error, 'a test')).toThrow(Finding)
  })

  test('and not when it says what is wrong and where', () => {
    const error = new BootbankError('GZIP_CRC', 'The checksum is wrong.', { layer: 'state.tgz', offset: 7 })
    expect(checkedError(error, 'a test')).toBe(error)
  })
})
