// The host card as rows: which facts in which group, in words. A fact that the backup does not have stays null here; the
// card says so.
import type { ErrorData } from '../../../shared/model/errors'
import { type Finding, isOfError } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import { formatExactSize, formatTime } from '../../ui/format'
import { text } from '../../ui/text'

export interface HostFact {
  readonly label: string
  /** Null: not in this backup. */
  readonly value: string | null
  /** Fixed-width type, for what is copied or compared. */
  readonly mono?: boolean
}

export interface HostFactGroup {
  readonly title: string
  readonly facts: readonly HostFact[]
}

/** All facts of the card, in groups. */
export function hostFacts(card: HostCard): readonly HostFactGroup[] {
  const words = text.host
  return [
    {
      title: words.host,
      facts: [
        { label: words.hostname, value: card.hostname },
        { label: words.release, value: card.release },
        { label: words.managementAddress, value: card.managementAddress },
        { label: words.uuid, value: card.uuid, mono: true },
        { label: words.accounts, value: card.accounts === null ? null : card.accounts.join(', ') || words.noAccounts },
      ],
    },
    {
      title: words.backup,
      facts: [
        { label: words.shape, value: words.shapes[card.shape] },
        { label: words.encryption, value: words.encryptions[card.encryption] },
        { label: words.savedAt, value: card.savedAt === null ? null : formatTime(card.savedAt) },
        { label: words.contents, value: words.entriesInLayers(card.entries, card.layers) },
        { label: words.size, value: formatExactSize(card.size) },
        { label: 'SHA-256', value: card.sha256, mono: true },
      ],
    },
  ]
}

/** The findings of the card, less the one that a banner over the panes shows already. */
export function findingsBeside(card: HostCard, problem: ErrorData | null): readonly Finding[] {
  return card.findings.filter(finding => !isOfError(finding, problem))
}

/** The facts that fit one line, those that are there. */
export function hostLine(card: HostCard): readonly string[] {
  const words = text.host
  const facts = [
    card.hostname,
    card.release === null ? null : words.esxi(card.release),
    card.managementAddress,
    card.uuid,
    words.encryptionsShort[card.encryption],
  ]
  return facts.filter(fact => fact !== null)
}
