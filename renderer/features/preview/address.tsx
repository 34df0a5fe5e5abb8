// An address in one line: what opens muted, the name in full, the middle shortened where there is no room.
import { Fragment } from 'react'
import { classes } from '../../ui/classes'
import { paneText } from '../../ui/text-panes'
import styles from './address.module.css'
import { addressParts } from './address-parts'

export function Address({ address }: { readonly address: string }) {
  const parts = addressParts(address)
  const name = parts.at(-1)
  if (!name) return <span className={styles.name}>{paneText.wholeFile}</span>
  return (
    <span className={styles.address} data-tip={address}>
      <span className={styles.way}>
        {parts.slice(0, -1).map((part, depth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a path may hold the same segment twice; its depth is its identity.
          <Fragment key={depth}>
            <span className={classes(part.role === 'layer' && styles.layer)}>{part.text}</span>
            <span className={styles.mark}>{part.role === 'layer' ? '!/' : '/'}</span>
          </Fragment>
        ))}
      </span>
      <span className={styles.name}>{name.text}</span>
    </span>
  )
}
