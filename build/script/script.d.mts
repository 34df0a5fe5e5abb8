import type { Command } from 'commander'

/** A script that is run as `name`. Parsing ends the process: with 0 after `--help`, with 2 where an argument is wrong. */
export function script(name: string, description: string): Command

/** Reads the value of an option, 0 or more. */
export function wholeNumber(text: string): number

/** Says what went wrong, in a line, and has the process end with 2. */
export function finish(error: unknown): void
