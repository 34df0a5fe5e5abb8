// A line between the header and the content that says what the user should know about it, with an action beside.
import type { ReactNode } from 'react'
import { classes } from '../../ui/classes'
import styles from './strip.module.css'

export interface StripProps {
  readonly tone: 'plain' | 'warning' | 'danger'
  readonly title: string
  readonly message?: string
  /** Tell assistive technology at once. */
  readonly alert?: boolean
  readonly children?: ReactNode
}

export function Strip({ tone, title, message, alert, children }: StripProps) {
  return (
    <div className={classes(styles.strip, styles[tone])}>
      <p className={styles.words} role={alert ? 'alert' : undefined}>
        <strong className={styles.title}>{title}</strong> {message}
      </p>
      {children}
    </div>
  )
}
