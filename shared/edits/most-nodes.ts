/** Entries that one request may name. */
export const mostNodes = 10_000
