/** Closes a switch over a union: a kind that is not handled becomes a type error, and at run time a plain one. */
export function assertNever(value: never): never {
  throw new Error(`unhandled kind: ${JSON.stringify(value)}`)
}
