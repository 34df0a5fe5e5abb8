// Two backups compared, as it is told to people: secrets hidden by the names of both backups, noise marked, host card against host card.
import type { RowDifference } from '../../../shared/model/change'
import type { CardDifference, ComparedEntry, ComparedSide } from '../../../shared/model/comparison'
import type { CertificateDifferences } from '../../../shared/model/certificate-differences'
import type { NetworkDifferences } from '../../../shared/model/network-differences'
import type { HostCard } from '../../../shared/model/host-card'
import { fileWith } from '../../../shared/secrets/secret'
import { secretMask, secretSpans } from '../../../shared/secrets/spans'
import { throwIfCancelled } from '../codecs/context'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { ESX_CONF_PATH } from '../esx/paths'
import { hostCard } from '../facts/host-card'
import { secretNamesOf } from '../secrets/schema-names'
import { settingsOf } from '../settings/read-settings'
import { networkOf } from '../network/network'
import { isWholeChain } from './align'
import { certificatesBetween } from './certificate-differences'
import { compareDocuments, type Difference } from './documents'
import { versionsOf } from './entry-diff'
import { networkDifferences } from './network-differences'
import { isNoise } from './noise'

/** A difference as it is told; a report has the rows of databases too, which `withRows` adds. */
export interface ToldEntry extends ComparedEntry {
  readonly rows?: readonly RowDifference[] | null
}

/** What differs, and between which two. */
export interface ToldComparison {
  readonly before: ComparedSide
  readonly after: ComparedSide
  readonly entries: readonly ToldEntry[]
  readonly card: readonly CardDifference[]
  readonly network: NetworkDifferences
  /** Names of those whose inside cannot be opened: then cards and networks are not compared. */
  readonly unseen: readonly string[]
}

/** Compares two backups, the earlier one first. Layers are opened as needed. Throws only CANCELLED. */
export async function compareBackups(
  before: Document,
  after: Document,
  options: OpenLayerOptions = {},
): Promise<ToldComparison> {
  const differences = await compareDocuments(before, after, options)
  const file = fileWith([ESX_CONF_PATH], await secretNamesOfBoth(before, after))
  const hidden = (key: string, value: string | null) =>
    value !== null && secretSpans(`${key} = "${value}"`, file).length > 0 ? secretMask : value
  const [old, now] = [await hostCard(before, options), await hostCard(after, options)]
  const sides = [sideOf(before, old), sideOf(after, now)] as const
  const unseen = sides.filter((_, index) => !isWholeChain(index === 0 ? before : after)).map(({ name }) => name)
  // What one cannot see of a host is not gone.
  const isSeen = unseen.length === 0
  const network = networkOf(await settingsOf(after))
  const certificates: (CertificateDifferences | null)[] = []
  for (const one of differences) {
    throwIfCancelled(options.signal)
    certificates.push(await certificatesOf(one, before, after))
  }
  return {
    before: sides[0],
    after: sides[1],
    unseen,
    entries: differences.map((one, index) => ({
      ...one,
      certificates: certificates[index] ?? null,
      keys:
        one.keys?.map(({ key, ...sides }) => ({
          key,
          before: hidden(key, sides.before),
          after: hidden(key, sides.after),
        })) ?? null,
      noise: isNoise(one),
    })),
    card: isSeen ? cardDifferences(old, now) : [],
    network: networkDifferences(isSeen ? networkOf(await settingsOf(before)) : network, network),
  }
}

async function certificatesOf(difference: Difference, before: Document, after: Document) {
  const { old, now } = await versionsOf(difference, before, after)
  return old || now ? certificatesBetween(old?.content ?? null, now?.content ?? null) : null
}

/** Names that either backup declares secret. */
export async function secretNamesOfBoth(before: Document, after: Document) {
  return new Map([...secretNamesOf(await settingsOf(before)), ...secretNamesOf(await settingsOf(after))])
}

/** Facts of the host that differ, in the order of the card; what is said of the backup itself differs every time and is left out. */
export function cardDifferences(before: HostCard, after: HostCard): readonly CardDifference[] {
  const old = new Map(before.groups.flatMap(({ facts }) => facts.map(fact => [fact.id, textsOf(fact.values)])))
  return after.groups.flatMap(({ id, title: group, facts }) =>
    id === 'backup'
      ? []
      : facts.flatMap(fact => {
          const [was, is] = [old.get(fact.id) ?? [], textsOf(fact.values)]
          if (was.length === is.length && was.every((text, index) => text === is[index])) return []
          const kept = new Set(was.filter(text => is.includes(text)))
          const differing = (texts: readonly string[]) => texts.filter(text => !kept.has(text))
          const sides = { before: differing(was), after: differing(is) }
          // In another order: all of them are told.
          const same = sides.before.length === 0 && sides.after.length === 0
          return [{ id: fact.id, group, title: fact.title, ...(same ? { before: was, after: is } : sides) }]
        }),
  )
}

const textsOf = (values: readonly { readonly text: string }[]) => values.map(({ text }) => text)

function sideOf(document: Document, { savedAt, groups }: HostCard): ComparedSide {
  const { name, bank } = document
  const counter = groups.flatMap(({ facts }) => facts).find(({ id }) => id === 'backup.counter')?.values[0]?.data
  return {
    name: bank === null ? name : `${name} of ${bank.text}`,
    size: document.source.length,
    sha256: document.digest(),
    savedAt,
    counter: typeof counter === 'number' ? counter : null,
  }
}
