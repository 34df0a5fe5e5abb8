// A seed and a number -> one input. Most are archives changed with knowledge of their structure, some are changed blindly on top,
// a few are splices, blows-up or plain noise.
import { assertNever } from '../../shared/model/assert-never'
import { assemble } from './assemble'
import { type Corpus, stateOf } from './corpus'
import { gzipOf, type Node, raw, type TarNode, type TarRecord } from './model'
import { mutateBytes, mutateText, oddText } from './mutate-bytes'
import { holding, mutateTar } from './mutate-tar'
import { mutateEnvelope, mutateGzip } from './mutate-wraps'
import { Random } from './random'

/** Mutations on one input at the most. */
const MOST = 12

/** The input with this number: the same bytes whenever the same program makes it. */
export function generate(corpus: Corpus, seed: string, number: number): Uint8Array {
  const random = new Random(`${seed}/${number}`)
  if (random.once(400)) return large(random)
  let node = random.pick(corpus.files)
  const changes = random.once(20) ? 0 : 1 + random.few(MOST)
  for (let change = 0; change < changes; change++) node = mutateSomewhere(node, random, corpus)
  if (random.once(60)) node = wrapped(node, random)
  let bytes = assemble(node)
  if (random.once(6)) {
    const other = assemble(random.pick(corpus.files))
    for (let change = 1 + random.few(4); change > 0; change--) bytes = mutateBytes(bytes, random, other)
  }
  return bytes
}

/** Changes this node or one inside it. */
function mutateSomewhere(node: Node, random: Random, corpus: Corpus): Node {
  const down = random.below(3) > 0
  switch (node.kind) {
    case 'raw':
      return raw(random.once(2) ? mutateText(node.bytes, random) : mutateBytes(node.bytes, random, node.bytes))
    case 'gzip':
      return down ? { ...node, body: mutateSomewhere(node.body, random, corpus) } : mutateGzip(node, random)
    case 'envelope':
      return down ? { ...node, content: mutateSomewhere(node.content, random, corpus) } : mutateEnvelope(node, random)
    case 'tar': {
      const at = containerIn(node, random)
      const inside = node.records[at]
      if (!down || !inside) return mutateTar(node, random, archive(random, corpus))
      return { ...node, records: node.records.with(at, mutateData(inside, random, corpus)) }
    }
    default:
      return assertNever(node)
  }
}

/** Index of a record to look into: one that holds a layer, if there is one. */
function containerIn({ records }: TarNode, random: Random): number {
  const containers = records.flatMap(({ data }, index) => (data.kind === 'raw' ? [] : [index]))
  return containers.length > 0 && random.below(4) > 0 ? random.pick(containers) : random.below(records.length)
}

function mutateData(one: TarRecord, random: Random, corpus: Corpus): TarRecord {
  if (!random.once(12)) return { ...one, data: mutateSomewhere(one.data, random, corpus) }
  const other = random.pick(corpus.archives)
  return { ...one, data: random.once(2) ? gzipOf(other) : other }
}

function archive(random: Random, corpus: Corpus): TarNode {
  const node = random.pick(corpus.archives)
  if (node.kind === 'tar') return node
  return node.kind === 'gzip' && node.body.kind === 'tar'
    ? node.body
    : { kind: 'tar', records: [], trailer: new Uint8Array(1024) }
}

/** Layers around layers, up to beyond the depth limit. */
function wrapped(node: Node, random: Random): Node {
  let around = node
  for (let depth = 1 + random.few(10); depth > 0; depth--) {
    const tar: Node = {
      kind: 'tar',
      records: [holding(random.once(3) ? oddText(random) : 'state.tgz', around)],
      trailer: new Uint8Array(1024),
    }
    around = random.once(4) ? gzipOf(around) : random.once(2) ? gzipOf(tar) : tar
  }
  return around
}

/** More than a megabyte inside, little outside: what goes through the splicing of deflate blocks and the caps. */
function large(random: Random): Uint8Array {
  const pattern = random.bytes(1 + random.below(2000))
  const big = Buffer.alloc(1_100_000 + random.below(500_000), pattern)
  const records = [
    holding('etc/small', raw(random.bytes(50))),
    holding('var/big', raw(big)),
    holding('etc/last', raw(pattern)),
  ]
  const tar: Node = {
    kind: 'tar',
    records: random.once(2) ? records : records.toReversed(),
    trailer: new Uint8Array(1024),
  }
  const deflate = random.pick([1, 6, 9, 'fixed', 'huffman', 'rle'] as const)
  const packed = gzipOf(tar, { deflate, flips: random.once(6) ? [random.next()] : [] })
  return assemble(random.once(2) ? packed : stateOf(packed))
}
