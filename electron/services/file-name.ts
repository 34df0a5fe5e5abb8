// One file name out of text that came from an archive, a page or a URL: no separator, no control or direction character,
// nothing that Windows reserves, never empty, never hidden. Extraction would accept what it gives.
import { segmentFault } from '../engine/extract/disk-path'

const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu
/** Bytes of UTF-8 that every file system takes, with room for a temporary suffix. */
const longest = 200
/** Characters of the text that are looked at: a pax name may have thousands. */
const readAtMost = 1000

/** A safe single path segment; `fallback` where nothing is left. */
export function safeFileName(text: string, fallback: string): string {
  const begin = text
    .slice(0, readAtMost)
    .replace(forbidden, '-')
    .replace(/^[.\s]+/, '')
  let name = ''
  for (const character of begin) {
    if (Buffer.byteLength(name + character) > longest) break
    name += character
  }
  name = name.replace(/[.\s]+$/, '')
  if (name === '') return fallback
  // Only the names of devices still have to be refused.
  return segmentFault(name) === null ? name : `_${name}`
}
