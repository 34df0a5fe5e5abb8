// A second reader of every deflate stream: the walker that finds the blocks a save may copy must agree with zlib on where the
// stream ends and how much it holds; on a damaged stream it ends in an error of ours.
import { bytesOf } from '../../electron/engine/codecs/bytes'
import { BlockWalker } from '../../electron/engine/codecs/large/deflate-blocks'
import type { Document } from '../../electron/engine/document/document'
import { BootbankError } from '../../shared/model/errors'
import { expectThat, Finding } from './finding'

/** Walks the gzip streams of all layers. */
export function checkDeflate(document: Document): void {
  for (const layer of document.layers()) {
    for (const wrap of layer.opened.wraps) {
      if (wrap.kind !== 'gzip') continue
      if (wrap.before) {
        const { offset, bit } = walked(wrap.before.stream.read(0, wrap.before.stream.length))
        const ends = Math.ceil(bit / 8) === wrap.before.stream.length && offset === wrap.before.content.length
        expectThat(
          ends,
          'walker',
          () =>
            `the walker ends at bit ${bit} after ${offset} bytes; zlib at byte ${wrap.before?.stream.length} after ${wrap.before?.content.length}`,
        )
      } else if (wrap.facts.problem) walkDamaged(layer.source.read(0, layer.source.length))
    }
  }
}

function walked(stream: Uint8Array): { readonly offset: number; readonly bit: number } {
  const walker = new BlockWalker(bytesOf(stream))
  try {
    while (!walker.done) walker.next()
  } catch (error) {
    throw new Finding('walker', `zlib reads the stream, the walker does not: ${String(error)}`, { cause: error })
  }
  return walker.border
}

function walkDamaged(source: Uint8Array): void {
  const walker = new BlockWalker(bytesOf(source.subarray(10)))
  try {
    for (let block = 0; block < 10_000 && !walker.done; block++) walker.next()
  } catch (error) {
    if (!(error instanceof BootbankError)) throw new Finding('walker', String(error), { cause: error })
  }
}
