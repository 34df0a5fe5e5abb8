// Mutations that know nothing of any structure, and the numbers and texts that break parsers.
import { flipped } from './assemble'
import type { Random } from './random'

/** Borders of fields and of arithmetic: octal field widths, blocks, 32 bit, 53 bit, 64 bit. */
export const oddNumbers: readonly number[] = [
  0,
  1,
  2,
  7,
  8,
  10,
  100,
  255,
  256,
  511,
  512,
  513,
  1023,
  1024,
  1025,
  4095,
  4096,
  4097,
  65535,
  65536,
  2097151,
  2097152,
  0x7fffffff,
  0x80000000,
  0xffffffff,
  0x100000000,
  8589934591,
  8589934592,
  2 ** 40,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
]

/** Texts that mean something to one parser or another. */
export const oddTexts: readonly string[] = [
  '',
  '.',
  '..',
  '/',
  './',
  '../..',
  '//',
  'a//b',
  '/etc/passwd',
  'C:\\x',
  'con',
  'etc/hosts',
  'etc',
  'twice',
  'twice#2',
  'local.tgz',
  'local.tgz.ve',
  'encryption.info',
  'state.tgz',
  'a!/b',
  '!/',
  'x!/',
  '#2',
  '\\x00',
  '\\x1b',
  'é',
  'ü'.repeat(60),
  '\u202e',
  '\ud800',
  '\x1b[2J',
  'x'.repeat(99),
  'x'.repeat(100),
  'x'.repeat(101),
  'd/'.repeat(60),
  'x'.repeat(256),
  'p/'.repeat(2049),
  '0',
  '-1',
  '1e3',
  '0x10',
  ' 12 ',
  '1.5',
  '-5.25',
  '99999999999999999999',
  'NONE',
  'TPM',
  'mode',
  'NaN',
  'Infinity',
  '__proto__',
  'constructor',
  'toString',
]

/** Numbers on the lines of a sparse map, sizes and lengths: one of the odd ones, or near the given one. */
export function oddNumber(random: Random, near = 0): number {
  if (random.once(3)) return Math.max(0, near + random.below(5) - 2)
  return random.once(4) ? random.below(5000) : random.pick(oddNumbers)
}

export function oddText(random: Random): string {
  return random.once(4) ? Buffer.from(random.bytes(random.below(20))).toString('latin1') : random.pick(oddTexts)
}

/** One blind change: bits, bytes, runs cut out, doubled, inserted, overwritten or moved; or the end cut off. */
export function mutateBytes(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1)
  const length = random.once(2) ? random.below(16) : random.below(700)
  const end = Math.min(bytes.length, at + length)
  switch (random.below(10)) {
    case 0:
    case 1:
      return flipped(
        bytes,
        Array.from({ length: 1 + random.few(4) }, () => random.next()),
      )
    case 2:
      return replaced(
        bytes,
        at,
        Math.min(bytes.length, at + 1),
        Uint8Array.of(random.pick([0, 1, 0x20, 0x30, 0x7f, 0x80, 0xff])),
      )
    case 3:
      return bytes.subarray(0, at)
    case 4:
      return replaced(bytes, at, end, new Uint8Array(0))
    case 5:
      return replaced(bytes, at, at, bytes.subarray(at, end))
    case 6:
      return replaced(bytes, at, random.once(2) ? at : end, random.bytes(random.below(64)))
    case 7:
      return replaced(bytes, at, end, new Uint8Array(end - at).fill(random.pick([0, 0, 0xff, 0x20, 0x37])))
    case 8: {
      const from = random.below(other.length + 1)
      return replaced(bytes, at, random.once(2) ? at : end, other.subarray(from, from + length))
    }
    default:
      return Buffer.concat([bytes, random.once(2) ? other : random.bytes(random.below(64))])
  }
}

/** One change of a text: a line doubled, dropped or swapped, a token replaced, or a blind one. */
export function mutateText(bytes: Uint8Array, random: Random): Uint8Array {
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  const index = random.below(lines.length)
  const line = lines[index] ?? ''
  switch (random.below(6)) {
    case 0:
      lines.splice(index, 0, line)
      break
    case 1:
      lines.splice(index, 1)
      break
    case 2:
      lines[index] = line.replace(/[=:"% ]/, oddText(random))
      break
    case 3:
      lines[index] = line.replace(/"[^"]*"/, `"${oddText(random)}"`)
      break
    case 4: {
      const pieces = line.split(/(?<=[:=])/)
      pieces[random.below(pieces.length)] = oddText(random)
      lines[index] = pieces.join('')
      break
    }
    default:
      return mutateBytes(bytes, random, bytes)
  }
  return Buffer.from(lines.join('\n'), 'latin1')
}

function replaced(bytes: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(end)])
}
