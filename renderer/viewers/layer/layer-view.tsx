// A layer: what wraps it, in a table, and what is worth knowing about it.
import { Archive, FileArchive, LockOpen, type LucideIcon } from 'lucide-react'
import type { LayerKind } from '../../../shared/model/node'
import { FactTable } from '../../ui/fact-table'
import { paneText } from '../../ui/text-panes'
import type { ViewerProps } from '../viewer'
import styles from './layer-view.module.css'

const icons: Record<LayerKind, LucideIcon> = {
  tar: Archive,
  gzip: FileArchive,
  envelope: LockOpen,
  visor: Archive,
}

export function LayerView({ data: { opens, facts, findings }, frame }: ViewerProps<'layer'>) {
  const Icon = icons[opens]
  return frame(
    {},
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
    </div>,
  )
}
