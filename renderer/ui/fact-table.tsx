// Labels and values in two columns.
import type { Fact } from '../../shared/model/preview'
import styles from './fact-table.module.css'

export function FactTable({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(fact => (
        <div key={`${fact.label} ${fact.value}`} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
