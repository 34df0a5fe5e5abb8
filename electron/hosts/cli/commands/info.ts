// `bootbank info`: the host's card, group by group. Only the host's layer chain is opened for it.
import type { Fact, FactGroup } from '../../../../shared/model/facts'
import type { Finding } from '../../../../shared/model/finding'
import { type HostCard, isSealedAway } from '../../../../shared/model/host-card'
import type { Document } from '../../../engine/document/document'
import type { ExitCode } from '../exit-code'
import { openBackup, openLayers } from '../open-backup'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

/** Indent, a title of at most 24 characters, and a gap. */
const LABEL_WIDTH = 28

/** Prints the card. A damaged layer is thrown after what could be read has been printed. */
export async function info(run: Run, file: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  // What the card is made by is loaded while the layers are opened: their key is derived in another thread.
  const [damage, { hostCard }] = await Promise.all([openLayers(document, run, 'chain'), loadCard(document)])
  const card = await hostCard(document, run.watch)
  if (run.json) run.printJson(jsonOf(card))
  else run.print(cardLines(card, damage !== null))
  if (damage) throw damage
  return 0
}

async function loadCard(document: Document) {
  const [card, { expectStore }] = await Promise.all([
    import('../../../engine/facts/host-card'),
    import('../../../engine/esx/expect-store'),
  ])
  expectStore(document)
  return card
}

/** The fields that docs/cli.md promises first, then every fact in one flat list: `value` is null for what the backup does not hold. */
function jsonOf({ groups, ...card }: HostCard) {
  // `notes` is what scripts read since before findings had codes.
  return {
    ...card,
    notes: messagesOf(card.findings),
    facts: groups.flatMap(({ id, facts }) => facts.map(fact => factJson(id, fact))),
  }
}

function factJson(group: string, { id, title, kind, values }: Fact) {
  const data = values.map(value => value.data)
  return {
    id,
    group,
    title,
    value: kind === 'one' ? (data[0] ?? null) : data.length === 0 ? null : data,
    values: values.map(({ text, data: value, source, attention }) => ({ value, text, source, attention })),
  }
}

function messagesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ message }) => message)
}

function cardLines(card: HostCard, isDamaged: boolean): string[] {
  const { groups, findings } = card
  const notes = messagesOf(findings)
  // What is not among the readable files may well be among the sealed or damaged ones.
  const hidden = isDamaged ? 'damaged, not readable here' : 'not in this backup'
  const absent = isSealedAway(card) ? 'sealed, not readable here' : hidden
  const lines = groups.flatMap((group, index) => [...(index === 0 ? [] : ['']), ...groupLines(group, absent)])
  if (notes.length > 0) lines.push('', 'Notes', ...notes.map(note => `  ${terminalText(note)}`))
  return lines
}

/** The title, and the facts that matter first or are there. */
function groupLines({ title, facts }: FactGroup, absent: string): readonly string[] {
  const shown = facts.filter(({ first, values }) => first || values.length > 0)
  return [title, ...shown.flatMap(fact => factLines(fact, absent))]
}

function factLines({ title, kind, values }: Fact, absent: string): readonly string[] {
  const label = `  ${title}`.padEnd(LABEL_WIDTH)
  if (values.length === 0) return [label + absent]
  return values.map(({ text, source }, index) => {
    // Places that disagree are told apart by where they are.
    const from = kind === 'one' && values.length > 1 && source ? ` (${source.setting ?? source.address})` : ''
    return (index === 0 ? label : ' '.repeat(LABEL_WIDTH)) + terminalText(text + from)
  })
}
