// The form that gives one setting another value: a control that fits its schema, and what is wrong with the value while it is typed.
import { useId, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { type SettingDetail, settingFlags } from '../../../shared/model/settings'
import { settingsText as text } from '../../ui/text-settings'
import { ControlField } from './control-field'
import { controlOf, typedAs, valueTyped } from './setting-control'
import { SettingForm } from './setting-form'

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
  const wanted = valueTyped(control, typed)
  const id = useId()
  return (
    <SettingForm
      document={document}
      path={path}
      value={wanted}
      wrong={wanted === undefined ? text.edit.notA[control.kind] : null}
      isAsBefore={!isNew && typed === before}
      submit={text.edit.apply}
      done={text.edit.done(label)}
      onDone={onDone}
      onClose={onClose}
    >
      {problem => (
        <>
          <label htmlFor={id}>{text.edit.valueOf(label)}</label>
          <ControlField id={id} control={control} typed={typed} begins problem={problem} onType={setTyped} />
        </>
      )}
    </SettingForm>
  )
}
