// The form for a new item of a list, or a new row: what tells it apart, and what its schema requires, each in a control that fits.
import { useId, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { Json } from '../../../shared/model/json'
import { type SettingField, type SettingItems, settingFlags } from '../../../shared/model/settings'
import { settingsText as text } from '../../ui/text-settings'
import { ControlField } from './control-field'
import { type Control, controlOf, emptyOf, typedAs, valueTyped } from './setting-control'
import styles from './setting-editor.module.css'
import { SettingForm } from './setting-form'

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
  /** Undefined for what is not of its kind. */
  readonly value: Json | undefined
}

export function NewItem({ document, list, label, isRow = false, onDone, onClose }: NewItemProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
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
  return (
    <SettingForm
      document={document}
      path={path}
      value={value}
      wrong={wrong}
      isUntouched={Object.keys(typed).length === 0}
      name={text.items.addTo(label)}
      submit={text.items.add}
      done={text.items.added(label, identity)}
      onDone={() => onDone(path)}
      onClose={onClose}
    >
      {problem =>
        parts.map(({ name, control, typed: shown }, at) => (
          <div key={name} className={styles.form}>
            <label htmlFor={`${id}-${name}`}>{name}</label>
            <ControlField
              id={`${id}-${name}`}
              control={control}
              typed={shown}
              begins={at === 0}
              problem={wrongPart && wrongPart.name !== name ? null : problem}
              onType={next => setTyped(before => ({ ...before, [name]: next }))}
            />
          </div>
        ))
      }
    </SettingForm>
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
