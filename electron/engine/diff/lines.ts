// Two versions of a file as a unified diff that GNU patch and `git apply` take (with -p1), byte for byte: texts are compared as
// strings of bytes, so that Latin-1, CR and a missing last newline come out as they are. Control characters make a file binary
// here: a report is read in terminals.
import { isUtf8 } from 'node:buffer'
import { formatPatch, OMIT_HEADERS, type StructuredPatch, type StructuredPatchHunk, structuredPatch } from 'diff'
import { fileWith, type SecretFile, type SecretKind } from '../../../shared/secrets/secret'
import { type Bytes, equalBytes, sha256Of, toUint8Array } from '../codecs/bytes'
import { type MaskedLines, maskLines, splitLines } from './masked-lines'

/** One version of a file; its label in the diff is the address with `a/` or `b/` before it. */
export interface FileVersion {
  readonly address: string
  readonly content: Bytes
}

interface Labels {
  readonly old: string
  readonly now: string
}

/** Bytes of either version up to which lines are compared: a longer diff is not read by anybody. */
const TEXT_LIMIT = 4 * 1024 * 1024
/** Inserted and removed lines up to which the shortest diff is looked for; the search grows with the square of it. */
const EDIT_LIMIT = 4000
const CONTEXT = 3
const NO_NEWLINE = '\\ No newline at end of file'
const HIDDEN =
  '# Secrets are shown as ***: such lines may look alike and still differ, and this part cannot be applied.\n'

/**
 * The diff; null stands for "no such file". No bytes at all when there is no difference in content. `names` are secret in this backup, beside
 * those that are secret everywhere.
 */
export function unifiedDiff(
  before: FileVersion | null,
  after: FileVersion | null,
  names: ReadonlyMap<string, SecretKind> = new Map(),
): Uint8Array {
  const old = before?.content ?? null
  const now = after?.content ?? null
  if (old && now && equalBytes(old, now)) return new Uint8Array(0)
  const labels = { old: before ? `a/${before.address}` : '/dev/null', now: after ? `b/${after.address}` : '/dev/null' }
  if ((old?.length ?? 0) > TEXT_LIMIT || (now?.length ?? 0) > TEXT_LIMIT) {
    return facts(`Files ${labels.old} and ${labels.now} differ (too large to show line by line)`, old, now)
  }
  const oldBytes = old ? toUint8Array(old) : new Uint8Array(0)
  const nowBytes = now ? toUint8Array(now) : new Uint8Array(0)
  if (!isText(oldBytes) || !isText(nowBytes)) {
    return facts(`Binary files ${labels.old} and ${labels.now} differ`, old, now)
  }
  const paths = [before, after].flatMap(version => (version ? [version.address] : []))
  return textDiff(byteString(oldBytes), byteString(nowBytes), labels, fileWith(paths, names))
}

/** Printable text: UTF-8, or Latin-1 without its control range. */
export function isText(bytes: Uint8Array): boolean {
  const utf8 = isUtf8(bytes)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) return false
    if (byte === 0x7f) return false
    if (byte >= 0x80 && byte < 0xa0 && (!utf8 || bytes[at - 1] === 0xc2)) return false
  }
  return true
}

function textDiff(old: string, now: string, labels: Labels, file: SecretFile): Uint8Array {
  const options = { context: CONTEXT, maxEditLength: EDIT_LIMIT }
  const { hunks } = structuredPatch('', '', old, now, '', '', options) ?? wholeFile(old, now)
  if (hunks.length === 0) return new Uint8Array(0)
  const shown = hideSecrets(hunks, maskLines(old, file), maskLines(now, file))
  const head = `${shown.hidden ? HIDDEN : ''}${header('---', labels.old)}${header('+++', labels.now)}`
  const body = formatPatch({ ...NAMELESS, hunks: [...shown.hunks] }, OMIT_HEADERS)
  return Buffer.concat([Buffer.from(head), Buffer.from(body, 'latin1')])
}

const NAMELESS = { oldFileName: '', newFileName: '', oldHeader: '', newHeader: '' }

/** A tab after a name that has a blank tells patch where the name ends. */
function header(mark: string, label: string): string {
  return `${mark} ${label}${label.includes(' ') ? '\t' : ''}\n`
}

/** Every old line removed, every new one added: still a diff, where the shortest one would take too long. */
function wholeFile(old: string, now: string): StructuredPatch {
  const side = (mark: string, text: string) => {
    const lines = splitLines(text).map(line => mark + line)
    return text === '' || text.endsWith('\n') ? lines : [...lines, NO_NEWLINE]
  }
  const hunk = {
    oldStart: 1,
    oldLines: splitLines(old).length,
    newStart: 1,
    newLines: splitLines(now).length,
    lines: [...side('-', old), ...side('+', now)],
  }
  return { ...NAMELESS, hunks: [hunk] }
}

/** The hunks with the masked form of each line in place of the line itself. */
function hideSecrets(hunks: readonly StructuredPatchHunk[], old: MaskedLines, now: MaskedLines) {
  let hidden = false
  const shown = hunks.map(hunk => {
    let oldAt = hunk.oldStart - 1
    let nowAt = hunk.newStart - 1
    const lines = hunk.lines.map(line => {
      const mark = line.charAt(0)
      if (mark === '\\') return line
      const [text, at] = mark === '-' ? [old, oldAt] : [now, nowAt]
      if (mark !== '+') oldAt++
      if (mark !== '-') nowAt++
      if (!text.hidden.has(at)) return line
      hidden = true
      return mark + (text.lines[at] ?? '')
    })
    return { ...hunk, lines }
  })
  return { hunks: shown, hidden }
}

/** One remark line for each side that there is, under a sentence in place of the lines. */
function facts(sentence: string, old: Bytes | null, now: Bytes | null): Uint8Array {
  const side = (name: string, bytes: Bytes | null) =>
    bytes ? `# ${name}: ${bytes.length} bytes, SHA-256 ${sha256Of(bytes)}\n` : `# ${name}: no such file\n`
  return Buffer.from(`${sentence}\n${side('before', old)}${side('after', now)}`)
}

function byteString(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
