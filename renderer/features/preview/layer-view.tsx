// A layer: what wraps it, in a table, and what is worth knowing about it.
import { Archive, FileArchive, LockOpen, type LucideIcon } from 'lucide-react'
import type { Finding } from '../../../shared/model/finding'
import type { LayerKind } from '../../../shared/model/node'
import type { Fact } from '../../../shared/model/preview'
import { paneText } from '../../ui/text-panes'
import { FactTable } from './fact-table'
import styles from './layer-view.module.css'

const icons: Record<LayerKind, LucideIcon> = {
  tar: Archive,
  gzip: FileArchive,
  envelope: LockOpen,
  visor: Archive,
}

export interface LayerViewProps {
  readonly opens: LayerKind
  readonly facts: readonly Fact[]
  readonly findings: readonly Finding[]
}

export function LayerView({ opens, facts, findings }: LayerViewProps) {
  const Icon = icons[opens]
  return (
    <div className={styles.ground}>
      <div className={styles.layer}>
        <h2 className={styles.title}>
          <Icon className={styles.icon} aria-hidden />
          {paneText.layerKinds[opens]}
        </h2>
        {facts.length > 0 && <FactTable facts={facts} />}
        {findings.length > 0 && (
          <>
            <h3 className={styles.subtitle}>{paneText.preview.notes}</h3>
            <ul className={styles.notes}>
              {findings.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
