// A part of the network in words, which opens where it stands in the backup.
import type { MapNode } from './graph'
import styles from './network-view.module.css'
import { shortName } from './words'

export interface NodeLinkProps {
  readonly node: MapNode | undefined
  readonly onOpen: (node: MapNode) => void
}

/** The name as a button; nothing for what is not there. */
export function NodeLink({ node, onOpen }: NodeLinkProps) {
  if (!node) return null
  return (
    <button type="button" className={styles.link} onClick={() => onOpen(node)}>
      {shortName(node)}
    </button>
  )
}
