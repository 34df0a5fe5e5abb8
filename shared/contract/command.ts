// What a row of the tables of commands says.
import type { z } from 'zod'
import type { id, inDocument } from './fields'

/**
 * A command of the window. Five names of fields mean the same in every request: `document` is the open document that is asked, `grant` a
 * file to read, `grants` several, `target` a place to write to, `operation` what progress and cancel go by.
 */
export interface Command {
  /** What a request must look like. Strings are bounded, so that a hostile page cannot make the host hold a gigabyte. */
  readonly request: z.ZodObject
  readonly answer: Typed<unknown>
  /** What it gives piece by piece before its answer; such a command needs an `operation`. */
  readonly streams?: Typed<unknown>
  /** It edits or writes: never two such commands of one document at a time. */
  readonly exclusive?: true
  /** Bytes of the largest request as JSON; `usualBody` where nothing is said. */
  readonly largestBody?: number
}

/** A command that an open document answers. One that streams has an operation, so that it can be cancelled. */
export type DocumentCommand = Command & { readonly request: z.ZodObject<typeof inDocument> } & (
    | { readonly streams?: never }
    | { readonly request: z.ZodObject<{ readonly operation: typeof id }> }
  )

/** Carries a type and no value: answers come from our own side and are not checked at run time. */
export interface Typed<T> {
  readonly type?: T
}

/** Declares the type of an answer, of a part of one or of an event. */
export function typed<T>(): Typed<T> {
  return {}
}

/** The type that `typed` has declared. */
export type TypeIn<T> = T extends Typed<infer Type> ? Type : never

/** Bytes of a request that carries no whole file. */
export const usualBody = 1024 * 1024
