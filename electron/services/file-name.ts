// One file name out of text that came from an archive, a page or a URL: no separator, no control or direction character,
// nothing that Windows reserves, never empty, never hidden. What it gives, extraction would accept.
import { segmentFault } from '../engine/extract/disk-path'

const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu
/** Bytes of UTF-8 that every file system takes, with room for a temporary suffix. */
const longest = 200

/** A safe single path segment; `fallback` where nothing is left. */
export function safeFileName(text: string, fallback: string): string {
  let name = text
    .replace(forbidden, '-')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '')
  while (Buffer.byteLength(name) > longest) name = Array.from(name).slice(0, -1).join('')
  if (name === '') return fallback
  // Only the names of devices are left to object to.
  return segmentFault(name) === null ? name : `_${name}`
}
