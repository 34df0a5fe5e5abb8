// What a drawing says of its parts besides what they are: that they came, went or differ, by sign, line and words as well as by colour.
import type { NetworkDifferences, PartChange } from '../../../shared/model/network-differences'
import { networkAspects } from '../../../shared/model/network-differences'

export interface MapMarks {
  readonly nodes: ReadonlyMap<string, NodeMark>
  /** By the ids of both ends, with a blank between them. */
  readonly links: ReadonlyMap<string, PartChange>
}

export interface NodeMark {
  readonly change: PartChange
  /** What differs, in a line; empty for what only one side has. */
  readonly words: string
}

/** What stands for a change where there is no room for a word. */
export const signs: Readonly<Record<PartChange, string>> = { added: '+', removed: '−', changed: '≠' }

export function marksOf({ parts, links }: NetworkDifferences): MapMarks {
  const told = (side: string | null) => side ?? '–'
  return {
    nodes: new Map(
      parts.map(({ id, change, facts }) => [
        id,
        {
          change,
          words:
            change === 'changed'
              ? facts.map(one => `${networkAspects[one.aspect]} ${told(one.before)} → ${told(one.after)}`).join(', ')
              : '',
        },
      ]),
    ),
    links: new Map(links.map(({ from, to, change }) => [linkKey(from, to), change])),
  }
}

export function linkKey(from: string, to: string): string {
  return `${from} ${to}`
}
