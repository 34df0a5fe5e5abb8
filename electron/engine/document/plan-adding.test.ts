// Many entries added as one step: the same as one after the other, to the byte, and the same refusals.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { file, opened as openedArchive, plainState, tgz } from '../../../testing/archives/small-backups'
import { BootbankError } from '../../../shared/model/errors'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from './document'
import type { NewEntry } from './plan-adding'

const backup = plainState([
  file('etc/hosts', '127.0.0.1 localhost\n', { mode: 0o1644 }),
  file('etc/vmware/a', 'a', { mode: 0o600, uid: 7, mtime: 1_600_000_000 }),
  file('var/log', 'x'),
])

async function opened(): Promise<Document> {
  const document = await Document.open(bytesOf(backup), { name: 'state.tgz' })
  await document.openAll()
  const inner = document.layers().at(-1)
  const first = inner?.entryAt(0)
  // What edits have made of a sibling is taken too.
  if (first) document.chown(first, { uid: 3, gid: 3, uname: '', gname: '' })
  return document
}

const innermost = (document: Document) => document.layers().at(-1) ?? document.root
const name = fc.constantFrom(
  'etc/hosts',
  'etc/new',
  'etc/new/a',
  'etc/new/b',
  'etc/vmware/b',
  'b',
  'var/log/c',
  'var/d',
  '',
)
const entry: fc.Arbitrary<NewEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('file' as const),
    name,
    asSiblings: fc.boolean(),
    content: fc.constant(bytesOf(Buffer.from('new'))),
  }),
  fc.record({ kind: fc.constant('directory' as const), name }),
  fc.record({ kind: fc.constant('symlink' as const), name, target: fc.constantFrom('hosts', '') }),
)

it('is the same as one after the other, and a refusal changes nothing', async () => {
  const seen = { made: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 5 }), async entries => {
      const [together, apart] = [await opened(), await opened()]
      const codeOf = (work: () => void) => {
        try {
          work()
          return null
        } catch (error) {
          return error instanceof BootbankError ? `${error.code} ${error.message}` : error
        }
      }
      const wanted = codeOf(() => {
        for (const one of entries) apart.addAll(innermost(apart), [one])
      })
      expect(codeOf(() => together.addAll(innermost(together), entries))).toBe(wanted)
      if (wanted === null) expect(toUint8Array(await together.build())).toEqual(toUint8Array(await apart.build()))
      seen[wanted === null ? 'made' : 'refused'] += 1
      if (wanted === null) together.undo()
      expect(together.changes()).toHaveLength(1)
    }),
  )
  expect(Math.min(seen.made, seen.refused)).toBeGreaterThan(10)
})

it('an entry keeps facts of its own, and needs none where they are those of its sibling', async () => {
  const document = await opened()
  const layer = innermost(document)
  const owner = { uid: 7, gid: 0, uname: 'root', gname: 'root' }
  const facts = { mode: 0o1600, owner, mtime: 1_600_000_000 }
  document.addAll(layer, [{ kind: 'file', name: 'etc/vmware/c', content: bytesOf(), facts }])
  const made = layer.entries().at(-1)
  expect(made).toMatchObject({ mode: 0o1600, ...owner, mtime: 1_600_000_000, state: { mode: 0o1600 } })
  expect(made?.state).not.toHaveProperty('mtime')
  const odd = { ...facts, mtime: 1.5 }
  expect(() => document.addAll(layer, [{ kind: 'directory', name: 'etc/odd', facts: odd }])).toThrow(/whole number/)
  const spaced = { ...facts, owner: { ...owner, uname: 'a b' } }
  expect(() => document.addAll(layer, [{ kind: 'directory', name: 'etc/odd', facts: spaced }])).toThrow(
    /name of an owner/,
  )
})

it('in an archive without entries, root and the beginning of time are what is not written', async () => {
  const document = await openedArchive(tgz([]))
  const root = { uid: 0, gid: 0, uname: 'root', gname: 'root' }
  const owner = { uid: 7, gid: 7, uname: 'seven', gname: 'seven' }
  document.addAll(document.root, [
    { kind: 'directory', name: 'a', facts: { mode: 0o755, owner: root, mtime: 0 } },
    { kind: 'directory', name: 'b', facts: { mode: 0o755, owner, mtime: 1_700_000_000 } },
  ])
  const written = document.root.slots.map(state => (state ? [state.owner, state.mtime] : null))
  expect(written).toEqual([
    [undefined, undefined],
    [owner, 1_700_000_000],
  ])
})
