// A field over a list from which one is chosen: the command palette, going to a file. The focus stays in the field and names the option
// that Enter takes (combobox with listbox). Keys and the pointer move the choice; what an option looks like is its owner's.
import { Search } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Announcer } from './announcer'
import styles from './quick-list.module.css'
import { useModal } from './use-modal'

const page = 8

export interface QuickGroup<T> {
  readonly name: string
  readonly heading: string
  readonly options: readonly T[]
}

export interface QuickListProps<T> {
  readonly title: string
  /** Names of the field and of the list, and what stands in the empty field. */
  readonly field: string
  readonly list: string
  readonly hint: string
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly groups: readonly QuickGroup<T>[]
  /** Number of the chosen option, over all groups. */
  readonly active: number
  readonly onActive: (active: number) => void
  readonly keyOf: (option: T) => string
  readonly draw: (option: T, props: { readonly id: string; readonly active: boolean }) => ReactNode
  readonly onChoose: (option: T) => void
  readonly onClose: () => void
  /** Keys besides Escape that close it. */
  readonly closes: (event: KeyboardEvent) => boolean
  /** Below the list, where something is to be said of it. */
  readonly note: string | null
}

/** The dialog, for as long as it is open. */
export function QuickList<T>(props: QuickListProps<T>) {
  const { title, field, list, hint, typed, onType, groups, active, onActive, keyOf, draw, onChoose, onClose, note } =
    props
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  const options = groups.flatMap(group => group.options)
  const chosen = options[active]
  const optionId = (option: T) => `${id}-${keyOf(option)}`
  const activeId = chosen && optionId(chosen)
  useModal(element)

  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const target = indexFor(event.key, active, options.length)
    if (event.key === 'Escape' || props.closes(event)) onClose()
    else if (event.key === 'Enter') chosen && onChoose(chosen)
    else if (target !== null) onActive(target)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const indexUnder = (target: EventTarget) => {
    const found = target instanceof Element ? target.closest('[role="option"]')?.id : undefined
    return options.findIndex(option => optionId(option) === found)
  }
  const click = (event: MouseEvent) => {
    const option = options[indexUnder(event.target)]
    if (option) onChoose(option)
  }
  const pointerMove = (event: PointerEvent) => {
    const index = indexUnder(event.target)
    if (index >= 0) onActive(index)
  }

  return (
    <dialog
      ref={element}
      className={styles.dialog}
      aria-label={title}
      onKeyDown={keyDown}
      onCancel={event => event.preventDefault()}
      // A press beside it falls on the dialog's own backdrop.
      onPointerDown={event => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.field}>
        <Search size={16} strokeWidth={1.75} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={field}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={activeId}
          placeholder={hint}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={event => onType(event.target.value)}
        />
      </div>
      <div
        id={`${id}-list`}
        className={styles.list}
        role="listbox"
        aria-label={list}
        tabIndex={-1}
        onMouseDown={event => event.preventDefault()}
        onClick={click}
        onPointerMove={pointerMove}
        onKeyDown={keyDown}
      >
        {groups.map(({ name, heading, options: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is not part of a listbox.
          <div key={name} role="group" aria-labelledby={`${id}-${name}`} className={styles.group}>
            <div id={`${id}-${name}`} className={styles.heading} role="presentation">
              {heading}
            </div>
            {members.map(option => draw(option, { id: optionId(option), active: option === chosen }))}
          </div>
        ))}
      </div>
      {note !== null && <p className={styles.note}>{note}</p>}
      <Announcer />
    </dialog>
  )
}

function indexFor(key: string, at: number, count: number): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'PageDown':
      return Math.min(count - 1, at + page)
    case 'PageUp':
      return Math.max(0, at - page)
    default:
      return null
  }
}
