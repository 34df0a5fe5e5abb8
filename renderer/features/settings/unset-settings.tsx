// Properties that the schema knows and that have no value: one of them is chosen, and given one. What depends on another property is
// offered only while that stands so that it may be set.
import { Plus } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { SettingEntryDetail, SettingField } from '../../../shared/model/settings'
import { Button } from '../../ui/button'
import { settingsText as text } from '../../ui/text-settings'
import detailStyles from './entry-detail.module.css'
import styles from './list-items.module.css'
import { emptyOf } from './setting-control'
import { SettingEditor } from './setting-editor'
import editorStyles from './setting-editor.module.css'
import { schemaWords } from './words'

export interface UnsetSettingsProps {
  readonly document: DocumentId
  readonly detail: Pick<SettingEntryDetail, 'path' | 'unset'>
  readonly onEdited: (path: string) => void
}

export function UnsetSettings({ document, detail, onEdited }: UnsetSettingsProps) {
  const [chosen, setChosen] = useState('')
  const [editing, setEditing] = useState<SettingField | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && editing === null) opener.current?.focus()
    wasEditing.current = editing !== null
  }, [editing])
  const id = useId()
  const { path, unset } = detail
  const field = unset.find(({ property }) => property === chosen) ?? unset[0]
  if (field === undefined) return null
  const setting = `${path}#${field.property}`
  return (
    <section className={detailStyles.card} aria-label={text.unset.title}>
      <h3 className={detailStyles.property}>
        <label htmlFor={id}>{text.unset.title}</label>
      </h3>
      <div className={styles.choice}>
        <select
          id={id}
          className={editorStyles.control}
          value={field.property}
          onChange={event => {
            setChosen(event.target.value)
            setEditing(null)
          }}
        >
          {unset.map(({ property }) => (
            <option key={property} value={property}>
              {property}
            </option>
          ))}
        </select>
        <Button
          ref={opener}
          label={text.unset.set}
          icon={Plus}
          aria-expanded={editing !== null}
          onClick={() => setEditing(editing === null ? field : null)}
        />
      </div>
      {field.schema && <p className={detailStyles.note}>{schemaWords(field.schema).join('; ')}</p>}
      {editing && (
        <SettingEditor
          key={field.property}
          document={document}
          setting={{ path: setting, value: emptyOf(field.schema), schema: field.schema, flags: field.flags }}
          label={field.property}
          isNew
          onDone={() => onEdited(setting)}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  )
}
