// Mutations of what lies around a tar: gzip members with every field of RFC 1952, and envelopes with their attributes, blocks and
// footers. The GCM tag is computed over whatever was made, so that a strange header gets as far as its parser.
import type { EnvelopeAttribute, EnvelopeNode, GzipHead, GzipNode } from './model'
import { mutateBytes, oddNumber, oddText } from './mutate-bytes'
import type { Random } from './random'

/** One change of a member's fields, of the members, or of what stands after them. */
export function mutateGzip(gzip: GzipNode, random: Random): GzipNode {
  const { members } = gzip
  const at = random.below(members.length)
  const one = members[at]
  if (!one) return { ...gzip, tail: random.bytes(random.below(40)) }
  switch (random.below(8)) {
    case 0:
      return { ...gzip, members: members.toSpliced(at, 0, one) }
    case 1:
      return { ...gzip, tail: mutatedTail(gzip.tail, random) }
    default:
      return { ...gzip, members: members.with(at, mutateHead(one, random)) }
  }
}

function mutatedTail(tail: Uint8Array, random: Random): Uint8Array {
  switch (random.below(4)) {
    case 0:
      return new Uint8Array(oddNumber(random, 512) % 2000)
    case 1:
      return random.bytes(random.below(40))
    case 2:
      return Buffer.concat([
        new Uint8Array(random.below(20)),
        Uint8Array.of(0x1f, 0x8b, 8, random.below(256)),
        random.bytes(random.below(30)),
      ])
    default:
      return mutateBytes(tail, random, tail)
  }
}

function mutateHead(head: GzipHead, random: Random): GzipHead {
  const text = () => Buffer.from(oddText(random).replaceAll('\0', ''), 'latin1')
  switch (random.below(12)) {
    case 0:
      return { ...head, name: random.once(3) ? null : text() }
    case 1:
      return { ...head, comment: random.once(3) ? null : text() }
    case 2:
      return {
        ...head,
        extra: random.bytes(random.below(30)),
        extraLength: random.once(2) ? null : oddNumber(random, 10) % 65536,
      }
    case 3:
      return { ...head, headerCrc: random.pick(['right', 'right', 'wrong', null] as const) }
    case 4:
      return { ...head, flags: random.once(2) ? 1 : random.below(256) }
    case 5:
      return { ...head, mtime: oddNumber(random) % 2 ** 32 }
    case 6:
      return { ...head, xfl: random.below(256), os: random.below(256) }
    case 7:
    case 8:
      return { ...head, deflate: random.pick([0, 1, 9, 'fixed', 'huffman', 'rle'] as const) }
    case 9:
      return { ...head, crc: 'wrong' }
    case 10:
      return { ...head, isizeOff: random.pick([1, -1, 2 ** 31, 7]) }
    default:
      return { ...head, flips: [...head.flips, random.next()] }
  }
}

/** One change of the attributes, the header block, the footers or the sealed bytes. */
export function mutateEnvelope(envelope: EnvelopeNode, random: Random): EnvelopeNode {
  const { attributes } = envelope
  const at = random.below(attributes.length)
  const one = attributes[at]
  switch (random.below(12)) {
    case 0:
      return { ...envelope, headerBytes: random.pick([512, 4096, 8192, 4095, 12288, 1024 * 1024 + 4096]) }
    case 1:
      return { ...envelope, headerLength: oddNumber(random, 3584) }
    case 2:
      return { ...envelope, version: oddNumber(random, 2) }
    case 3:
      return { ...envelope, padding: oddNumber(random, 4096) }
    case 4:
      return { ...envelope, cryptoPatches: [...envelope.cryptoPatches, [3584 + random.below(512), random.below(256)]] }
    case 5:
      return {
        ...envelope,
        footerPatches: [...envelope.footerPatches, [random.pick([0, 22, 32, 4088, 4092, 4095]), random.below(256)]],
      }
    case 6:
      return { ...envelope, tag: 'wrong' }
    case 7:
      return { ...envelope, flips: [...envelope.flips, random.next()] }
    case 8:
      return { ...envelope, attributes: random.once(2) || !one ? attributes.toSpliced(at, 1) : [...attributes, one] }
    default:
      return one ? { ...envelope, attributes: attributes.with(at, mutateAttribute(one, random)) } : envelope
  }
}

function mutateAttribute(one: EnvelopeAttribute, random: Random): EnvelopeAttribute {
  switch (random.below(6)) {
    case 0:
      return { ...one, type: random.pick([0, 1, 4, 8, 9, 10, 11, 12, 13, 255]) }
    case 1:
      return { ...one, flags: random.bytes(3) }
    case 2:
      return { ...one, name: Buffer.from(oddText(random)) }
    case 3:
      return { ...one, length: oddNumber(random, one.value.length) }
    case 4:
      return { ...one, value: random.bytes(random.pick([0, 1, 11, 12, 13, 16, 128, 129])) }
    default:
      return { ...one, value: mutateBytes(one.value, random, one.value) }
  }
}
