// What an edit is, on the side that everybody sees: the request that asks for it. What it does is in electron/engine/edits, under the
// same name.
import type { z } from 'zod'
import type { inDocument } from '../contract/fields'

/** The `id` of an edit is its name in edits.ts. The window asks for it as `edit.<id>`. */
export interface Edit {
  /** `node` is what it works on, where that is not the whole backup; `grant` a file whose content it takes, `grants` several. */
  readonly request: z.ZodObject<typeof inDocument>
  /** Bytes of the largest request, where it carries more than most. */
  readonly largestBody?: number
}
