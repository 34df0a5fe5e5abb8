// What differs between two networks as a table: a row for each fact, the part named in each.
import type { NetworkPartDifference } from '../../../shared/model/network-differences'
import { networkAspects } from '../../../shared/model/network-differences'
import styles from './network-comparison.module.css'
import { compareText as texts } from './text'

interface NetworkPartsTableProps {
  readonly parts: readonly NetworkPartDifference[]
  readonly sides: { readonly before: string; readonly after: string }
}

export function NetworkPartsTable({ parts, sides }: NetworkPartsTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <section className={styles.tableRoom} tabIndex={0} aria-label={texts.networkTable}>
      <table className={styles.table} aria-label={texts.networkTable}>
        <thead>
          <tr>
            <th scope="col">{texts.part}</th>
            <th scope="col">{texts.change}</th>
            <th scope="col">{texts.fact}</th>
            <th scope="col">{sides.before}</th>
            <th scope="col">{sides.after}</th>
          </tr>
        </thead>
        <tbody>
          {parts.flatMap(part =>
            (part.facts.length > 0 ? part.facts : [null]).map(fact => (
              <tr key={`${part.id} ${fact?.aspect}`}>
                <th scope="row">{texts.partName(part)}</th>
                <td>{texts.partChanges[part.change]}</td>
                <td>{fact && networkAspects[fact.aspect]}</td>
                <td data-side="before">{fact && (fact.before ?? texts.notSet)}</td>
                <td data-side="after">{fact && (fact.after ?? texts.notSet)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  )
}
