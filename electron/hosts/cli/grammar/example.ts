// The last line of a help text.

/** An example under its blank line. */
export function example(line: string): string {
  return `\nExample:  ${line}`
}
