// Several edits as one step of undo: all of them happen, or none.
import { z } from 'zod'
import { inDocument } from '../contract/fields'
import { mostNodes } from './most-nodes'
import { type EditRequest, edits, type StepId } from './edits'

/** One of the edits, by its id. */
export type Step = { [I in StepId]: { readonly edit: I } & Omit<EditRequest<I>, 'document'> }[StepId]

const [first, ...others] = Object.entries(edits).flatMap(([id, { request }]) => {
  const { document: _, ...fields } = request.shape
  return 'grant' in fields || 'grants' in fields ? [] : [z.strictObject({ edit: z.literal(id), ...fields })]
})
// The union is made of the very table that the type is made of, by the same rule.
const step = z.discriminatedUnion('edit', [first!, ...others]) as unknown as z.ZodType<Step>

/** `label` is what the step is called, such as `Move the host to another network`. */
export const steps = {
  request: z.strictObject({
    ...inDocument,
    label: z.string().min(1).max(200),
    steps: z.array(step).max(mostNodes),
  }),
}
