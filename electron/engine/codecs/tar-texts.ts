// Names and owners of tar entries as text. Half a million entries have few owners, and names that are plain ASCII.
import { copyOf } from './bytes'
import { displayName } from './names'
import type { PaxGlobals } from './pax'

/** The name of a directory without the slashes at its end. */
export function withoutSlash(name: Uint8Array): Uint8Array {
  let end = name.length
  while (end > 1 && name[end - 1] === 0x2f) end--
  return name.subarray(0, end)
}

/** Owners repeat: the text of the last one serves the next entry as well. */
export class LastText {
  #source: Uint8Array | null = null
  #bytes: Uint8Array = new Uint8Array(0)
  #text = ''

  textOf(bytes: Uint8Array): string {
    if (bytes === this.#source) return this.#text
    if (!isSame(bytes, this.#bytes)) {
      this.#bytes = copyOf(bytes)
      this.#text = displayName(bytes)
    }
    this.#source = bytes
    return this.#text
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

const globalTexts = new WeakMap<Uint8Array, string>()

/** Text to show; a value of a global header is decoded once, not for each of a million entries. */
export function shown(bytes: Uint8Array, globals: PaxGlobals): string {
  if (globals.size === 0 || ![...globals.values()].includes(bytes)) return displayName(bytes)
  const text = globalTexts.get(bytes) ?? displayName(bytes)
  globalTexts.set(bytes, text)
  return text
}
