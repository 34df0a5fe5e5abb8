// How a comparison is written where it ends up in tickets and mails.
import { certificateAspects } from '../../../shared/model/certificate-differences'
import type { ComparedFact } from '../../../shared/model/comparison'
import { type NetworkPartDifference, networkAspects, networkPartWords } from '../../../shared/model/network-differences'
import { secretMask } from '../../../shared/secrets/spans'
import type { ToldComparison, ToldEntry } from './comparison'
import { mostRowValues } from './row-differences'

/** A hidden value as reports have it. */
export function starred(value: string): string {
  return value === secretMask ? '***' : value
}

/** The fields that docs/cli.md promises of a difference; `from` where the entry had another address before. */
export function differenceJson({ address, change, what, facts, from, keys, certificates, rows = null }: ToldEntry) {
  const value = (text: string | null) => (text === null ? null : starred(text))
  return {
    address,
    change,
    what,
    ...(facts.length === 0
      ? {}
      : { facts: facts.map(({ aspect, before, after }) => ({ key: aspect, old: before, new: after })) }),
    ...(from === null ? {} : { from }),
    ...(keys === null
      ? {}
      : { keys: keys.map(({ key, before, after }) => ({ key, old: value(before), new: value(after) })) }),
    ...(certificates === null
      ? {}
      : {
          certificates: certificates.list.map(one => ({
            subject: one.subject,
            change: one.change,
            facts: one.facts.map(({ aspect, before, after }) => ({ key: aspect, old: before, new: after })),
          })),
        }),
    ...(rows === null
      ? {}
      : {
          rows: rows.map(({ table, row, column, before, after }) => ({
            table,
            row: starred(row),
            column,
            old: value(before),
            new: value(after),
          })),
        }),
  }
}

/** A comparison as objects, a line each: its entries, and then the parts of the network. */
export function comparisonJson({ entries, network }: Pick<ToldComparison, 'entries' | 'network'>): readonly object[] {
  return [...entries.map(differenceJson), ...network.parts.map(networkJson)]
}

/** A part of the network that differs, as `diff --json` tells it after the entries. */
function networkJson({ kind, name, switch: of, change, facts }: NetworkPartDifference) {
  return {
    network: { kind, name, ...(of === null ? {} : { switch: of }) },
    change,
    facts: facts.map(({ aspect, before, after }) => ({ key: aspect, old: before, new: after })),
  }
}

/** Facts that differ as lines: a name, and both sides. */
export interface ToldFact {
  readonly title: string
  readonly before: string | null
  readonly after: string | null
}

const factTitles: Readonly<Record<ComparedFact['aspect'], string>> = {
  mode: 'mode',
  owner: 'owner',
  mtime: 'time',
  type: 'type',
  link: 'link target',
}

/** What is said of the header of an entry. */
export function headerLines({ facts }: ToldEntry): readonly ToldFact[] {
  return facts.map(({ aspect, before, after }) => ({
    title: factTitles[aspect],
    before: before === '' ? null : before,
    after: after === '' ? null : after,
  }))
}

/** Why cards and networks are not compared; null where they are. */
export function unseenWords(unseen: readonly string[]): string | null {
  return unseen.length === 0
    ? null
    : `The inside of ${unseen.join(' and of ')} cannot be opened, so neither the cards of the hosts nor their networks are compared.`
}

/** What is said of the certificates of an entry, a heading for each. */
export function certificateLines({
  certificates,
}: ToldEntry): readonly { title: string; facts: readonly ToldFact[] }[] {
  return (certificates?.list ?? []).map(({ change, subject, facts }) => ({
    title: `certificate ${change}: ${subject}`,
    facts: facts.map(({ aspect, ...sides }) => ({ title: certificateAspects[aspect], ...sides })),
  }))
}

/** What is said of the rows of a database, a heading for each row that differs. */
export function rowLines({ rows }: ToldEntry): readonly { title: string; facts: readonly ToldFact[] }[] {
  const value = (text: string | null) => (text === null ? null : starred(text))
  const told: { table: string; row: string; facts: ToldFact[] }[] = []
  for (const { table, row, column, before, after } of rows ?? []) {
    const fact = { title: column, before: value(before), after: value(after) }
    const last = told.at(-1)
    if (last?.table === table && last.row === row) last.facts.push(fact)
    else told.push({ table, row, facts: [fact] })
  }
  return [
    ...told.map(({ table, row, facts }) => ({ title: `table ${table}, row ${starred(row)}`, facts })),
    ...((rows ?? []).length < mostRowValues ? [] : [{ title: 'further rows are not told', facts: [] }]),
  ]
}

/** What is said of a part of the network. */
export function networkLines({ kind, name, switch: of, change, facts }: NetworkPartDifference) {
  const what = kind === 'host' ? name : `${networkPartWords[kind]} ${name}${of === null ? '' : ` on ${of}`}`
  return {
    title: `${change}: ${what}`,
    facts: facts.map(({ aspect, ...sides }): ToldFact => ({ title: networkAspects[aspect], ...sides })),
  }
}
