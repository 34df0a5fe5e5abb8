import type { NamePart } from '../../../shared/viewers/certificate'

/** What a certificate is called in one line: its common name, else the first of unit and organization; null for an empty name. */
export function commonName(name: readonly NamePart[]): string | null {
  for (const wanted of ['CN', 'OU', 'O']) {
    const found = name.findLast(part => part.type === wanted)
    if (found) return found.value
  }
  return name.at(-1)?.value ?? null
}
