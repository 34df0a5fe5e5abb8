// Random backups, of archives in every dialect in one another to depth three with gzip of every shape and envelopes among the layers,
// and random edits of them.
import fc from 'fast-check'
import { expect } from 'vitest'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../../electron/engine/codecs/encryption-info'
import { newEnvelopeHeader, sealEnvelope } from '../../electron/engine/codecs/envelope'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { Document } from '../../electron/engine/document/document'
import { encodeGzip, encodeTar, type GzipShape, gzipShape, type Member, members, trailer } from './arbitrary-archives'
import { records } from './arbitrary-records'

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
export type Level = typeof level extends fc.Arbitrary<infer T> ? T : never

/** Innermost level first in the list. */
export const layers = fc.array(level, { minLength: 1, maxLength: 3 })
/** The same without envelopes, whose iv is another one in each build. */
export const unsealedLayers = layers.map(levels =>
  levels.map(one => ({ ...one, wrap: one.wrap === 'envelope' ? 'gzip' : one.wrap })),
)

/** The levels as a file; each lies in the next as `layer.tgz`. */
export function pack(levels: readonly Level[]): Uint8Array {
  return levels.reduce<Uint8Array | null>((inner, one, index) => {
    const extra: Member[] = inner ? [plainMember('encryption.info', info), plainMember('layer.tgz', inner)] : []
    const tar = Buffer.concat([...one.records, encodeTar([...one.members, ...extra], one.trailer)])
    const wrap = index === levels.length - 1 && one.wrap === 'envelope' ? 'gzip' : one.wrap
    return wrapped(tar, wrap, one.shape)
  }, null)!
}

/** Opens the levels, all layers. */
export async function openLevels(levels: readonly Level[]): Promise<Document> {
  const document = await Document.open(bytesOf(pack(levels)), { name: 'state.tgz' })
  await document.openAll()
  return document
}

export const step = fc.record({
  kind: fc.constantFrom(
    'put',
    'put',
    'type',
    'chmod',
    'rename',
    'remove',
    'add',
    'undo',
    'redo',
    'revert',
    'revertAll',
  ),
  layer: fc.nat(5),
  pick: fc.nat(20),
  content: fc.uint8Array({ maxLength: 1200 }),
  mode: fc.integer({ min: 0, max: 0o7777 }),
  name: fc.oneof(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{50}\/[a-zé]{60}\/[a-z]{40}$/)),
})
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const refusals = /^(NAME_INVALID|NAME_TAKEN|LINKED|LAST_ENTRY|NOT_A_FILE|READ_ONLY)$/

/** Does one step in a layer that is open; a refusal that an edit may give is fine. */
export function apply(document: Document, one: Step): void {
  const layers = document.layers()
  const layer = layers[one.layer % layers.length]!
  const entries = layer.entries()
  const entry = entries[one.pick % Math.max(1, entries.length)]
  try {
    if (one.kind === 'undo') document.undo()
    else if (one.kind === 'redo') document.redo()
    else if (one.kind === 'revertAll') {
      document.revertAll()
      expect(document.changes()).toEqual([])
    } else if (one.kind === 'add') document.add(layer, one.name, bytesOf(one.content))
    else if (!entry || ['layer.tgz', 'encryption.info'].includes(entry.name)) return
    else if (one.kind === 'put') document.put(entry, bytesOf(one.content))
    else if (one.kind === 'type') document.put(entry, bytesOf(one.content), { typing: 'keys' })
    else if (one.kind === 'chmod') document.chmod(entry, one.mode)
    else if (one.kind === 'rename') document.rename(entry, one.name)
    else if (one.kind === 'revert') document.revert(entry)
    else document.remove(entry)
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(refusals) })
  }
}

function wrapped(tar: Uint8Array, wrap: string, shape: GzipShape): Uint8Array {
  if (wrap === 'plain') return tar
  const packed = encodeGzip(tar, shape)
  return wrap === 'gzip' ? packed : toUint8Array(sealEnvelope(bytesOf(packed), newEnvelopeHeader(key), key))
}

function plainMember(name: string, content: Uint8Array): Member {
  return { dialect: 'gnu', name, typeflag: '0', content, mode: 0o644, uid: 0, mtime: 1, linkname: '', global: false }
}
