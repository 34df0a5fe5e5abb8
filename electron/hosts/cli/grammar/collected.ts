// An option that may be given more than once: every value counts.

/** Puts a value to those before it, as commander asks for it. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
