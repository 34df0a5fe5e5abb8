// The invariants of docs/architecture.md over random archives of every dialect, nested to depth three with gzip of every
// shape and envelopes among the layers, and over random edits with undo and redo in between.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, sha256Of, toUint8Array } from '../codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../codecs/envelope'
import { defaultLimits } from '../codecs/limits'
import {
  encodeGzip,
  encodeTar,
  type GzipShape,
  gzipShape,
  type Member,
  members,
  trailer,
} from '../../../testing/archives/arbitrary-archives'
import { records } from '../../../testing/archives/arbitrary-records'
import { Document } from './document'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { verify } from './verify'

const info = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 1),
  data1: Buffer.alloc(15, 2),
  data2: Buffer.alloc(16, 3),
})
const key = await unlock(parseEncryptionInfo(info, defaultLimits))

const level = fc.record({
  members,
  records,
  trailer,
  shape: gzipShape,
  wrap: fc.constantFrom('gzip', 'gzip', 'plain', 'envelope'),
})
type Level = typeof level extends fc.Arbitrary<infer T> ? T : never
const nest = fc.array(level, { minLength: 1, maxLength: 3 })

/** Innermost level first in the list; each lies in the next as `layer.tgz`. */
function pack(levels: readonly Level[]): Uint8Array {
  return levels.reduce<Uint8Array | null>((inner, one, index) => {
    const extra: Member[] = inner ? [plainMember('encryption.info', info), plainMember('layer.tgz', inner)] : []
    const tar = Buffer.concat([...one.records, encodeTar([...one.members, ...extra], one.trailer)])
    const wrap = index === levels.length - 1 && one.wrap === 'envelope' ? 'gzip' : one.wrap
    return wrapped(tar, wrap, one.shape)
  }, null)!
}

function wrapped(tar: Uint8Array, wrap: string, shape: GzipShape): Uint8Array {
  if (wrap === 'plain') return tar
  const packed = encodeGzip(tar, shape)
  return wrap === 'gzip' ? packed : toUint8Array(sealEnvelope(bytesOf(packed), newEnvelopeHeader(key), key))
}

function plainMember(name: string, content: Uint8Array): Member {
  return { dialect: 'gnu', name, typeflag: '0', content, mode: 0o644, uid: 0, mtime: 1, linkname: '', global: false }
}

async function open(levels: readonly Level[]): Promise<Document> {
  const document = await Document.open(bytesOf(pack(levels)), { name: 'state.tgz' })
  await document.openAll()
  return document
}

const step = fc.record({
  kind: fc.constantFrom('put', 'put', 'chmod', 'rename', 'remove', 'add', 'undo', 'redo', 'revert'),
  layer: fc.nat(5),
  pick: fc.nat(20),
  content: fc.uint8Array({ maxLength: 1200 }),
  mode: fc.integer({ min: 0, max: 0o7777 }),
  name: fc.oneof(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{50}\/[a-zé]{60}\/[a-z]{40}$/)),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const refusals = /^(NAME_INVALID|NAME_TAKEN|LINKED|LAST_ENTRY|NOT_A_FILE|READ_ONLY)$/

function apply(document: Document, one: Step): void {
  const layers = document.layers()
  const layer = layers[one.layer % layers.length]!
  const entries = layer.entries()
  const entry = entries[one.pick % Math.max(1, entries.length)]
  try {
    if (one.kind === 'undo') document.undo()
    else if (one.kind === 'redo') document.redo()
    else if (one.kind === 'add') document.add(layer, one.name, bytesOf(one.content))
    else if (!entry || ['layer.tgz', 'encryption.info'].includes(entry.name)) return
    else if (one.kind === 'put') document.put(entry, bytesOf(one.content))
    else if (one.kind === 'chmod') document.chmod(entry, one.mode)
    else if (one.kind === 'rename') document.rename(entry, one.name)
    else if (one.kind === 'revert') document.revert(layer, entry.slot)
    else document.remove(entry)
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(refusals) })
  }
}

/** The stored record of an entry: extension headers, header, data, padding. */
const recordOf = (layer: Layer, entry: Entry) =>
  entry.origin ? sha256Of(layer.content.slice(entry.origin.start, entry.origin.end)) : null

test('open and save without an edit gives the same bytes, at every layer', async () => {
  await fc.assert(
    fc.asyncProperty(nest, async levels => {
      const document = await open(levels)
      expect(document.layers().map(layer => layer.problem)).toEqual(document.layers().map(() => null))
      for (const layer of document.layers()) expect(await document.buildLayer(layer)).toBe(layer.source)
      expect(await document.build()).toBe(document.source)
    }),
    { numRuns: 60 },
  )
})

test('an edit changes only what it names: all other records, their order, gaps and trailers stay, in every dialect', async () => {
  await fc.assert(
    fc.asyncProperty(nest, fc.array(step, { minLength: 1, maxLength: 10 }), async (levels, steps) => {
      const document = await open(levels)
      for (const one of steps) apply(document, one)
      const built = await document.build()
      await verify(document, built)
      const again = await document.reopen(built)
      await again.openAll()
      const before = document.layers()
      const after = again.layers()
      expect(after.map(layer => layer.address)).toEqual(before.map(layer => layer.address))
      for (const [index, layer] of before.entries()) {
        const read = after[index]!
        expect(read.entries().map(entry => [entry.name, entry.mode, entry.kind, entry.mtime, entry.uid])).toEqual(
          layer.entries().map(entry => [entry.name, entry.mode, entry.kind, entry.mtime, entry.uid]),
        )
        const rebuilt = new Set(
          layer
            .nestedLayers()
            .filter(one => one.isChanged())
            .map(one => one.parentSlot),
        )
        for (const [at, entry] of layer.entries().entries()) {
          if (layer.touched.has(entry.slot) || rebuilt.has(entry.slot)) continue
          expect(recordOf(read, read.entries()[at]!)).toBe(recordOf(layer, entry))
        }
      }
    }),
    { numRuns: 80 },
  )
})

test('undoing everything gives the opened bytes; redoing everything gives the edited document again', async () => {
  await fc.assert(
    fc.asyncProperty(nest, fc.array(step, { minLength: 1, maxLength: 10 }), async (levels, steps) => {
      const document = await open(levels)
      for (const one of steps) apply(document, one)
      const edited = document.changes().map(change => [change.layer.id, change.slot, change.kinds.join()])
      while (document.undo());
      expect(document.changes()).toEqual([])
      expect(await document.build()).toBe(document.source)
      while (document.redo());
      // what was undone when the steps ended comes back too, so compare with a second round trip
      const all = document.changes().map(change => [change.layer.id, change.slot, change.kinds.join()])
      if (!steps.some(one => one.kind === 'undo')) expect(all).toEqual(edited)
      while (document.undo());
      expect(await document.build()).toBe(document.source)
    }),
    { numRuns: 80 },
  )
})

test('the same input and the same edits give the same bytes where nothing is sealed', async () => {
  const unsealed = nest.map(levels =>
    levels.map(one => ({ ...one, wrap: one.wrap === 'envelope' ? 'gzip' : one.wrap })),
  )
  await fc.assert(
    fc.asyncProperty(unsealed, fc.array(step, { minLength: 1, maxLength: 6 }), async (levels, steps) => {
      const build = async () => {
        const document = await open(levels)
        for (const one of steps) apply(document, one)
        return sha256Of(await document.build())
      }
      expect(await build()).toBe(await build())
    }),
    { numRuns: 30 },
  )
})
