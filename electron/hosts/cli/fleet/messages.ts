// What the process that leads and those that read say to each other, one object a message.
import { z } from 'zod'

/** Read this backup, and put its part there. */
export const taskSchema = z.object({
  backup: z.object({ path: z.string(), size: z.number(), modified: z.number(), changed: z.number() }),
  part: z.string(),
})
export type Task = z.infer<typeof taskSchema>

/** The part is in place, or could not be written. `memory`: bytes that the process holds by now. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), state: z.enum(['read', 'broken', 'unread']), memory: z.number() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type Answer = z.infer<typeof answerSchema>
