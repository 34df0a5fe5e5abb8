// An error as a card: what happened, the sentence, where, what to do, the code. The same card stands alone, in a dialog or
// as a banner over what could still be read.
import { OctagonAlert, TriangleAlert } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { ErrorData } from '../../../shared/model/errors'
import { classes } from '../../ui/classes'
import { formatOffset } from '../../ui/format'
import { text } from '../../ui/text'
import { adviceFor } from './advice'
import styles from './error-card.module.css'

export interface ErrorCardProps {
  /** What did not happen, such as `state.tgz could not be opened`. */
  readonly title: string
  readonly error: ErrorData
  /** `banner`: something is readable all the same. */
  readonly look?: 'card' | 'banner' | 'bare'
  /** Buttons. */
  readonly children?: ReactNode
}

/** The card. */
export function ErrorCard({ title, error, look = 'card', children }: ErrorCardProps) {
  const advice = adviceFor(error.code)
  const where = whereOf(error)
  const Icon = look === 'banner' ? TriangleAlert : OctagonAlert
  return (
    <section className={classes(styles.error, styles[look])} aria-label={title} role="alert">
      <Icon className={styles.icon} size={20} strokeWidth={1.75} aria-hidden />
      <div className={styles.words}>
        <h2 className={styles.title}>
          {title} <code className={styles.code}>{error.code}</code>
        </h2>
        <p>{error.message}</p>
        {where.length > 0 && (
          <dl className={styles.where}>
            {where.map(([label, value]) => (
              <Fragment key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </Fragment>
            ))}
          </dl>
        )}
        {advice && <p className={styles.advice}>{advice}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </section>
  )
}

function whereOf({ where }: ErrorData): readonly (readonly [string, string])[] {
  const rows: [string, string][] = []
  if (where.layer) rows.push([text.errors.layer, where.layer])
  if (where.path) rows.push([text.errors.path, where.path])
  if (where.offset !== undefined) rows.push([text.errors.offset, formatOffset(where.offset)])
  return rows
}
