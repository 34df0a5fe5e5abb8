// Rows of a text of any size as they are shown: decoded, and with their secrets hidden, for which some of what is around them is read too.
// The trap: a secret that goes on for longer than that is hidden as far as it is seen.
import type { ByteEncoding } from '../../../../shared/model/preview'
import type { SecretFile } from '../../../../shared/secrets/secret'
import { secretSpans } from '../../../../shared/secrets/spans'
import { type LongTextRow, type LongTextRows, mostLongTextRows } from '../../../../shared/viewers/long-text'
import type { Bytes } from '../../codecs/bytes'
import { maskedPart } from '../masked-part'
import { encodingOf } from '../text/encoding'
import { RowIndex } from './row-index'

/** Bytes around the rows that are looked through for secrets. */
const around = 64 * 1024
/** Bytes by which the encoding is told. */
const sampleBytes = 64 * 1024
/** Bytes of an index that is read without a rest. */
const readAtOnce = 8 * 1024 * 1024

/** Not fatal: the sample alone was looked at. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

let held: RowIndex | null = null

/** The index of a content; the last one that was asked for is held. */
export function rowIndexOf(content: Bytes): RowIndex {
  if (held?.content !== content) held = new RowIndex(content, encodingOfSample(content) === 'utf-8')
  return held
}

/** The encoding by the beginning of a content; bytes of it that are not in it are shown as replacement characters. */
export function encodingOfSample(content: Bytes): ByteEncoding {
  const sample = content.read(0, Math.min(sampleBytes, content.length))
  let end = sample.length
  // What is cut off is not a sign of another encoding.
  for (let back = 1; back <= 4 && sample.length === sampleBytes; back++) {
    const byte = sample[sample.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    end = byte >= 0xc0 ? sample.length - back : sample.length
    break
  }
  return encodingOf(sample.subarray(0, end)) ?? 'latin-1'
}

/** Rows from one on: as many as asked for, fewer at the end. Time and memory go by their number, and by what is not read yet before them. */
export function longTextRows(content: Bytes, file: SecretFile, from: number, count: number): LongTextRows {
  const index = rowIndexOf(content)
  const cursor = index.atRow(from)
  if (!cursor) return { rows: [], total: index.total }
  const first = cursor.start
  const found: { line: number; part: number; byte: number; start: number; end: number }[] = []
  let last = first
  do {
    const { line, part, start, end, lineStart } = cursor
    found.push({ line, part, byte: start - lineStart + 1, start, end })
    last = cursor.next
  } while (found.length < Math.min(count, mostLongTextRows) && cursor.move())

  const decode = (start: number, end: number) =>
    index.isUtf8 ? utf8.decode(content.read(start, end)) : latin1(content.read(start, end))
  const left = lineStartIn(content, Math.max(0, first - around), first)
  let text = decode(left, first)
  const places = found.map(({ start, end }, at) => {
    const begin = text.length
    const words = decode(start, end)
    text += words + decode(end, found[at + 1]?.start ?? last)
    return { begin, end: begin + words.length }
  })
  text += decode(last, Math.min(content.length, last + around))
  const spans = secretSpans(text, file)
  const rows = found.map(({ line, part, byte }, at): LongTextRow => {
    const { begin = 0, end = 0 } = places[at] ?? {}
    return { line, part, byte, text: maskedPart(text, begin, end, spans) }
  })
  return { rows, total: index.total }
}

/** Reads the index to its end, with a rest for others now and then. */
export async function longTextLength(content: Bytes, rest: () => Promise<void>) {
  const index = rowIndexOf(content)
  for (;;) {
    const { total } = index
    if (total) return total
    index.readOn(readAtOnce)
    await rest()
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** The first line that begins in [from, to), or `from` where none does. */
function lineStartIn(content: Bytes, from: number, to: number): number {
  if (from === 0) return 0
  const newline = content.read(from, to).indexOf(10)
  return newline < 0 || from + newline + 1 > to ? from : from + newline + 1
}
