// One row of the tree. It has no focus and no keys of its own: the tree has, and points here by aria-activedescendant.
import { ChevronRight, LoaderCircle, OctagonAlert, StickyNote } from 'lucide-react'
import { memo } from 'react'
import type { TreeNode } from '../../../shared/model/node'
import { classes } from '../../ui/classes'
import { formatSize } from '../../ui/format'
import { text } from '../../ui/text'
import { ChangeBadge } from '../changes/change-badge'
import { canDragOut } from './drag-out'
import { NodeIcon } from './node-icon'
import type { TreeRow } from '../../state/tree-rows'
import styles from './tree-row.module.css'

export interface TreeRowProps {
  readonly id: string
  readonly row: TreeRow
  readonly focused: boolean
  readonly selected: boolean
  readonly loading: boolean
  /** What is dragged over the window would be added to it. */
  readonly target: boolean
  /** Pixels from the top of the list. */
  readonly top: number
}

/** The row; the tree hears clicks by delegation, from `data-row` and `data-twisty`. */
export const TreeRowView = memo(function TreeRowView({
  id,
  row,
  focused,
  selected,
  loading,
  target,
  top,
}: TreeRowProps) {
  const { node, level } = row
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this row by aria-activedescendant
    <div
      id={id}
      className={classes(styles.row, focused && styles.focused)}
      role="treeitem"
      aria-label={node.name}
      aria-description={describe(node)}
      aria-level={level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={node.expandable ? row.expanded : undefined}
      aria-selected={selected}
      aria-busy={loading || undefined}
      data-row={node.id}
      data-target={target || undefined}
      draggable={canDragOut(node)}
      style={{ transform: `translateY(${top}px)`, '--depth': level - 1 }}
    >
      <span className={styles.guides} />
      <span className={styles.twisty} data-twisty={node.expandable || undefined}>
        {loading ? (
          <LoaderCircle className={styles.spin} size={14} aria-hidden />
        ) : (
          node.expandable && (
            <ChevronRight className={classes(row.expanded && styles.turned)} size={14} strokeWidth={2} aria-hidden />
          )
        )}
      </span>
      <span className={styles.icon}>
        <NodeIcon node={node} expanded={row.expanded} />
      </span>
      <span className={styles.name} title={node.name} data-mark={node.change ?? undefined}>
        {node.name}
      </span>
      <Marks node={node} />
      <span className={styles.size}>{node.size === null ? '' : formatSize(node.size)}</span>
      <span className={styles.change}>{node.change && <ChangeBadge mark={node.change} />}</span>
    </div>
  )
})

function Marks({ node }: { readonly node: TreeNode }) {
  return (
    <span className={styles.marks}>
      {node.problem && node.lock !== 'locked' && (
        <span className={styles.problem} title={node.problem.message}>
          <OctagonAlert size={14} strokeWidth={2} aria-hidden />
        </span>
      )}
      {node.findings.length > 0 && (
        <span title={node.findings.map(({ message }) => message).join('\n')}>
          <StickyNote size={13} strokeWidth={1.75} aria-hidden />
        </span>
      )}
      {node.tFlag && (
        <span className={styles.tFlag} title={text.tree.tFlag}>
          T
        </span>
      )}
    </span>
  )
}

function describe(node: TreeNode): string {
  const words = [
    node.row === 'entry' && node.opens === null ? text.tree.kinds[node.kind] : '',
    node.opens === null ? '' : text.tree.layers[node.opens],
    node.lock === 'none' ? '' : text.tree.locks[node.lock],
    node.size === null ? '' : formatSize(node.size),
    node.tFlag ? text.tree.tFlag : '',
    node.change === null ? '' : text.changes.marks[node.change],
    node.problem === null || node.lock === 'locked' ? '' : text.tree.damaged,
    ...node.findings.map(({ message }) => message),
  ]
  return words.filter(word => word !== '').join(', ')
}
