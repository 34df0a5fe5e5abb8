// The host in one line, and what is to be told beside its facts.
import type { ErrorData } from '../../../shared/model/errors'
import { type Finding, isOfError } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import { text } from '../../ui/text'

/** The findings of the card, less the one that a banner over the panes shows already. */
export function findingsBeside(card: HostCard, problem: ErrorData | null): readonly Finding[] {
  return card.findings.filter(finding => !isOfError(finding, problem))
}

/** The build that the card tells; null where it does not, or not one alone. */
function buildOf({ groups }: HostCard): string | null {
  const values = groups.flatMap(({ facts }) => facts).find(({ id }) => id === 'identity.build')?.values ?? []
  return values.length === 1 ? (values[0]?.text ?? null) : null
}

/** What the file is. Of one that is damaged and shows nothing of a host nobody can say. */
export function shapeText(card: HostCard, problem: ErrorData | null): string {
  return isUnknown(card, problem) ? text.host.unknown : text.host.shapes[card.shape]
}

function isUnknown({ shape }: HostCard, problem: ErrorData | null): boolean {
  return shape === 'archive' && problem !== null
}

/** The facts that fit one line, those that are there; `problem` is what is wrong with the file as a whole. */
export function hostLine(card: HostCard, problem: ErrorData | null): readonly string[] {
  const words = text.host
  const build = buildOf(card)
  const facts = [
    card.hostname,
    card.release === null ? null : words.esxi(card.release),
    card.managementAddress,
    build === null ? null : words.build(build),
    card.uuid,
    isUnknown(card, problem) ? words.unknown : words.encryptionsShort[card.encryption],
  ]
  return facts.filter(fact => fact !== null)
}
