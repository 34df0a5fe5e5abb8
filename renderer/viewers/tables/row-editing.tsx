// Changing stored rows from the grid: which dialog is open, and the edits that are asked for. Each is one step of undo.
import { type ReactNode, useState } from 'react'
import type { DocumentId, DocumentStatus } from '../../../shared/model/document'
import type { Finding } from '../../../shared/model/finding'
import type { NodeId } from '../../../shared/model/node'
import type { RowQuery, TableCell, TableFacts } from '../../../shared/viewers/tables'
import { call } from '../../bridge/call'
import { flushEdits } from '../../features/editor/pending-edits'
import { applyStatus } from '../../state/session'
import { announce } from '../../ui/announcer'
import { ask } from '../../ui/confirm'
import { notify, report } from '../../ui/toast'
import { NewRowDialog, ValueDialog } from './row-dialog'
import type { RowPages } from './row-pages'
import type { Cursor } from './tables-state'
import { tablesText as texts } from './text'

interface RowEditingProps {
  readonly document: DocumentId
  readonly node: NodeId
  readonly address: string
  readonly table: TableFacts | null
  readonly query: RowQuery
  readonly pages: RowPages
  /** The focus goes back to the grid. */
  readonly onLeft: () => void
}

type Shown =
  | {
      readonly kind: 'value'
      readonly at: Cursor
      readonly column: string
      readonly id: string
      readonly cell: TableCell
    }
  | { readonly kind: 'new' }

export interface RowEditing {
  /** Null where the rows of the table can be changed, else why not. */
  readonly refusal: string | null
  readonly change: (at: Cursor) => Promise<void>
  readonly add: () => void
  readonly remove: (at: Cursor) => Promise<void>
  readonly dialog: ReactNode
}

/** What can be done with the rows of the shown table. */
export function useRowEditing({ document, node, address, table, query, pages, onLeft }: RowEditingProps): RowEditing {
  const [shown, setShown] = useState<Shown | null>(null)
  const name = table?.name ?? ''
  const refusal =
    table?.kind !== 'table' || (pages.total !== 0 && pages.begun && !pages.numbered) ? texts.row.noNumber : null
  const close = () => {
    setShown(null)
    onLeft()
  }
  const cellAt = (row: number, column: string, reveal: boolean) =>
    call('table.cell', { document, node, query, position: row, column, reveal })

  /** Does it, and tells what the schema of the backup says now that it did not say before. */
  const perform = async (edit: () => Promise<DocumentStatus>, done: string) => {
    await flushEdits()
    const before = await complaints(document, address)
    applyStatus(await edit())
    announce(done)
    const known = new Set(before.map(({ message }) => message))
    const [added] = (await complaints(document, address)).filter(({ message }) => !known.has(message))
    if (added) notify({ tone: 'failed', message: texts.row.breaks(added.message) })
  }
  const change = async (at: Cursor) => {
    const [column, id] = [table?.columns[at.column]?.name, pages.id(at.row)]
    if (refusal !== null || column === undefined || id === undefined) return
    try {
      const cell = await cellAt(at.row, column, false)
      if (cell.bytes !== null) notify({ tone: 'failed', message: texts.row.tooLong })
      else if (cell.kind === 'unreadable') notify({ tone: 'failed', message: texts.unreadable })
      else setShown({ kind: 'value', at, column, id, cell })
    } catch (thrown) {
      report(thrown)
    }
  }
  const remove = async (at: Cursor) => {
    const id = pages.id(at.row)
    if (refusal !== null || id === undefined) return
    const go = await ask({
      title: texts.row.removeTitle(name, at.row + 1),
      body: texts.row.raw,
      confirm: texts.row.removeIt,
      danger: true,
    })
    if (go) {
      await perform(() => call('edit.rowRemove', { document, node, table: name, row: id }), texts.row.removed).catch(
        report,
      )
    }
    onLeft()
  }
  const dialog =
    shown === null ? null : shown.kind === 'new' ? (
      <NewRowDialog
        table={name}
        columns={table?.columns ?? []}
        onApply={values => perform(() => call('edit.rowAdd', { document, node, table: name, values }), texts.row.added)}
        onClose={close}
      />
    ) : (
      <ValueDialog
        column={shown.column}
        row={shown.at.row + 1}
        cell={shown.cell}
        onReveal={() => cellAt(shown.at.row, shown.column, true)}
        onApply={value =>
          perform(
            () => call('edit.rowSet', { document, node, table: name, row: shown.id, column: shown.column, value }),
            texts.row.changed,
          )
        }
        onClose={close}
      />
    )
  return {
    refusal,
    change,
    add: () => {
      if (refusal === null) setShown({ kind: 'new' })
    },
    remove,
    dialog,
  }
}

/** What reading this database as settings finds. */
async function complaints(document: DocumentId, address: string): Promise<readonly Finding[]> {
  if (!/\/configstore\/backup\/current-store-1$/.test(address)) return []
  return (await call('checks.list', { document })).filter(
    ({ code, place }) => code.startsWith('settings-') && place.address === address,
  )
}
