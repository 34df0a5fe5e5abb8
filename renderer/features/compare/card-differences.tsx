// What the cards of two hosts say differently, above the list of files: the answer that most people came for.
import type { CardDifference } from '../../../shared/model/comparison'
import { SettingsTable } from '../diff/settings-table'
import styles from './compare-view.module.css'
import { compareText as texts } from './text'

interface CardDifferencesProps {
  readonly card: readonly CardDifference[]
  readonly sides: { readonly before: string; readonly after: string }
}

export function CardDifferences({ card, sides }: CardDifferencesProps) {
  if (card.length === 0) return null
  const joined = (values: readonly string[]) => (values.length === 0 ? null : values.join('\n'))
  return (
    <details className={styles.card}>
      <summary title={texts.card(card.map(({ title }) => title))}>{texts.card(card.map(({ title }) => title))}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <section className={styles.facts} tabIndex={0} aria-label={texts.cardFacts}>
        <SettingsTable
          heading={texts.fact}
          settings={card.map(({ title, before, after }) => ({
            path: title,
            before: joined(before),
            after: joined(after),
          }))}
          sides={sides}
        />
      </section>
    </details>
  )
}
