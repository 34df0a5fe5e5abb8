// The invariants of docs/architecture.md over random archives of every dialect, nested to depth three with gzip of every
// shape and envelopes among the layers, and over random edits with undo and redo in between.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, layers, openLevels, step, unsealedLayers } from '../../../testing/archives/arbitrary-backups'
import { sha256Of } from '../codecs/bytes'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { verify } from './verify'

/** The stored record of an entry: extension headers, header, data, padding. */
const recordOf = (layer: Layer, entry: Entry) =>
  entry.origin ? sha256Of(layer.content.slice(entry.origin.start, entry.origin.end)) : null

test('open and save without an edit gives the same bytes, at every layer', async () => {
  await fc.assert(
    fc.asyncProperty(layers, async levels => {
      const document = await openLevels(levels)
      expect(document.layers().map(layer => layer.problem)).toEqual(document.layers().map(() => null))
      for (const layer of document.layers()) expect(await document.buildLayer(layer)).toBe(layer.source)
      expect(await document.build()).toBe(document.source)
    }),
    { numRuns: 60 },
  )
})

test('an edit changes only what it names: all other records, their order, gaps and trailers stay, in every dialect', async () => {
  await fc.assert(
    fc.asyncProperty(layers, fc.array(step, { minLength: 1, maxLength: 10 }), async (levels, steps) => {
      const document = await openLevels(levels)
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
    fc.asyncProperty(layers, fc.array(step, { minLength: 1, maxLength: 10 }), async (levels, steps) => {
      const document = await openLevels(levels)
      for (const one of steps) apply(document, one)
      const edited = document.changes().map(change => [change.layer.path, change.slot, change.kinds.join()])
      while (document.undo());
      expect(document.changes()).toEqual([])
      expect(await document.build()).toBe(document.source)
      while (document.redo());
      // what was undone when the steps ended comes back too, so compare with a second round trip
      const all = document.changes().map(change => [change.layer.path, change.slot, change.kinds.join()])
      if (!steps.some(one => one.kind === 'undo')) expect(all).toEqual(edited)
      while (document.undo());
      expect(await document.build()).toBe(document.source)
    }),
    { numRuns: 80 },
  )
})

test('the same input and the same edits give the same bytes where nothing is sealed', async () => {
  await fc.assert(
    fc.asyncProperty(unsealedLayers, fc.array(step, { minLength: 1, maxLength: 6 }), async (levels, steps) => {
      const build = async () => {
        const document = await openLevels(levels)
        for (const one of steps) apply(document, one)
        return sha256Of(await document.build())
      }
      expect(await build()).toBe(await build())
    }),
    { numRuns: 30 },
  )
})
