// One input, from opening to the last undo. What is done with it depends on its bytes alone, so that a saved input is a whole
// case. Throws Finding when a promise is broken.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Bytes, bytesOf } from '../../electron/engine/codecs/bytes'
import { defaultLimits, type Limits } from '../../electron/engine/codecs/limits'
import { compareDocuments } from '../../electron/engine/diff/documents'
import { Document } from '../../electron/engine/document/document'
import type { LayerProblem } from '../../electron/engine/document/backup'
import type { OpenOptions } from '../../electron/engine/document/opening'
import { extractEntries } from '../../electron/engine/extract/extract'
import { checkAddresses, checkLayers, checkUnedited, proven } from './check-document'
import { checkDeflate } from './check-deflate'
import { checkBundle, checkCard, checkSettings, Views } from './check-views'
import { editAndCheck } from './edit-script'
import { attempt, checkedError, expectThat } from './finding'
import { fuzzInfo } from './key'
import { Random } from './random'

/** How far an input got: its refusal code, or `opened` with the number of problems below. */
export type Outcome = string

/** Bytes up to which a document's files are written to the disk. */
const EXTRACT = 1024 * 1024

/** `read`: opened, walked and built without an edit; `edit`: all of it. The window and the proof are looked at with `edit`. */
export type Depth = 'read' | 'edit'

export async function exercise(input: Uint8Array, archive: Uint8Array, depth: Depth = 'edit'): Promise<Outcome> {
  const random = new Random(`${crc32(input)}/${input.length}`)
  const source = inChunks(input, random)
  if (random.once(25)) return cramped(source, random)
  if (random.once(50)) await cancelled(source, random)
  const opened = await attempt('open', () => Document.open(source, { name: 'state.tgz', encryptionInfo: fuzzInfo }))
  if (!opened.value) return opened.error.code
  const document = opened.value
  const { value: problems } = await attempt('openAll', () => document.openAll())
  for (const { error } of problems ?? []) checkedError(error, 'openAll')
  checkLayers(document)
  checkDeflate(document)
  await checkUnedited(document)
  await checkAddresses(document, random)
  await checkCard(document)
  if (depth === 'read') return outcomeOf(document, problems ?? [])
  await proven(document, await document.build())
  const views = new Views(document)
  await views.walk()
  await checkSettings(views)
  if (random.once(40)) await extracted(document)
  await editAndCheck(document, views, random, archive)
  if (random.once(4)) await checkBundle(document)
  if (random.once(4)) await compared(document)
  return outcomeOf(document, problems ?? [])
}

function outcomeOf(document: Document, problems: readonly LayerProblem[]): Outcome {
  return document.root.problem?.code ?? `opened${problems.length > 0 ? ', a layer below refused' : ''}`
}

/** The same bytes in one piece or in many: nothing may depend on how they came. */
function inChunks(input: Uint8Array, random: Random): Bytes {
  if (!random.once(3)) return bytesOf(input)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < input.length; ) {
    const length = 1 + random.below(random.once(4) ? 3 : 2000)
    chunks.push(input.subarray(at, at + length))
    at += length
  }
  return bytesOf(...chunks)
}

/** Under caps that a small input reaches. Edits are left out: they may rightly go beyond a cap. */
async function cramped(source: Bytes, random: Random): Promise<Outcome> {
  const limits: Limits = {
    ...defaultLimits,
    [random.pick(Object.keys(defaultLimits))]: random.below(3000),
    ratioFloor: random.below(5000),
  }
  const opened = await attempt('open under caps', () =>
    Document.open(source, { name: 'state.tgz', limits, encryptionInfo: fuzzInfo }),
  )
  if (!opened.value) return opened.error.code
  for (const { error } of await opened.value.openAll()) checkedError(error, 'openAll under caps')
  checkLayers(opened.value)
  await checkUnedited(opened.value)
  return 'opened under caps'
}

/** Cancelled some way in: CANCELLED, or done before. */
async function cancelled(source: Bytes, random: Random): Promise<void> {
  const controller = new AbortController()
  let left = random.below(4)
  const options: OpenOptions = {
    name: 'state.tgz',
    signal: controller.signal,
    onProgress: () => {
      if (left-- === 0) controller.abort()
    },
  }
  if (left === 0) controller.abort()
  const { value } = await attempt('open, cancelled', () => Document.open(source, options))
  if (value) await attempt('openAll, cancelled', () => value.openAll(options))
}

async function extracted(document: Document): Promise<void> {
  const entries = document.layers().flatMap(layer => layer.entries())
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > EXTRACT) return
  const folder = await mkdtemp(join(tmpdir(), 'bootbank-fuzz-'))
  try {
    await attempt('extract', () => extractEntries(document, entries, join(folder, 'out')))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compared(document: Document): Promise<void> {
  const before = await document.reopen(document.source)
  const { error, value } = await attempt('compare', () => compareDocuments(before, document))
  expectThat(error === null, 'compare', () => `${error?.code}: ${error?.message}`)
  structuredClone(value)
}
