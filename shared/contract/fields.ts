// Fields that requests have in common. Strings are bounded, so that a hostile page cannot make the host hold a gigabyte.
import { z } from 'zod'

const MiB = 1024 * 1024
/** Characters of text that one edit may carry; twice the largest text that is shown. */
const maxText = 32 * MiB
/** Bytes of a request that carries a whole text, as JSON. */
export const textBody = 128 * MiB
/** Characters of a path in an archive; pax records carry more than any file system. */
const maxPath = 70_000

/** An id that one side has given: a grant, a target, a document, an operation. */
export const id = z.string().min(1).max(128)
/** A path in an archive, an ADDRESS, or the path of a setting. */
export const path = z.string().min(1).max(maxPath)
/** A whole text as it is edited. */
export const wholeText = z.string().max(maxText)
/** One line of a settings file: a key or a value. */
export const shortText = z.string().max(maxPath)
/** A row of an SQLite table by its rowid: 64 bits, so in digits. */
export const rowid = z.string().regex(/^-?\d{1,19}$/)
/** A value as JSON text: as text, its size is bounded and its numbers keep their digits. */
export const jsonText = z.string().max(maxText)
/** The open document that is asked. */
export const inDocument = { document: id }
/** A row of its tree. */
export const atNode = { ...inDocument, node: path }
/** What a command that writes is given: where to, and what progress and cancel go by. */
export const writing = { target: id, operation: id }
/** A file name that a dialog begins with. */
export const suggestedName = z.string().min(1).max(255)
/** A boot bank of a disk, by its number. */
export const bank = z.number().int().min(1).max(1000)
/** A key as it is typed, spaces around it included. */
export const keyText = z.string().max(4096)
/** What a file with a key is. */
export const keyFileKind = z.enum(['key', 'encryption-info'])
