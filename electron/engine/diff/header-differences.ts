// What differs in a header beside the name, as text: of an edit owner, time and link target, between two backups mode and kind as well.
import { assertNever } from '../../../shared/model/assert-never'
import type { ChangeKind, HeaderDifference } from '../../../shared/model/change'
import type { ComparedAspect, ComparedFact } from '../../../shared/model/comparison'
import { formatMode } from '../../../shared/model/mode'
import type { Entry } from '../document/entry'
import { isoTime } from '../formats/iso-time'

type HeaderKind = HeaderDifference['kind']

/** Both sides of each of the kinds that is about a header. */
export function headerDifferences(
  kinds: readonly ChangeKind[],
  before: Entry,
  after: Entry,
): readonly HeaderDifference[] {
  return kinds.filter(isHeaderKind).map(kind => ({ kind, before: factOf(kind, before), after: factOf(kind, after) }))
}

/** Both sides of each aspect that is about a header; `kinds` are what the two are, in words. */
export function headerFacts(
  aspects: readonly ComparedAspect[],
  before: Entry,
  after: Entry,
  kinds: { readonly before: string; readonly after: string },
): readonly ComparedFact[] {
  const textOf = (entry: Entry, aspect: ComparedFact['aspect'], kind: string): string => {
    switch (aspect) {
      case 'mode':
        return formatMode(entry.mode)
      case 'mtime':
        return factOf('time', entry)
      case 'type':
        return kind
      default:
        return factOf(aspect, entry)
    }
  }
  return aspects.flatMap(aspect =>
    aspect === 'content' || aspect === 'order'
      ? []
      : [{ aspect, before: textOf(before, aspect, kinds.before), after: textOf(after, aspect, kinds.after) }],
  )
}

/** An owner as it is written here and on the command line: `0:0 root:root`, without names `0:0`. */
export function ownerText({ uid, gid, uname, gname }: Pick<Entry, 'uid' | 'gid' | 'uname' | 'gname'>): string {
  return uname === '' && gname === '' ? `${uid}:${gid}` : `${uid}:${gid} ${uname}:${gname}`
}

function factOf(kind: HeaderKind, entry: Entry): string {
  switch (kind) {
    case 'owner':
      return ownerText(entry)
    case 'time':
      return isoTime(entry.mtime) ?? String(entry.mtime)
    case 'link':
      return entry.linkname
    default:
      return assertNever(kind)
  }
}

function isHeaderKind(kind: ChangeKind): kind is HeaderKind {
  return kind === 'owner' || kind === 'time' || kind === 'link'
}
