import type { EntryCheck } from '../check'

/** Bytes of one part of a path that a file system holds. */
const longestPart = 255
const slash = 0x2f
/** Of a shown name, in UTF-8: no part of a short one can be too long, and its bytes are not asked for. */
const mostBytesOfCharacter = 4

export const nameTooLong: EntryCheck<'name-too-long'> = {
  id: 'name-too-long',
  about: 'entry',
  severity: 'warning',
  explanation:
    'A file system holds parts of a path of at most 255 bytes: busybox (the host) stops unpacking at a longer one.',
  source: 'POSIX NAME_MAX; tried with busybox',
  run(entry) {
    if (entry.name.length * mostBytesOfCharacter <= longestPart) return null
    const length = longestOf(entry.rawName)
    if (length <= longestPart) return null
    return {
      message: `A part of its path has ${length} bytes, and a file system holds ${longestPart}: it cannot be unpacked, nor what comes after it.`,
      remedy: 'Give it a shorter name.',
    }
  },
}

/** Bytes of the longest part between slashes. */
function longestOf(name: Uint8Array): number {
  let longest = 0
  let length = 0
  for (const byte of name) {
    length = byte === slash ? 0 : length + 1
    longest = Math.max(longest, length)
  }
  return longest
}
