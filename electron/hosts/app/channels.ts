// Names of the channels between preload and main that are not commands. No imports: this file is bundled into the preload.

/** Turns a path, found by the preload for a File of the page, into a grant. Not reachable from the page itself. */
export const grantPathChannel = 'file.grant-path'

/** Partial results of a command that streams: a `Batch` each. */
export const itemsChannel = 'items'

/** What goes over `itemsChannel`. */
export interface Batch {
  readonly operation: string
  readonly items: readonly never[]
}

/** The channel of an event. */
export function eventChannel(event: string): string {
  return `event:${event}`
}
