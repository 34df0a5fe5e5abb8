// What an edit changed in a header beside name and mode, as text: owner, time, link target.
import { assertNever } from '../../../shared/model/assert-never'
import type { ChangeKind, HeaderDifference } from '../../../shared/model/change'
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
