// The form that gives one setting another value: a control that fits its schema, and what is wrong with the value while it is typed.
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import type { Json } from '../../../shared/model/json'
import { type SettingDetail, settingFlags } from '../../../shared/model/settings'
import { applyStatus } from '../../state/session'
import { call } from '../../bridge/call'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { settingsText as text } from '../../ui/text-settings'
import { flushEdits } from '../editor/pending-edits'
import styles from './setting-editor.module.css'
import { type Control, controlOf, textOf, valueTyped } from './setting-control'

/** Milliseconds of rest after which a typed value is checked. */
const rest = 200

export interface SettingEditorProps {
  readonly document: DocumentId
  readonly setting: Pick<SettingDetail, 'path' | 'value' | 'schema' | 'flags'>
  readonly label: string
  /** The change is on its way into what is shown. */
  readonly onDone: () => void
  readonly onClose: () => void
}

export function SettingEditor({ document, setting, label, onDone, onClose }: SettingEditorProps) {
  const { path, value } = setting
  const control = controlOf(setting, (setting.flags & settingFlags.secret) !== 0)
  const [typed, setTyped] = useState(() => (control.kind === 'secret' ? '' : textOf(value)))
  const [refusal, setRefusal] = useState<string | null>(null)
  const wanted = valueTyped(control, typed)
  const wrong = wanted === undefined ? text.edit.notA[control.kind] : null
  const check = useCheck(document, path, wanted, wrong === null && typed !== textOf(value))
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

interface ControlFieldProps {
  readonly id: string
  readonly control: Control
  readonly typed: string
  /** Id of what says what is wrong. */
  readonly problem: string | null
  readonly onType: (typed: string) => void
}

function ControlField({ id, control, typed, problem, onType }: ControlFieldProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null)
  useEffect(() => {
    field.current?.focus()
    if (field.current instanceof HTMLInputElement) field.current.select()
  }, [])
  const common = {
    id,
    ref: field,
    value: typed,
    'aria-invalid': problem === null ? undefined : true,
    'aria-describedby': problem ?? undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => onType(event.target.value),
  }
  if (control.kind === 'choice') {
    return (
      <select {...common} className={styles.control}>
        {!control.options.some(option => option.text === typed) && <option value={typed}>{typed}</option>}
        {control.options.map(option => (
          <option key={option.text} value={option.text}>
            {option.text}
          </option>
        ))}
      </select>
    )
  }
  const plain = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false, className: styles.control }
  if (control.kind === 'json' || (control.kind === 'text' && control.lines))
    return <textarea {...common} {...plain} rows={Math.min(16, Math.max(3, typed.split('\n').length))} />
  return (
    <input
      {...common}
      {...plain}
      type={control.kind === 'secret' ? 'password' : 'text'}
      inputMode={control.kind === 'number' ? 'decimal' : undefined}
    />
  )
}

/** What the schema of the backup has against a value, asked when typing rests; null while it has nothing. */
function useCheck(document: DocumentId, setting: string, value: Json | undefined, ask: boolean): string | null {
  const [told, setTold] = useState<string | null>(null)
  const asked = value === undefined ? null : JSON.stringify(value)
  useEffect(() => {
    setTold(null)
    if (!ask || asked === null) return
    let current = true
    const timer = setTimeout(() => {
      call('settings.check', { document, setting, value: asked }).then(
        ({ refusal }) => current && setTold(refusal),
        // What cannot be asked now is told when it is applied.
        () => undefined,
      )
    }, rest)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [document, setting, asked, ask])
  return told
}
