// The mode in both notations, and the form that changes it: octal, with the T flag as a box of its own because it decides
// whether the host keeps the file.
import { PencilLine } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import { formatMode, parseMode } from '../../../shared/model/mode'
import type { NodeId } from '../../../shared/model/node'
import type { NodeFacts } from '../../../shared/model/preview'
import { applyStatus } from '../../state/session'
import { call } from '../../bridge/call'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { paneText } from '../../ui/text-panes'
import { flushEdits } from '../editor/pending-edits'
import { tFlagBit } from '../tree/mode'
import { ChangedMark } from './fact-group'
import styles from './inspector-pane.module.css'

export interface ModeRowProps {
  readonly document: DocumentId
  readonly node: NodeId
  /** Octal text. */
  readonly mode: string
  readonly facts: Pick<NodeFacts, 'modeText' | 'changed'>
}

export function ModeRow({ document, node, mode, facts }: ModeRowProps) {
  const [editing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus()
    wasEditing.current = editing
  }, [editing])

  return (
    <div className={styles.row}>
      <dt>
        {paneText.inspector.mode}
        {facts.changed.includes('mode') && <ChangedMark />}
      </dt>
      <dd className={styles.mono}>
        <span className={styles.value}>
          {mode}
          {facts.modeText !== null && <span className={styles.modeText}>{facts.modeText}</span>}
        </span>
        <Button
          ref={opener}
          kind="quiet"
          icon={PencilLine}
          iconOnly
          label={paneText.inspector.editMode}
          aria-expanded={editing}
          className={styles.copy}
          onClick={() => setEditing(open => !open)}
        />
        {editing && <ModeForm document={document} node={node} mode={mode} onClose={() => setEditing(false)} />}
      </dd>
    </div>
  )
}

function ModeForm({ document, node, mode, onClose }: Omit<ModeRowProps, 'facts'> & { readonly onClose: () => void }) {
  const texts = paneText.inspector
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [octal, setOctal] = useState(mode)
  const [refusal, setRefusal] = useState<string | null>(null)
  const wanted = parseMode(octal.trim())

  useEffect(() => field.current?.select(), [])

  const apply = async (event: FormEvent) => {
    event.preventDefault()
    if (wanted === null) return
    try {
      await flushEdits()
      if (wanted !== parseMode(mode)) applyStatus(await call('edit.mode', { document, node, mode: formatMode(wanted) }))
      onClose()
    } catch (thrown) {
      setRefusal(toErrorData(thrown).message)
    }
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }

  return (
    <form className={styles.form} onSubmit={event => void apply(event)} onKeyDown={keyDown} noValidate>
      <Field
        ref={field}
        label={texts.octal}
        value={octal}
        error={refusal ?? (wanted === null ? texts.modeInvalid : null)}
        mono
        inputMode="numeric"
        onChange={value => {
          setOctal(value)
          setRefusal(null)
        }}
      />
      <label className={styles.check} htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={wanted !== null && (wanted & tFlagBit) !== 0}
          disabled={wanted === null}
          onChange={() => wanted !== null && setOctal(formatMode(wanted ^ tFlagBit))}
        />
        {texts.persist}
      </label>
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" label={texts.apply} disabled={wanted === null} />
        <Button label={texts.cancel} onClick={onClose} />
      </div>
    </form>
  )
}
