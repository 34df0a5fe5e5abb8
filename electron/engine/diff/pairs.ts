// Which entry of one archive is which of the other: by name, duplicates by their ordinal. `./etc/hosts` and `etc/hosts` are one
// name, as they are to the host; an archive sealed as `x.ve` on one side is the plain `x` of the other. What is left on both sides
// is paired by content and facts where that leaves no choice: such an entry was moved.
import { sha256Of } from '../codecs/bytes'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'

export interface Pairing {
  readonly pairs: readonly (readonly [Entry, Entry])[]
  readonly onlyBefore: readonly Entry[]
  readonly onlyAfter: readonly Entry[]
}

/** Pairs by name; in the order of the second list. */
export function pairByName(before: readonly Entry[], after: readonly Entry[]): Pairing {
  const exact = pairBy(before, after, entry => plain(entry.name))
  const sealed = pairBy(exact.onlyBefore, exact.onlyAfter, unsealedName)
  const partner = new Map([...exact.pairs, ...sealed.pairs].map(([a, b]) => [b, a]))
  return {
    pairs: after.flatMap(b => {
      const a = partner.get(b)
      return a ? [[a, b] as const] : []
    }),
    onlyBefore: sealed.onlyBefore,
    onlyAfter: sealed.onlyAfter,
  }
}

/** Pairs of entries that have the same content and facts under another name, where each is the only one of its kind on its side. */
export function pairMoved(before: readonly Entry[], after: readonly Entry[]): Pairing {
  if (before.length === 0 || after.length === 0) return { pairs: [], onlyBefore: before, onlyAfter: after }
  const from = byPrint(before)
  const to = byPrint(after)
  const pairs = [...to].flatMap(([print, entries]) => {
    const rivals = from.get(print) ?? []
    const [a, b] = [rivals[0], entries[0]]
    return a && b && rivals.length === 1 && entries.length === 1 ? [[a, b] as const] : []
  })
  const gone = new Set(pairs.flat())
  return {
    pairs,
    onlyBefore: before.filter(entry => !gone.has(entry)),
    onlyAfter: after.filter(entry => !gone.has(entry)),
  }
}

function pairBy(before: readonly Entry[], after: readonly Entry[], keyOf: (entry: Entry) => string): Pairing {
  const waiting = new Map<string, Entry[]>()
  for (const entry of before) {
    const key = keyOf(entry)
    const list = waiting.get(key)
    if (list) list.push(entry)
    else waiting.set(key, [entry])
  }
  const taken = new Map<string, number>()
  const pairs: (readonly [Entry, Entry])[] = []
  const onlyAfter: Entry[] = []
  for (const entry of after) {
    const key = keyOf(entry)
    const ordinal = taken.get(key) ?? 0
    const partner = waiting.get(key)?.[ordinal]
    if (!partner) {
      onlyAfter.push(entry)
      continue
    }
    taken.set(key, ordinal + 1)
    pairs.push([partner, entry])
  }
  const used = new Set(pairs.map(([a]) => a))
  return { pairs, onlyBefore: before.filter(entry => !used.has(entry)), onlyAfter }
}

function unsealedName(entry: Entry): string {
  const name = plain(entry.name)
  return entry.opens === 'envelope' ? name.replace(/\.ve$/, '') : name
}

function byPrint(entries: readonly Entry[]): Map<string, Entry[]> {
  const prints = new Map<string, Entry[]>()
  for (const entry of entries) {
    const { kind, typeflag, mode, uid, gid, uname, gname, mtime, linkname, devmajor, devminor } = entry
    const content = kind === 'file' ? sha256Of(entry.layer.comparableContent(entry.slot)) : ''
    const facts = [
      kind,
      kind === 'other' ? typeflag : '',
      mode,
      uid,
      gid,
      uname,
      gname,
      mtime,
      linkname,
      devmajor,
      devminor,
    ]
    const print = JSON.stringify([...facts, content])
    const list = prints.get(print)
    if (list) list.push(entry)
    else prints.set(print, [entry])
  }
  return prints
}
