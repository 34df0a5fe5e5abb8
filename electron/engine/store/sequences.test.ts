// Any sequence of changes of settings, undo and redo among them: every state that was seen comes back byte for byte, and undoing all of it
// gives the opened file.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import type { Json } from '../../../shared/model/json'
import { BootbankError } from '../../../shared/model/errors'
import { sha256Of } from '../codecs/bytes'
import type { Document } from '../document/document'
import { changeSettings } from './change-settings'

const text = { type: 'string' }
const thing = {
  type: 'object',
  required: ['size'],
  properties: { id: text, size: { type: 'long', vital: true }, word: { ...text, cached: true } },
}
const schemas = {
  'esx/g/one': {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['a', 'b'] },
      more: { ...text, optionDependency: { name: 'kind', value: ['b'] } },
      flag: { type: 'boolean', vital: true },
      words: { type: 'array', items: text },
      parts: { type: 'array', instanceId: 'id', items: thing },
    },
    defaults: { one: { flag: true, parts: [{ id: 'x', size: 3 }] } },
  },
  'esx/g/many': { type: 'array', instanceId: 'id', items: thing },
}

async function fresh(): Promise<Document> {
  const document = await backupOf({
    store: await storeOf([
      { path: 'esx/g/one', user: '{ "kind" : "a",\n "words":["w"]}' },
      { path: 'esx/g/many', identifier: 'x', user: { id: 'x', size: 1 } },
    ]),
    schemas: await schemasOf(schemas),
  })
  await document.openChain()
  return document
}

const id = fc.constantFrom('x', 'y', 'z [1]', 'z "2"')
const quoted = (name: string) => `[${JSON.stringify(name)}]`
const size = fc.integer({ min: 0, max: 9 })
const word = fc.string({ maxLength: 6 })

interface Change {
  readonly path: string
  /** Absent: it is taken out. */
  readonly value?: Json
}

const change: fc.Arbitrary<Change | 'undo' | 'redo'> = fc.oneof(
  fc.constantFrom<'undo' | 'redo'>('undo', 'redo'),
  fc.constantFrom('a', 'b').map(value => ({ path: 'esx/g/one#kind', value })),
  word.map(value => ({ path: 'esx/g/one#more', value })),
  fc.boolean().map(value => ({ path: 'esx/g/one#flag', value })),
  fc.array(word, { maxLength: 3 }).map(value => ({ path: 'esx/g/one#words', value })),
  fc.tuple(id, size, fc.option(word)).map(([name, one, more]) => ({
    path: `esx/g/one#parts${quoted(name)}`,
    value: { id: name, size: one, ...(more === null ? {} : { word: more }) },
  })),
  fc.tuple(id, word).map(([name, value]) => ({ path: `esx/g/one#parts${quoted(name)}.word`, value })),
  id.map(name => ({ path: `esx/g/one#parts${quoted(name)}` })),
  fc.constantFrom('more', 'flag', 'words', 'parts').map(name => ({ path: `esx/g/one#${name}` })),
  fc.tuple(id, size).map(([name, one]) => ({ path: `esx/g/many/${name}`, value: { id: name, size: one } })),
  id.map(name => ({ path: `esx/g/many/${name}` })),
  fc.constant({ path: 'esx/g/one' }),
)

/** What a caller may be told; anything else would be a fault of ours. */
const refusals = ['SETTING_PATH', 'SETTING_VALUE']

it('comes back to each state that it was in, and to the opened file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async sequence => {
      const document = await fresh()
      const stateNow = async () => sha256Of(await document.build())
      const opened = await stateNow()
      /** The state after each step that is done, the opened one first, and those that were undone. */
      let done = [opened]
      let undone: string[] = []
      for (const [at, one] of sequence.entries()) {
        if (one === 'undo') {
          if (document.undo()) undone = [done.pop() ?? '', ...undone]
        } else if (one === 'redo') {
          const [next, ...rest] = undone
          if (document.redo()) [done, undone] = [[...done, next ?? ''], rest]
        } else {
          const before = document.revision
          const refused = await changeSettings(document, 'A change', [one], new Date(Date.UTC(2026, 0, 1 + at))).then(
            () => null,
            (error: unknown) => (error instanceof BootbankError ? error.code : String(error)),
          )
          if (refused !== null) expect(refusals).toContain(refused)
          else if (document.revision !== before) [done, undone] = [[...done, await stateNow()], []]
        }
        expect(await stateNow()).toBe(done.at(-1))
      }
      const last = done.at(-1)
      for (const state of done.slice(0, -1).toReversed()) {
        document.undo()
        expect(await stateNow()).toBe(state)
      }
      expect(document.undo()).toBe(false)
      expect(await stateNow()).toBe(opened)
      expect(document.changes()).toEqual([])
      for (let steps = done.length - 1; steps > 0; steps--) document.redo()
      expect(await stateNow()).toBe(last)
    }),
    { numRuns: 15 },
  )
}, 120_000)
