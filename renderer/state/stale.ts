// Which loaded folders an edit has made stale, so that only these are asked for again. A change touches the folders above
// it, which are those whose address its own continues.
import type { Change } from '../../shared/model/change'

/** Addresses of changes that came, went or moved between two states of the changes list; old and new address of each. */
export function touched(before: readonly Change[], after: readonly Change[]): ReadonlySet<string> {
  const known = new Map(before.map(change => [change.node, JSON.stringify(change)]))
  const addresses = new Set<string>()
  const touch = (change: Change) => {
    addresses.add(change.address)
    if (change.before !== null) addresses.add(change.before)
  }
  const previous = new Map(before.map(change => [change.node, change]))
  for (const change of after) {
    if (known.get(change.node) === JSON.stringify(change)) {
      previous.delete(change.node)
      continue
    }
    touch(change)
  }
  for (const change of previous.values()) touch(change)
  return addresses
}

/** Whether one of the addresses is inside a folder or layer, at any depth. The outermost file's address is empty. */
export function holdsAny(folder: string, addresses: ReadonlySet<string>): boolean {
  if (folder === '') return addresses.size > 0
  for (const address of addresses) {
    if (address.startsWith(`${folder}/`) || address.startsWith(`${folder}!/`)) return true
  }
  return false
}
