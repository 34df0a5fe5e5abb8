// The form that gives one setting another value: a control that fits its schema, and what is wrong with the value while it is typed.
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import { type SettingDetail, settingFlags } from '../../../shared/model/settings'
import { applyStatus } from '../../state/session'
import { call } from '../../bridge/call'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { settingsText as text } from '../../ui/text-settings'
import { flushEdits } from '../editor/pending-edits'
import styles from './setting-editor.module.css'
import { ControlField } from './control-field'
import { controlOf, typedAs, valueTyped } from './setting-control'
import { useCheck } from './use-check'

export interface SettingEditorProps {
  readonly document: DocumentId
  readonly setting: Pick<SettingDetail, 'path' | 'value' | 'schema' | 'flags'>
  readonly label: string
  /** It has no value yet: what is shown first is one, too. */
  readonly isNew?: boolean
  /** The change is on its way into what is shown. */
  readonly onDone: () => void
  readonly onClose: () => void
}

export function SettingEditor({ document, setting, label, isNew = false, onDone, onClose }: SettingEditorProps) {
  const { path, value } = setting
  const control = controlOf(setting, (setting.flags & settingFlags.secret) !== 0)
  const before = typedAs(control, value)
  const [typed, setTyped] = useState(before)
  const [refusal, setRefusal] = useState<string | null>(null)
  const wanted = valueTyped(control, typed)
  const wrong = wanted === undefined ? text.edit.notA[control.kind] : null
  const check = useCheck(document, path, wanted, wrong === null && (isNew || typed !== before))
  const id = useId()
  const problem = refusal ?? wrong ?? check

  const apply = async (event: FormEvent) => {
    event.preventDefault()
    if (wanted === undefined) return
    try {
      await flushEdits()
      const status = await call('edit.settingSet', { document, setting: path, value: JSON.stringify(wanted) })
      onDone()
      applyStatus(status)
      announce(text.edit.done(label))
      onClose()
    } catch (thrown) {
      setRefusal(toErrorData(thrown).message)
    }
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    event.preventDefault()
    onClose()
  }
  return (
    <form className={styles.form} onSubmit={event => void apply(event)} onKeyDown={keyDown} noValidate>
      <label htmlFor={id}>{text.edit.valueOf(label)}</label>
      <ControlField
        id={id}
        control={control}
        typed={typed}
        begins
        problem={problem === null ? null : `${id}-problem`}
        onType={next => {
          setTyped(next)
          setRefusal(null)
        }}
      />
      {problem !== null && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" label={text.edit.apply} disabled={wrong !== null} />
        <Button label={text.edit.cancel} onClick={onClose} />
      </div>
    </form>
  )
}
