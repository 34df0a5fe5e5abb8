// Fields that requests have in common. Strings are bounded, so that a hostile page cannot make the host hold a gigabyte.
import { z } from 'zod'

const MiB = 1024 * 1024
/** Characters of text that one edit may carry; twice the largest text that is shown. */
const maxText = 32 * MiB
/** Bytes of a request that carries a whole text, as JSON. */
export const textBody = 128 * MiB
/** Characters of a path in an archive; pax records carry more than any file system. */
const maxPath = 70_000

export const id = z.string().min(1).max(128)
export const path = z.string().min(1).max(maxPath)
/** A whole text as it is edited. */
export const wholeText = z.string().max(maxText)
/** One line of a settings file: a key or a value. */
export const shortText = z.string().max(maxPath)
/** A row of an SQLite table by its rowid: 64 bits, so in digits. */
export const rowid = z.string().regex(/^-?\d{1,19}$/)
/** A value as JSON text: as text, its size is bounded and its numbers keep their digits. */
export const jsonText = z.string().max(maxText)
export const inDocument = { document: id }
export const atNode = { ...inDocument, node: path }
