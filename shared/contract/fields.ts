// Fields that requests have in common. Strings are bounded, so that a hostile page cannot make the host hold a gigabyte.
import { z } from 'zod'
import type { Json } from '../model/json'

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
/** Any value that JSON has. zod's own type of it has the same values, and lists that could be written to. */
export const json = z.json() as unknown as z.ZodType<Json>
export const inDocument = { document: id }
export const atNode = { ...inDocument, node: path }
