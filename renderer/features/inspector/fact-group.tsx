// A group of facts under a heading, and one fact: label, value, what it means, a button to copy it.
import { Copy } from 'lucide-react'
import { Fragment, type ReactNode, useId } from 'react'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { copyText } from '../../ui/copy-text'
import { paneText } from '../../ui/text-panes'
import type { ShownFact } from './fact-groups'
import styles from './inspector-pane.module.css'

export function FactGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, a section would be one landmark among many.
    <div className={styles.group} role="group" aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </div>
  )
}

export function FactRow({ label, value, mono, changed, copyLabel, hint }: ShownFact) {
  return (
    <div className={styles.row}>
      <dt>
        {label}
        {changed && <ChangedMark />}
      </dt>
      <dd className={classes(mono && styles.mono)}>
        <span className={styles.value}>{breakable(value)}</span>
        {copyLabel && (
          <Button
            kind="quiet"
            icon={Copy}
            iconOnly
            label={copyLabel}
            className={styles.copy}
            onClick={() => void copyText(value)}
          />
        )}
        {hint && <span className={styles.hint}>{hint}</span>}
      </dd>
    </div>
  )
}

/** A path, which breaks after its slashes rather than inside a name. */
function breakable(value: string): ReactNode {
  return value.split(/(?<=\/)/).map((part, depth) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a path may hold the same segment twice; its depth is its identity.
    <Fragment key={depth}>
      {depth > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}

export function ChangedMark() {
  const label = paneText.inspector.changed
  return <span className={styles.changed} role="img" aria-label={label} data-tip={label} />
}
