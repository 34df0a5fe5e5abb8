// What must hold of a document that was opened, before anything is edited: its entries, their content and addresses, and that
// building it gives the opened bytes.
import { entryFindings, layerFindings } from '../../electron/engine/checks/findings'
import { type Bytes, equalBytes, sha256Of } from '../../electron/engine/codecs/bytes'
import type { Document } from '../../electron/engine/document/document'
import type { Entry } from '../../electron/engine/document/entry'
import type { Layer } from '../../electron/engine/document/layer'
import { verify } from '../../electron/engine/document/verify'
import { diskPathOf } from '../../electron/engine/extract/disk-path'
import { attempt, checkedError, expectThat, Finding, unsafeText } from './finding'
import type { Random } from './random'

/** Entries of a layer that are looked at one by one. */
const ENTRIES = 60
/** Bytes up to which a content is read whole. */
const CONTENT = 4 * 1024 * 1024

/** Every layer and entry, a bounded number of them. */
export function checkLayers(document: Document): void {
  for (const layer of document.layers()) {
    if (layer.problem) checkedError(layer.problem, 'problem of a layer')
    checkOffset(layer)
    for (const { message } of layerFindings(layer))
      expectThat(!unsafeText.test(message), 'unsafe-text', () => `finding ${JSON.stringify(message)}`)
    const entries = layer.entries()
    const locals = new Set(entries.map(entry => entry.local))
    expectThat(locals.size === entries.length, 'unique-address', () => `two entries of ${layer.label} have one address`)
    for (const entry of entries.slice(0, ENTRIES)) checkEntry(document, entry)
  }
}

function checkOffset({ problem, source, content, label, opened }: Layer): void {
  // A gzip in a gzip: the offset may be one of the bytes between, whose length is not known here.
  if (opened.wraps.length > 1) return
  const offset = problem?.where.offset ?? 0
  const end = Math.max(source.length, content.length)
  expectThat(offset <= end, 'error-offset', () => `${problem?.code} at ${offset} of ${end} in ${label}`)
}

function checkEntry(document: Document, entry: Entry): void {
  const { name, address, kind, size, mode, mtime, uid, gid, layer } = entry
  const what = () => `${JSON.stringify(address)} ${kind} size ${size} mode ${mode} mtime ${mtime} ids ${uid},${gid}`
  const messages = entryFindings(entry).map(finding => finding.message)
  for (const text of [name, address, entry.linkname, entry.uname, entry.gname, ...messages])
    expectThat(!unsafeText.test(text), 'unsafe-text', () => `${what()}: ${JSON.stringify(text)}`)
  expectThat(Number.isSafeInteger(size) && size >= 0, 'entry-fact', what)
  expectThat(Number.isInteger(mode) && mode >= 0 && mode <= 0o7777, 'entry-fact', what)
  expectThat([mtime, uid, gid, entry.devmajor, entry.devminor].every(Number.isFinite), 'entry-fact', what)
  expectThat(layer.entryAt(entry.slot) === entry && layer.entryNamed(entry.local) === entry, 'entry-lookup', what)
  const { headerOffset, dataOffset } = entry
  if (headerOffset !== null)
    expectThat(headerOffset >= 0 && headerOffset + 512 <= layer.content.length, 'entry-fact', what)
  if (dataOffset !== null) expectThat(dataOffset >= 0 && dataOffset <= layer.content.length, 'entry-fact', what)
  checkContent(document, entry)
  const path = diskPathOf(entry)
  if (path.ok) checkSegments(path.segments, what)
}

function checkContent(document: Document, entry: Entry): void {
  let content: Bytes
  try {
    content = document.content(entry)
  } catch (error) {
    const { code } = checkedError(error, 'content')
    const problem = entry.kind === 'hardlink' || entry.origin?.problem
    const isExpected = problem ? code !== 'INTERNAL' : code === 'NOT_A_FILE' && entry.kind !== 'file'
    expectThat(isExpected, 'content', () => `${code} for ${entry.address}, a ${entry.kind}`)
    return
  }
  if (entry.kind === 'file')
    expectThat(content.length === entry.size, 'content', () => `${entry.address}: ${content.length}, not ${entry.size}`)
  if (content.length > CONTENT) {
    content.read(0, 1000)
    content.read(content.length - 1000, content.length)
    return
  }
  let length = 0
  for (const chunk of content.chunks()) length += chunk.length
  expectThat(
    length === content.length,
    'content',
    () => `${entry.address}: chunks of ${length} in all, not ${content.length}`,
  )
  expectThat(content.read(0, length).length === length, 'content', () => `${entry.address}: read() of ${length}`)
  sha256Of(content)
}

/** A second opinion on what may become a path on the disk. */
function checkSegments(segments: readonly string[], what: () => string): void {
  const safe = segments.every(
    segment =>
      !['', '.', '..'].includes(segment) &&
      !/[/\\:]/.test(segment) &&
      !unsafeText.test(segment) &&
      !/[. ]$/.test(segment) &&
      Buffer.byteLength(segment) <= 255,
  )
  expectThat(safe, 'unsafe-path', () => `${what()}: ${JSON.stringify(segments)}`)
}

/** The address of an entry leads to it, and to nothing else. */
export async function checkAddresses(document: Document, random: Random): Promise<void> {
  const entries = document.layers().flatMap(layer => layer.entries())
  for (let round = 0; round < 3 && entries.length > 0; round++) {
    const entry = random.pick(entries)
    const found = await attempt('resolve', () => document.resolve(entry.address))
    expectThat(
      found.value === entry,
      'resolve',
      () => `${JSON.stringify(entry.address)} is ${JSON.stringify(found.value?.address ?? found.error?.message)}`,
    )
  }
  const wrong = random.pick(['', '/', '!/', 'nowhere', '#2', '../x', 'a!/b!/c', entries[0]?.name.slice(1) ?? ''])
  await attempt('resolve of something else', () => document.resolve(wrong))
  await attempt('resolveNew', () => document.resolveNew(`${wrong}x`))
}

/** Invariant 1: open and save without an edit gives the same bytes, at every layer. */
export async function checkUnedited(document: Document): Promise<void> {
  const built = await document.build()
  expectThat(equalBytes(built, document.source), 'unedited', () => 'an unedited build differs from the source')
  for (const layer of document.layers())
    expectThat(equalBytes(await document.buildLayer(layer), layer.source), 'unedited', () => `${layer.label} differs`)
}

/** verify() agrees with the document; what it throws is a finding unless its code is expected. */
export async function proven(document: Document, written: Bytes, isExpected = (_code: string) => false): Promise<void> {
  const { error } = await attempt('verify', () => verify(document, written))
  if (error && !isExpected(error.code))
    throw new Finding('verify', `${error.code} ${JSON.stringify(error.where)}: ${error.message}`, { cause: error })
}
