// The items of a list, by what tells them apart: each can be taken out, and another one added.
import { Plus, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { SettingItems } from '../../../shared/model/settings'
import { Button } from '../../ui/button'
import { settingsText as text } from '../../ui/text-settings'
import detailStyles from './entry-detail.module.css'
import styles from './list-items.module.css'
import { NewItem } from './new-item'
import { removeSetting } from './remove-setting'
import { showSetting } from './settings-state'

/** Items that are drawn before more are asked for. */
const atOnce = 100

export interface ListItemsProps {
  readonly document: DocumentId
  readonly list: SettingItems
  /** A change was made here: the button that adds is to have the focus again. */
  readonly onEdited: (path: string) => void
}

export function ListItems({ document, list, onEdited }: ListItemsProps) {
  const [all, setAll] = useState(false)
  const { path, property, items } = list
  const label = property || text.wholeEntry
  const drawn = all ? items : items.slice(0, atOnce)
  return (
    <section className={detailStyles.card} aria-label={text.items.title(label)} data-list={path}>
      <h3 className={detailStyles.property}>{text.items.count(label, items.length)}</h3>
      {items.length > 0 && (
        <ul className={styles.items}>
          {drawn.map(item => (
            <li key={item.path} className={styles.item}>
              <span>{item.identity}</span>
              <Button
                label={text.items.removeOf(label, item.identity)}
                tip={text.items.remove}
                icon={X}
                kind="quiet"
                iconOnly
                onClick={() => {
                  onEdited(path)
                  void removeSetting(document, item.path)
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {drawn.length < items.length && <Button label={text.items.showAll(items.length)} onClick={() => setAll(true)} />}
      {list.fields.length > 0 && (
        <Adding label={text.items.addTo(label)}>
          {close => (
            <NewItem document={document} list={list} label={label} onDone={() => onEdited(path)} onClose={close} />
          )}
        </Adding>
      )}
    </section>
  )
}

/** Adds a row beside the one that is shown, and shows it. */
export function AddRow({ document, rows }: { readonly document: DocumentId; readonly rows: SettingItems }) {
  return (
    <Adding label={text.items.addRow(rows.path.split('/').at(-1) ?? rows.path)}>
      {close => (
        <NewItem
          document={document}
          list={rows}
          label={rows.path}
          isRow
          onDone={entry => showSetting({ entry, setting: null })}
          onClose={close}
        />
      )}
    </Adding>
  )
}

interface AddingProps {
  readonly label: string
  /** The form; it gets what closes it. */
  readonly children: (close: () => void) => ReactNode
}

/** A button, and the form that it opens. */
function Adding({ label, children }: AddingProps) {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !open) opener.current?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <div className={styles.adding}>
      <Button
        ref={opener}
        label={label}
        icon={Plus}
        aria-expanded={open}
        data-adds
        onClick={() => setOpen(was => !was)}
      />
      {open && children(() => setOpen(false))}
    </div>
  )
}
