// What a pane shows when there is nothing in it: an icon, a line, a hint.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
}

/** Fills its pane. */
export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Icon size={28} strokeWidth={1.25} aria-hidden />
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.hint}>{children}</p>}
    </div>
  )
}
