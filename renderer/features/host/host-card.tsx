// The host at a glance, above the preview of the opened file: what it is, and what the backup is. Facts that are copied
// into tickets have a copy button.
import { Check, Copy, Server } from 'lucide-react'
import { useState } from 'react'
import type { ErrorData } from '../../../shared/model/errors'
import type { HostCard } from '../../../shared/model/host-card'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { copyText } from '../../ui/copy-text'
import { Notes } from '../../ui/notes'
import { text } from '../../ui/text'
import styles from './host-card.module.css'
import { type HostFact, hostFacts, findingsBeside } from './host-facts'

export interface HostCardProps {
  readonly card: HostCard
  /** Why not all of the file could be read; shown elsewhere. */
  readonly problem: ErrorData | null
}

/** The card. */
export function HostCardPanel({ card, problem }: HostCardProps) {
  // A fact that is missing may be in the layer that could not be opened.
  const absent = card.encryption === 'tpm' || problem !== null ? text.host.sealed : text.host.absent
  const findings = findingsBeside(card, problem)
  return (
    <section className={styles.card} aria-label={text.host.title}>
      <header className={styles.header}>
        <Server size={22} strokeWidth={1.5} aria-hidden />
        <h2>{card.hostname ?? text.host.shapes[card.shape]}</h2>
      </header>
      <div className={styles.groups}>
        {hostFacts(card).map(group => (
          <div key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.facts.map(fact => (
                <FactRow key={fact.label} fact={fact} absent={absent} />
              ))}
            </dl>
          </div>
        ))}
      </div>
      <Notes notes={findings.map(({ message }) => message)} label={text.host.notes} />
    </section>
  )
}

function FactRow({ fact, absent }: { readonly fact: HostFact; readonly absent: string }) {
  return (
    <div className={styles.fact}>
      <dt>{fact.label}</dt>
      {fact.value === null ? (
        <dd className={styles.absent}>{absent}</dd>
      ) : (
        <dd className={classes(fact.mono && styles.mono)}>
          {fact.value}
          {fact.mono && <CopyButton label={text.host.copy(fact.label)} value={fact.value} />}
        </dd>
      )}
    </div>
  )
}

function CopyButton({ label, value }: { readonly label: string; readonly value: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    setCopied(await copyText(value))
    window.setTimeout(() => setCopied(false), 1500)
  }
  return (
    <Button
      label={label}
      icon={copied ? Check : Copy}
      kind="quiet"
      iconOnly
      className={styles.copy}
      onClick={() => void copy()}
    />
  )
}
