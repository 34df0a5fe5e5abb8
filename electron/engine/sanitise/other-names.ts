import { createHmac } from 'node:crypto'
import { commonNames } from './host-names'

/** Another name for each, by its lower case: labels of a domain one by one, no longer than 32 characters, and never one for two. */
export function otherNames(names: ReadonlySet<string>, salt: Uint8Array): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  const taken = new Set<string>()
  const labelFor = (label: string): string => {
    const key = label.toLowerCase()
    const known = table.get(key)
    if (known !== undefined) return known
    for (let round = 0; ; round++) {
      const digest = createHmac('sha256', salt).update(`name ${round} ${key}`).digest('hex')
      const made = `n${digest.slice(0, Math.max(7, label.length - 1))}`.slice(0, 32)
      if (taken.has(made)) continue
      taken.add(made)
      table.set(key, made)
      return made
    }
  }
  for (const name of [...names].sort((a, b) => a.length - b.length)) {
    const key = name.toLowerCase()
    if (table.has(key)) continue
    if (name.includes('.'))
      table.set(
        key,
        name
          .split('.')
          .map(part => (commonNames.has(part.toLowerCase()) ? part : labelFor(part)))
          .join('.'),
      )
    else labelFor(name)
  }
  return table
}
