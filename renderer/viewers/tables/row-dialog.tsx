// A value of a stored row changed, or a row added, as it is. The words say that no schema is asked; what SQLite refuses is told here.
import { Eye } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { createPortal } from 'react-dom'
import type { TableCell, TableColumn } from '../../../shared/viewers/tables'
import { toErrorData } from '../../../shared/model/errors'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { text } from '../../ui/text'
import styles from './row-dialog.module.css'
import { tablesText as texts } from './text'
import { jsonOfTyped, rowOfTyped, type TypedKind, type TypedValue, typedOf } from './typed-value'
import { ValueField } from './value-field'

interface RowDialogProps {
  /** Does it; rejects why it cannot be. */
  readonly onApply: (json: string) => Promise<void>
  readonly onClose: () => void
}

export interface ValueDialogProps extends RowDialogProps {
  readonly column: string
  /** Counted from 1, as the grid shows it. */
  readonly row: number
  readonly cell: TableCell
  /** Fetches a secret as it is. */
  readonly onReveal: () => Promise<TableCell>
}

const valueKinds: readonly TypedKind[] = ['text', 'number', 'blob', 'null']
const newKinds: readonly TypedKind[] = ['default', ...valueKinds]

export function ValueDialog({ column, row, cell, onReveal, onApply, onClose }: ValueDialogProps) {
  const [hidden, setHidden] = useState(cell.secret)
  const [value, setValue] = useState<TypedValue>(() => typedOf(cell, cell.secret))
  const json = jsonOfTyped(value)
  const reveal = async () => {
    setValue(typedOf(await onReveal(), false))
    setHidden(false)
  }
  return (
    <Form
      title={texts.row.change(column, row)}
      apply={texts.row.apply}
      json={json}
      problem={json === null ? texts.row.notA[value.kind] : null}
      touched={value}
      onApply={onApply}
      onClose={onClose}
    >
      {problem => (
        <>
          {hidden && (
            <p className={styles.secret}>
              {texts.row.secret} <Button label={texts.reveal} icon={Eye} onClick={() => void reveal()} />
            </p>
          )}
          <ValueField
            column={column}
            kinds={valueKinds}
            value={value}
            onChange={setValue}
            invalid={problem !== undefined}
            problem={problem}
            lines={Math.min(12, Math.max(3, Math.ceil(value.text.length / 60)))}
            first
          />
        </>
      )}
    </Form>
  )
}

export interface NewRowDialogProps extends RowDialogProps {
  readonly table: string
  readonly columns: readonly TableColumn[]
}

export function NewRowDialog({ table, columns, onApply, onClose }: NewRowDialogProps) {
  const [values, setValues] = useState<readonly TypedValue[]>(() =>
    columns.map(() => ({ kind: 'default' as const, text: '' })),
  )
  const json = rowOfTyped(values.map((value, index) => ({ ...value, column: columns[index]?.name ?? '' })))
  const wrong = values.findIndex(value => jsonOfTyped(value) === null)
  const kind = values[wrong]?.kind
  return (
    <Form
      title={texts.row.add(table)}
      apply={texts.row.addIt}
      json={json}
      problem={kind ? `${columns[wrong]?.name}: ${texts.row.notA[kind]}` : null}
      touched={values}
      onApply={onApply}
      onClose={onClose}
    >
      {problem =>
        columns.map((column, index) => (
          <ValueField
            key={column.name}
            column={column.name}
            kinds={newKinds}
            value={values[index] ?? { kind: 'default', text: '' }}
            onChange={next => setValues(last => last.map((value, at) => (at === index ? next : value)))}
            invalid={index === wrong}
            problem={index === wrong ? problem : undefined}
            lines={1}
          />
        ))
      }
    </Form>
  )
}

interface FormProps extends RowDialogProps {
  readonly title: string
  readonly apply: string
  /** Null while what is typed is not of its kind. */
  readonly json: string | null
  readonly problem: string | null
  /** What a refusal was told of: another one takes it back. */
  readonly touched: unknown
  readonly children: (problem: string | undefined) => ReactNode
}

function Form({ title, apply, json, problem, touched, onApply, onClose, children }: FormProps) {
  const [refusal, setRefusal] = useState<{ readonly of: unknown; readonly message: string } | null>(null)
  const id = useId()
  const told = problem ?? (refusal !== null && refusal.of === touched ? refusal.message : null)
  const submit = async () => {
    if (json === null) return
    try {
      await onApply(json)
      onClose()
    } catch (thrown) {
      setRefusal({ of: touched, message: toErrorData(thrown).message })
    }
  }
  // At the end of the page as all dialogs are, and not in the pane that cuts off its own.
  return createPortal(
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button label={text.common.cancel} onClick={onClose} />
          <Button kind="primary" type="submit" label={apply} disabled={json === null} />
        </>
      }
    >
      <p className={styles.raw}>{texts.row.raw}</p>
      {children(told === null ? undefined : id)}
      {told !== null && (
        <p id={id} className={styles.problem} role="alert">
          {told}
        </p>
      )}
    </Dialog>,
    document.body,
  )
}
