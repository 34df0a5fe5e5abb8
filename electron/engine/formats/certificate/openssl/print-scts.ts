// Signed certificate timestamps in a certificate, as OpenSSL prints them (RFC 6962, 3.2 and 3.3).
import { hex } from '../fields'
import { elementsIn } from './der'

const signatures: Readonly<Record<string, string>> = { '4.3': 'ecdsa-with-SHA256', '4.1': 'sha256WithRSAEncryption' }
/** Bytes a line. */
const width = 16

/** Null for what is no list of timestamps of the first version. */
export function timestamps(value: ArrayBuffer): readonly string[] | null {
  const [octets, ...more] = elementsIn(new Uint8Array(value)) ?? []
  if (octets?.tag !== 0x04 || more.length > 0) return null
  const reader = new Reader(octets.content)
  const list = new Reader(reader.vector())
  if (!reader.atEnd) return null
  const lines: string[] = []
  while (!list.atEnd) lines.push(...timestamp(new Reader(list.vector())))
  return lines
}

function timestamp(reader: Reader): readonly string[] {
  if (reader.number(1) !== 0) throw new Error('a timestamp of another version')
  const log = reader.take(32)
  const time = new Date(reader.number(8))
  const extensions = reader.vector()
  const algorithm = `${reader.number(1)}.${reader.number(1)}`
  const signature = reader.vector()
  const name = signatures[algorithm]
  if (name === undefined || !reader.atEnd) throw new Error('a timestamp of another form')
  return [
    'Signed Certificate Timestamp:',
    '    Version   : v1 (0x0)',
    ...labelled('Log ID    : ', log),
    `    Timestamp : ${withMilliseconds(time)}`,
    ...(extensions.length === 0 ? ['    Extensions: none'] : labelled('Extensions: ', extensions)),
    `    Signature : ${name}`,
    ...labelled('            ', signature),
  ]
}

/** The bytes behind the label, in further lines below them. */
function labelled(label: string, bytes: Uint8Array): readonly string[] {
  const lines = Array.from({ length: Math.ceil(bytes.length / width) }, (_, at) =>
    hex(bytes.subarray(at * width, (at + 1) * width), ':'),
  )
  return lines.map(
    (line, at) => `    ${at === 0 ? label : ' '.repeat(label.length)}${line}${at < lines.length - 1 ? ':' : ''}`,
  )
}

/** Such as `Jan  5 15:50:49.123 2015 GMT`. */
function withMilliseconds(time: Date): string {
  const [, day = '', month = '', year = '', clock = ''] = time.toUTCString().split(' ')
  return `${month} ${day.replace(/^0/, ' ')} ${clock}.${String(time.getUTCMilliseconds()).padStart(3, '0')} ${year} GMT`
}

class Reader {
  #at = 0
  constructor(private readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.#at === this.bytes.length
  }

  take(length: number): Uint8Array {
    const end = this.#at + length
    if (end > this.bytes.length) throw new Error('the bytes end too early')
    const taken = this.bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }

  number(length: number): number {
    return this.take(length).reduce((sum, byte) => sum * 256 + byte, 0)
  }

  /** What stands after its length of two bytes. */
  vector(): Uint8Array {
    return this.take(this.number(2))
  }
}
