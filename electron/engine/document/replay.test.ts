// Edits are data: written as JSON and applied to the same file reopened, they give the same document, however its layers are opened.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, layers, pack, type Step, step, unsealedLayers } from '../../../testing/archives/arbitrary-backups'
import { file, hostFiles, plainState, put, sealedState, tgz } from '../../../testing/archives/small-backups'
import { type Bytes, bytesOf, sha256Of, toUint8Array } from '../codecs/bytes'
import { Document } from './document'
import type { RecordedHistory } from './edit'
import type { Layer } from './layer'
import { parseHistory } from './recorded-history'
import type { Recording } from './replay'
import { verify } from './verify'

const archive = tgz([file('etc/motd', 'welcome\n'), file('deep.tgz', tgz([file('a', '1'), file('b', '2')]))])

/** As a journal on a disk would give it back: JSON, and contents by number. */
function fromDisk({ history, blobs }: Recording): Recording {
  return {
    history: parseHistory(JSON.stringify(history)),
    blobs: new Map([...blobs].map(([id, content]) => [id, bytesOf(Buffer.from(toUint8Array(content)))])),
  }
}

const open = (bytes: Bytes) => Document.open(bytes, { name: 'state.tgz' })

/** Opens all layers, the last first. */
function openBackwards(document: Document): Promise<void> {
  return openInside(document, document.root)
}

async function openInside(document: Document, layer: Layer): Promise<void> {
  for (const entry of layer.entries().toReversed()) {
    if (entry.opens === null) continue
    const inner = await document.openLayer(entry).catch(() => null)
    if (inner) await openInside(document, inner)
  }
}

/** Everything that an edit may have changed. */
function stateOf(document: Document) {
  return {
    changes: document.changes().map(({ layer, slot, after, kinds }) => [layer.path, slot, after?.address, kinds]),
    labels: [document.undoLabel, document.redoLabel],
    history: document.recorded().history,
    names: document.layers().map(layer => [layer.path, layer.slots.length]),
  }
}

/** Steps of which some put an archive, which the steps after it may edit inside, and some are several edits as one. */
const richStep = fc.record({ one: step, archive: fc.nat(4), together: fc.array(step, { maxLength: 3 }) })

async function perform(
  document: Document,
  steps: readonly (typeof richStep extends fc.Arbitrary<infer T> ? T : never)[],
) {
  for (const { one, archive: odds, together } of steps) {
    if (odds === 0 && one.kind === 'put') putArchive(document, one)
    else if (odds === 1 && !/undo|redo/.test(together.map(({ kind }) => kind).join())) {
      await document.asOneStep('Several', () => {
        for (const inner of together) apply(document, inner)
      })
    } else apply(document, one)
    await document.openAll()
  }
}

function putArchive(document: Document, { layer: at, pick }: Step): void {
  const all = document.layers()
  const layer = all[at % all.length]!
  const files = layer.entries().filter(entry => entry.kind === 'file' && entry.name !== 'encryption.info')
  const entry = files[pick % Math.max(1, files.length)]
  try {
    if (entry) document.put(entry, bytesOf(archive))
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^(READ_ONLY|NAME_INVALID)$/) })
  }
}

describe('a recorded history', () => {
  const openings: readonly (readonly [string, (document: Document) => Promise<unknown>])[] = [
    ['in none of its layers', async () => undefined],
    ['in order', document => document.openAll()],
    ['with the last layer first', openBackwards],
  ]
  test.each(openings)('gives the same bytes on a file opened %s, undo and redo included', async (_, openSome) => {
    await fc.assert(
      fc.asyncProperty(unsealedLayers, fc.array(richStep, { minLength: 1, maxLength: 10 }), async (levels, steps) => {
        const source = bytesOf(pack(levels))
        const document = await open(source)
        await document.openAll()
        await perform(document, steps)
        const again = await open(source)
        await openSome(again)
        await again.replay(fromDisk(document.recorded()))
        await again.openAll()
        expect(stateOf(again)).toEqual(stateOf(document))
        expect(sha256Of(await again.build())).toBe(sha256Of(await document.build()))
        let undone = 0
        while (document.undo()) {
          undone++
          expect(again.undo()).toBe(true)
          expect(stateOf(again).changes).toEqual(stateOf(document).changes)
        }
        expect(await again.build()).toBe(source)
        for (; undone > 0; undone--) expect([document.redo(), again.redo()]).toEqual([true, true])
        while (document.redo()) expect(again.redo()).toBe(true)
        expect(sha256Of(await again.build())).toBe(sha256Of(await document.build()))
      }),
      { numRuns: 40 },
    )
  })

  test('is proven by what is written, where layers are sealed', async () => {
    await fc.assert(
      fc.asyncProperty(layers, fc.array(richStep, { minLength: 1, maxLength: 8 }), async (levels, steps) => {
        const source = bytesOf(pack(levels))
        const document = await open(source)
        await document.openAll()
        await perform(document, steps)
        const again = await open(source)
        await again.replay(fromDisk(document.recorded()))
        await again.openAll()
        await verify(again, await document.build())
      }),
      { numRuns: 30 },
    )
  })

  test('goes on where it stopped: what is added next gets the same slot as in the document it was recorded from', async () => {
    const documents = await Promise.all([0, 1].map(async () => open(bytesOf(plainState()))))
    const [first, second] = documents
    if (!first || !second) throw new Error('two documents')
    const { layer } = await first.resolve('etc/hosts')
    first.add(layer, 'etc/one', bytesOf(Buffer.from('1')))
    first.undo()
    first.add(layer, 'etc/two', bytesOf(Buffer.from('2')))
    await second.replay(fromDisk(first.recorded()))
    const added = await Promise.all(
      documents.map(async document => {
        const home = (await document.resolve('etc/hosts')).layer
        return document.add(home, 'etc/three', bytesOf(Buffer.from('3'))).path
      }),
    )
    const next = `0/${hostFiles.length + 1}`
    expect(added).toEqual([next, next])
  })

  test('is small and plain: no bytes, no names of what was not touched', async () => {
    const document = await open(bytesOf(plainState()))
    await put(document, 'etc/hosts', 'x')
    expect(JSON.parse(JSON.stringify(document.recorded().history))).toEqual({
      done: [
        {
          label: 'Edit etc/hosts',
          typing: null,
          slots: [
            {
              at: '0/1',
              before: { name: null, mode: null, content: null },
              after: { name: null, mode: null, content: 1 },
            },
          ],
        },
      ],
      undone: [],
    })
  })

  test('lets go of contents that can neither be undone nor redone any more', async () => {
    const document = await open(bytesOf(plainState()))
    const hosts = await document.resolve('etc/hosts')
    for (const text of ['a', 'ab', 'abc']) document.put(hosts, bytesOf(Buffer.from(text)), { typing: 't' })
    expect([...document.recorded().blobs.keys()]).toEqual([3])
    document.undo()
    document.chmod(hosts, 0o600)
    expect([...document.recorded().blobs.keys()]).toEqual([])
    expect(() => document.add(hosts.layer, 'etc/hosts', bytesOf())).toThrow(/is there already/)
    expect([...document.recorded().blobs.keys()]).toEqual([])
  })
})

describe('slot paths', () => {
  test('do not depend on the order in which layers are opened', async () => {
    const source = bytesOf(tgz([file('a.tgz', archive), file('state.tgz', sealedState()), file('z.tgz', archive)]))
    const paths = async (
      openSome: (document: Document) => Promise<unknown>,
    ): Promise<readonly (readonly [string, string])[]> => {
      const document = await open(source)
      await openSome(document)
      return document
        .layers()
        .flatMap(layer => layer.entries())
        .map(({ address, path }) => [address, path])
    }
    const forwards = await paths(document => document.openAll())
    expect(await paths(openBackwards)).toEqual(forwards)
    expect(
      await paths(async document => [await document.resolve('motd').catch(() => null), await document.openAll()]),
    ).toEqual(forwards)
    expect(Object.fromEntries(forwards)['state.tgz!/local.tgz.ve!/etc/hosts']).toBe('1/1/1')
  })
})

describe('a history of another file', () => {
  const edit = (at: string, more: object = {}) => ({
    done: [
      {
        label: 'x',
        typing: null,
        slots: [
          {
            at,
            before: { name: null, mode: null, content: null },
            after: { name: null, mode: 0o600, content: null },
            ...more,
          },
        ],
      },
    ],
    undone: [],
  })
  const added = { before: null, after: { name: 'etc/new', mode: null, content: 1 }, like: 0 }
  const misfits: readonly (readonly [string, RecordedHistory])[] = [
    ['a slot that is not there', edit('0/99')],
    ['a layer that is not there', edit('7/0')],
    ['another state before', edit('0/0', { before: { name: 'x', mode: null, content: null } })],
    ['an entry that is there already', edit('0/0', added)],
    ['an added entry with a gap before it', edit('0/9', added)],
    ['an added entry like one that is not there', edit('0/6', { ...added, like: 99 })],
    ['an added entry without a name', edit('0/6', { ...added, after: { name: null, mode: null, content: 1 } })],
    ['a content that is not known', edit('0/0', { after: { name: null, mode: null, content: 9 } })],
  ]

  test.each(misfits)('is refused for %s, and changes nothing', async (_, history) => {
    const document = await open(bytesOf(plainState()))
    const good = edit('0/1').done
    const blobs = new Map([[1, bytesOf(Buffer.from('new'))]])
    await expect(
      document.replay({ history: { done: [...good, ...history.done], undone: [] }, blobs }),
    ).rejects.toMatchObject({ code: 'EDIT_MISMATCH' })
    expect(document.changes()).toEqual([])
    expect(document.recorded()).toEqual({ history: { done: [], undone: [] }, blobs: new Map() })
    expect(await document.build()).toBe(document.source)
  })

  test('is not laid over edits that are there', async () => {
    const document = await open(bytesOf(plainState()))
    await put(document, 'etc/hosts', 'x')
    await expect(document.replay({ history: edit('0/1'), blobs: new Map() })).rejects.toMatchObject({
      code: 'EDIT_MISMATCH',
    })
    expect(document.changes()).toHaveLength(1)
  })

  test('says why a layer on the way cannot be opened', async () => {
    const document = await open(
      bytesOf(tgz([file('local.tgz', new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]))])),
    )
    await expect(document.replay({ history: edit('0/0'), blobs: new Map() })).rejects.toMatchObject({
      code: expect.stringMatching(/^GZIP_/),
    })
  })

  test.each([
    ['no JSON', '{'],
    ['no history', '[]'],
    ['a field too many', JSON.stringify({ ...edit('0'), extra: 1 })],
    ['a path that is not one', JSON.stringify(edit('a/b'))],
    ['a mode too large', JSON.stringify(edit('0', { after: { name: null, mode: 4096, content: null } }))],
    ['a content that is not a number', JSON.stringify(edit('0', { after: { name: null, mode: null, content: 'x' } }))],
  ])('cannot be read from %s', (_, json) => {
    expect(() => parseHistory(json)).toThrow(expect.objectContaining({ code: 'EDIT_MISMATCH' }))
  })
})

describe('an edit that cannot have been made on this file is refused, and nothing of it stays', () => {
  const added = (state: object) => ({ at: '2', before: null, after: state, like: 0 })
  test.each([
    ['an added entry without a name', added({ name: null, mode: null, content: 1 })],
    ['an added entry without content', added({ name: 'etc/new', mode: null, content: null })],
    ['a content that did not come with it', added({ name: 'etc/new', mode: null, content: 9 })],
    ['a slot after the next one', { ...added({ name: 'etc/new', mode: null, content: 1 }), at: '3' }],
    ['a slot that is there, as a new one', { ...added({ name: 'etc/new', mode: null, content: 1 }), at: '1' }],
    ['like a slot that is not there', { ...added({ name: 'etc/new', mode: null, content: 1 }), like: 7 }],
    [
      'a change of a slot that is not there',
      { at: '5', before: { name: null, mode: null, content: null }, after: { name: null, mode: 0o600, content: null } },
    ],
    [
      'another state before',
      {
        at: '0',
        before: { name: null, mode: 0o600, content: null },
        after: { name: null, mode: 0o640, content: null },
      },
    ],
  ])('%s', async (_, slot) => {
    const document = await open(bytesOf(archive))
    const history = parseHistory(JSON.stringify({ done: [{ label: 'Add', typing: null, slots: [slot] }], undone: [] }))
    const recording = { history, blobs: new Map([[1, bytesOf(Buffer.from('new'))]]) }
    await expect(document.replay(recording)).rejects.toMatchObject({ code: 'EDIT_MISMATCH' })
    expect(document.changes()).toEqual([])
    expect(document.recorded()).toEqual({ history: { done: [], undone: [] }, blobs: new Map() })
  })
})

describe('several edits as one step', () => {
  test('are undone and redone together', async () => {
    const document = await open(bytesOf(plainState()))
    const hosts = await document.resolve('etc/hosts')
    await document.asOneStep('Rename and change', async () => {
      await put(document, 'etc/hosts', 'x')
      document.add(hosts.layer, 'etc/new', bytesOf(Buffer.from('new')))
      document.chmod(hosts, 0o600)
      document.remove(await document.resolve('etc/shadow'))
    })
    expect([document.undoLabel, document.changes().length]).toEqual(['Rename and change', 3])
    const edited = sha256Of(await document.build())
    document.undo()
    expect(document.changes()).toEqual([])
    expect(document.undoLabel).toBeNull()
    document.redo()
    expect(sha256Of(await document.build())).toBe(edited)
  })

  test('may edit inside an archive that the same step puts there', async () => {
    const source = bytesOf(plainState())
    const document = await open(source)
    await document.asOneStep('Another local.tgz', async () => {
      document.put(await document.resolve('local.tgz'), bytesOf(tgz(hostFiles.slice(0, 2))))
      await put(document, 'etc/hosts', 'inside')
    })
    const again = await open(source)
    await again.replay(fromDisk(document.recorded()))
    expect(sha256Of(await again.build())).toBe(sha256Of(await document.build()))
    expect(again.undo()).toBe(true)
    expect(await again.build()).toBe(source)
  })

  test('all happen or none: what was done is taken back, and what could be redone still can be', async () => {
    const document = await open(bytesOf(plainState()))
    await put(document, 'etc/hosts', 'x')
    document.undo()
    const failing = document.asOneStep('Fails', async () => {
      await put(document, 'etc/shadow', 'y')
      document.add((await document.resolve('etc/hosts')).layer, 'etc/hosts', bytesOf())
    })
    await expect(failing).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    expect([document.changes(), document.undoLabel, document.redoLabel]).toEqual([[], null, 'Edit etc/hosts'])
    expect([...document.recorded().blobs.keys()]).toEqual([1])
    expect(document.redo()).toBe(true)
  })

  test('are part of the step around them; where nothing was edited, there is no step', async () => {
    const document = await open(bytesOf(plainState()))
    await document.asOneStep('Outer', async () => {
      await put(document, 'etc/hosts', 'x')
      await document.asOneStep('Inner', () => put(document, 'etc/shadow', 'y'))
      expect(() => document.undo()).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
    })
    await document.asOneStep('Nothing', () => undefined)
    expect(document.undoLabel).toBe('Outer')
    document.undo()
    expect([document.changes(), document.undoLabel]).toEqual([[], null])
  })
})
