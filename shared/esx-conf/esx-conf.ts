// esx.conf: lines of `key = "value"`, parsed without loss and edited span by span (formats.md sections 6 and 11). It reads like
// a tree and is edited like a text file: every character that an edit does not name stays, line endings included.
// The trap: the same key may stand twice. The last line counts; setKey changes that one, removeKey takes all of them.
import { BootbankError } from '../model/errors'

/** Characters of the text from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

interface Line extends Span {
  /** `\n`, `\r\n`, or empty on a last line without one; it comes after `end`. */
  readonly ending: string
}

/** A line that holds a key. */
export interface ConfEntry extends Line {
  readonly kind: 'entry'
  readonly key: string
  readonly value: string
  readonly keySpan: Span
  /** Between the quotes. */
  readonly valueSpan: Span
}

/** Anything else: blank lines, remarks, what cannot be read. */
export interface ConfRaw extends Line {
  readonly kind: 'raw'
}

export type ConfLine = ConfEntry | ConfRaw

/** A byte order mark and blanks are tolerated; a key has no white space and no quote. */
const pattern = /^(\uFEFF?[ \t]*)(\/[^\s"]*)([ \t]*=[ \t]*")(.*)"[ \t]*$/s
const keyPattern = /^\/[^\s"]*$/

/** Every line with its spans. Any text parses; the spans and endings together are the whole text. */
export function parseEsxConf(text: string): readonly ConfLine[] {
  const lines: ConfLine[] = []
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const next = newline < 0 ? text.length : newline + 1
    const ending = newline < 0 ? '' : text[newline - 1] === '\r' && newline > start ? '\r\n' : '\n'
    const end = next - ending.length
    lines.push(parseLine(text.slice(start, end), { start, end, ending }))
    start = next
  }
  return lines
}

/** Values by key, in the order in which the keys first appear; of a key that stands twice, the last value. */
export function readKeys(text: string): Map<string, string> {
  return new Map(entriesOf(text).map(({ key, value }) => [key, value]))
}

/**
 * The text with the key set: only the value's span changes, on the key's last line. A new key goes on a line of its own after
 * its nearest relative (the last line with the longest common path), or at the end. Throws CONF_KEY or CONF_VALUE.
 */
export function setKey(text: string, key: string, value: string): string {
  checkKey(key)
  checkValue(key, value)
  const lines = parseEsxConf(text)
  const present = lines.findLast(line => line.kind === 'entry' && line.key === key)
  if (present?.kind === 'entry') {
    return text.slice(0, present.valueSpan.start) + value + text.slice(present.valueSpan.end)
  }
  const before = nearestRelative(lines, key) ?? lines.at(-1)
  if (!before) return `${key} = "${value}"\n`
  const ending = before.ending || lines[0]?.ending || '\n'
  const at = before.end + before.ending.length
  const joint = before.ending === '' ? ending : ''
  return `${text.slice(0, at)}${joint}${key} = "${value}"${ending}${text.slice(at)}`
}

/** The text without the lines of the key, all of them: an earlier duplicate must not take effect again. Throws CONF_KEY when absent. */
export function removeKey(text: string, key: string): string {
  checkKey(key)
  const gone = entriesOf(text).filter(line => line.key === key)
  if (gone.length === 0) {
    throw new BootbankError('CONF_KEY', `esx.conf has no key ${key}, so it cannot be removed. Check its spelling.`)
  }
  let kept = ''
  let at = 0
  for (const line of gone) {
    kept += text.slice(at, line.start)
    at = line.end + line.ending.length
  }
  return kept + text.slice(at)
}

function parseLine(content: string, line: Line): ConfLine {
  const match = pattern.exec(content)
  if (!match) return { kind: 'raw', ...line }
  const [, indent = '', key = '', between = '', value = ''] = match
  const keyStart = line.start + indent.length
  const valueStart = keyStart + key.length + between.length
  return {
    kind: 'entry',
    ...line,
    key,
    value,
    keySpan: { start: keyStart, end: keyStart + key.length },
    valueSpan: { start: valueStart, end: valueStart + value.length },
  }
}

function entriesOf(text: string): readonly ConfEntry[] {
  return parseEsxConf(text).filter(line => line.kind === 'entry')
}

/** The last of the lines that share the most leading path segments with the key; null when none shares any. */
function nearestRelative(lines: readonly ConfLine[], key: string): ConfEntry | null {
  const wanted = key.split('/')
  let nearest: ConfEntry | null = null
  let best = 1 // the empty segment before the first slash, which all keys share
  for (const line of lines) {
    if (line.kind !== 'entry') continue
    const segments = line.key.split('/')
    const differs = wanted.findIndex((segment, index) => segment !== segments[index])
    const common = differs < 0 ? wanted.length : differs
    if (common > best || (common === best && nearest)) {
      nearest = line
      best = common
    }
  }
  return nearest
}

function checkKey(key: string): void {
  if (keyPattern.test(key)) return
  throw new BootbankError(
    'CONF_KEY',
    `"${key}" cannot be an esx.conf key: it must begin with a slash and hold no white space and no quote, such as /system/uuid.`,
  )
}

function checkValue(key: string, value: string): void {
  const found = /["\n\r\0]/.exec(value)
  if (!found) return
  const what = found[0] === '"' ? 'a double quote' : found[0] === '\0' ? 'a NUL character' : 'a line break'
  throw new BootbankError(
    'CONF_VALUE',
    `The value of ${key} cannot hold ${what}: it is not known how esx.conf would write one.`,
  )
}
