// One cell as a whole: JSON with its indents, bytes as hex, a secret only when it is asked for.
import { Copy, Eye, EyeOff, Pencil, SlidersHorizontal, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { RowQuery, TableCell } from '../../../shared/viewers/tables'
import { call } from '../../bridge/call'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { longWords } from './cell-words'
import styles from './tables-view.module.css'
import { tablesText as texts } from './text'

export interface CellDetailProps {
  readonly document: DocumentId
  readonly node: NodeId
  readonly revision: number
  readonly query: RowQuery
  readonly row: number
  readonly column: string
  /** Shows the row in the settings; null where it is not one. */
  readonly onSetting: (() => void) | null
  /** Changes the value, or takes out its row; null where that cannot be. */
  readonly onChange: (() => void) | null
  readonly onRemove: (() => void) | null
  readonly onClose: () => void
}

export function CellDetail(props: CellDetailProps) {
  const { document, node, revision, query, row, column, onSetting, onChange, onRemove, onClose } = props
  const place = JSON.stringify([query, row, column])
  const [shown, setShown] = useState<string | null>(null)
  const reveal = shown === place
  const { loaded } = useLoaded<TableCell>(`${place} ${reveal}`, revision, () =>
    call('table.cell', { document, node, query, position: row, column, reveal }),
  )
  const cell = loaded && 'value' in loaded.outcome ? loaded.outcome.value : null
  const words = cell && longWords(cell)
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    <section className={styles.detail} aria-label={texts.cell(column, row + 1)} onKeyDown={keyDown}>
      <div className={styles.detailBar}>
        <h2 className={styles.detailTitle}>{texts.cell(column, row + 1)}</h2>
        {cell && <span className={styles.detailKind}>{texts.kinds[cell.kind]}</span>}
        {cell?.secret && (
          <Button
            label={reveal ? texts.conceal : texts.reveal}
            icon={reveal ? EyeOff : Eye}
            onClick={() => setShown(reveal ? null : place)}
          />
        )}
        {onChange && <Button label={texts.row.button} icon={Pencil} onClick={onChange} />}
        {onRemove && <Button label={texts.row.removeButton} icon={Trash2} kind="quiet" iconOnly onClick={onRemove} />}
        {onSetting && <Button label={texts.asSetting} icon={SlidersHorizontal} onClick={onSetting} />}
        <Button
          label={texts.copyCell}
          icon={Copy}
          kind="quiet"
          iconOnly
          disabled={cell === null || (cell.secret && !reveal)}
          onClick={() => cell && void copyText(cell.text)}
        />
        <Button label={texts.closeCell} icon={X} kind="quiet" iconOnly onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys. */}
      <pre className={styles.value} tabIndex={0}>
        {loaded && 'error' in loaded.outcome ? loaded.outcome.error.message : words}
      </pre>
      {cell?.bytes != null && <p className={styles.note}>{texts.cut(cell.bytes)}</p>}
    </section>
  )
}
