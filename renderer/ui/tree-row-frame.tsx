// What every row of a virtual tree has: its place, its role and levels, and the mark by which it unfolds.
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'
import type { DrawnRow } from './virtual-tree'
import styles from './virtual-tree.module.css'

declare module 'react' {
  interface CSSProperties {
    /** Levels above a tree row. */
    '--depth'?: number
  }
}

export interface TreeRowFrameProps extends DrawnRow {
  readonly row: {
    readonly node: { readonly id: string; readonly expandable: boolean }
    readonly expanded: boolean
    /** From 1. */
    readonly level: number
    readonly setSize: number
    readonly position: number
  }
  readonly label: string
  /** What assistive technology says after the name. */
  readonly description: string
  readonly selected: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

export function TreeRowFrame(props: TreeRowFrameProps) {
  const { id, row, label, description, focused, selected, top, className, children } = props
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this row by aria-activedescendant
    <div
      id={id}
      className={classes(styles.row, focused && styles.focused, className)}
      role="treeitem"
      aria-label={label}
      aria-description={description}
      aria-level={row.level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={row.node.expandable ? row.expanded : undefined}
      aria-selected={selected}
      data-row={row.node.id}
      style={{ transform: `translateY(${top}px)`, '--depth': row.level - 1 }}
    >
      {children}
    </div>
  )
}

/** Where a row unfolds, as wide where it does not. */
export function Twisty({ row: { node, expanded } }: Pick<TreeRowFrameProps, 'row'>) {
  return (
    <span className={styles.twisty} data-twisty={node.expandable || undefined}>
      {node.expandable && (
        <ChevronRight className={classes(expanded && styles.turned)} size={14} strokeWidth={2} aria-hidden />
      )}
    </span>
  )
}
