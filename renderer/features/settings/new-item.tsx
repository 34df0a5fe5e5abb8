// The form for a new item of a list, or a new row: what tells it apart, and what its schema requires, each in a control that fits.
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import type { Json } from '../../../shared/model/json'
import { type SettingField, type SettingItems, settingFlags } from '../../../shared/model/settings'
import { applyStatus } from '../../state/session'
import { call } from '../../bridge/call'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { settingsText as text } from '../../ui/text-settings'
import { flushEdits } from '../editor/pending-edits'
import { ControlField } from './control-field'
import { type Control, controlOf, emptyOf, typedAs, valueTyped } from './setting-control'
import styles from './setting-editor.module.css'
import { useCheck } from './use-check'

export interface NewItemProps {
  readonly document: DocumentId
  readonly list: SettingItems
  readonly label: string
  /** It is a row of ConfigStore by itself, and so an entry. */
  readonly isRow?: boolean
  /** The change is on its way into what is shown; the item has this path. */
  readonly onDone: (path: string) => void
  readonly onClose: () => void
}

interface Part {
  readonly name: string
  readonly schema: SettingField['schema']
  readonly control: Control
  readonly typed: string
  /** Undefined for what is none of its kind. */
  readonly value: Json | undefined
}

export function NewItem({ document, list, label, isRow = false, onDone, onClose }: NewItemProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const id = useId()
  const parts = asked(list.fields.map(field => partOf(field, typed)))
  const identity =
    list.by === null ? String(list.items.length) : (parts.find(({ name }) => name === list.by)?.typed ?? '')
  const isKnown = list.by !== null && list.items.some(item => item.identity === identity)
  const wrongPart = parts.find(({ value }) => value === undefined)
  const wrong =
    identity === ''
      ? text.items.nameless(list.by ?? '')
      : isKnown
        ? text.items.known(identity)
        : wrongPart
          ? `${wrongPart.name}: ${text.edit.notA[wrongPart.control.kind]}`
          : null
  const path = isRow
    ? `${list.path}/${identity}`
    : `${list.path}${list.property === '' ? '#' : ''}[${JSON.stringify(identity)}]`
  const value = Object.fromEntries(parts.map(part => [part.name, part.value ?? null]))
  const check = useCheck(document, path, value, wrong === null)
  const isUntouched = Object.keys(typed).length === 0
  const problem = refusal ?? (isUntouched ? null : (wrong ?? check))

  const apply = async (event: FormEvent) => {
    event.preventDefault()
    if (wrong !== null) return setRefusal(wrong)
    try {
      await flushEdits()
      const status = await call('edit.settingSet', { document, setting: path, value: JSON.stringify(value) })
      onDone(path)
      applyStatus(status)
      announce(text.items.added(label, identity))
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
    <form
      className={styles.form}
      aria-label={text.items.addTo(label)}
      onSubmit={event => void apply(event)}
      onKeyDown={keyDown}
      noValidate
    >
      {parts.map(({ name, control, typed: shown }, at) => (
        <div key={name} className={styles.form}>
          <label htmlFor={`${id}-${name}`}>{name}</label>
          <ControlField
            id={`${id}-${name}`}
            control={control}
            typed={shown}
            begins={at === 0}
            problem={problem === null || (wrongPart && wrongPart.name !== name) ? null : `${id}-problem`}
            onType={next => {
              setTyped(before => ({ ...before, [name]: next }))
              setRefusal(null)
            }}
          />
        </div>
      ))}
      {problem !== null && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" label={text.items.add} />
        <Button label={text.edit.cancel} onClick={onClose} />
      </div>
    </form>
  )
}

function partOf({ property, schema, flags }: SettingField, typed: Readonly<Record<string, string>>): Part {
  const begin = emptyOf(schema)
  const control = controlOf({ value: begin, schema }, (flags & settingFlags.secret) !== 0)
  const shown = typed[property] ?? typedAs(control, begin)
  return { name: property, schema, control, typed: shown, value: valueTyped(control, shown) }
}

/** Without what may not be set as its siblings stand. */
function asked(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ schema }) => {
    const rule = schema?.dependsOn
    const sibling = rule && parts.find(({ name }) => name === rule.name)
    return !sibling || rule.values.some(one => one === sibling.value)
  })
}
