// The form that gives a setting a value, whatever its fields are: what is wrong is said while one types, Enter applies, Escape leaves.
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import type { Json } from '../../../shared/model/json'
import { applyStatus } from '../../state/session'
import { call } from '../../bridge/call'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { settingsText as text } from '../../ui/text-settings'
import { flushEdits } from '../editor/pending-edits'
import styles from './setting-editor.module.css'
import { useCheck } from './use-check'

export interface SettingFormProps {
  readonly document: DocumentId
  readonly path: string
  /** What it would be; undefined as long as what was typed is not of its kind. */
  readonly value: Json | undefined
  /** Why what was typed cannot be, before its schema is asked; null where nothing is wrong. */
  readonly wrong: string | null
  /** Nothing was typed yet: what is wrong is said at the first attempt to apply it. */
  readonly isUntouched?: boolean
  /** It is what stands there already, of which the schema is not asked. */
  readonly isAsBefore?: boolean
  /** For who cannot see where the form is. */
  readonly name?: string
  readonly submit: string
  /** What is announced once it was done. */
  readonly done: string
  /** The change is on its way into what is shown. */
  readonly onDone: () => void
  readonly onClose: () => void
  /** The fields. `problem` is the id of the sentence that says what is wrong; null where nothing is. */
  readonly children: (problem: string | null) => ReactNode
}

export function SettingForm({
  document,
  path,
  value,
  wrong,
  isUntouched = false,
  isAsBefore = false,
  name,
  submit,
  done,
  onDone,
  onClose,
  children,
}: SettingFormProps) {
  // A refusal is of what was asked for then: whoever types on has it off the screen.
  const [refused, setRefused] = useState<{ readonly asked: string; readonly why: string } | null>(null)
  const id = useId()
  const check = useCheck(document, path, value, wrong === null && !isAsBefore)
  const asked = JSON.stringify([path, value ?? null, wrong])
  const refusal = refused?.asked === asked ? refused.why : null
  const problem = refusal ?? (isUntouched ? null : (wrong ?? check))

  const apply = async (event: FormEvent) => {
    event.preventDefault()
    if (wrong !== null || value === undefined) return setRefused({ asked, why: wrong ?? '' })
    try {
      await flushEdits()
      const status = await call('edit.settingSet', { document, setting: path, value: JSON.stringify(value) })
      onDone()
      applyStatus(status)
      announce(done)
      onClose()
    } catch (thrown) {
      setRefused({ asked, why: toErrorData(thrown).message })
    }
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    event.preventDefault()
    onClose()
  }
  return (
    <form
      className={styles.form}
      aria-label={name}
      onSubmit={event => void apply(event)}
      onKeyDown={keyDown}
      noValidate
    >
      {children(problem === null ? null : id)}
      {problem !== null && (
        <p id={id} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" label={submit} disabled={wrong !== null && !isUntouched} />
        <Button label={text.edit.cancel} onClick={onClose} />
      </div>
    </form>
  )
}
