// The command palette: a field over a list of every command. The focus stays in the field and names the option that Enter runs
// (combobox with listbox); when it closes the focus goes back to where it was, and only then does the command run.
import { Search } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { allCommands, commandFor, shortcutOf } from '../../state/commands'
import { runCommand } from '../../state/run-command'
import { useWindowState, windowState } from '../../state/window-state'
import { Announcer, announce } from '../../ui/announcer'
import { text } from '../../ui/text'
import { useModal } from '../../ui/use-modal'
import { splitAddress } from '../changes/change-kind'
import { type Candidate, labelOf, type Option, type OptionGroup, search } from './search'
import styles from './palette.module.css'
import { closePalette, rememberCommand, usePalette } from './palette-store'
import { PaletteOption } from './palette-option'

const page = 8

/** The palette, for as long as it is open. */
export function Palette() {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  const recent = usePalette(state => state.recent)
  // What can be run may change while the palette is open, as when an edit is answered.
  useWindowState(state =>
    allCommands()
      .map(({ whyNot }) => whyNot(state))
      .join('\n'),
  )
  const all = candidates()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const groups = search(typed, all, recent)
  const options = groups.flatMap(group => group.options)
  const chosen = options[active]
  const optionId = (option: Option) => `${id}-${option.id}`
  const activeId = chosen && optionId(chosen)
  useModal(element)

  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const type = (next: string) => {
    setTyped(next)
    setActive(0)
    announce(resultsOf(search(next, all, recent)))
  }
  const choose = (option: Option) => {
    if (option.whyNot !== null) return announce(option.whyNot)
    flushSync(closePalette)
    rememberCommand(option.id)
    void runCommand(option.id)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const target = indexFor(event.key, active, options.length)
    if (event.key === 'Escape' || commandFor(event.nativeEvent) === 'palette') closePalette()
    else if (event.key === 'Enter') chosen && choose(chosen)
    else if (target !== null) setActive(target)
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
    if (option) choose(option)
  }
  const pointerMove = (event: PointerEvent) => {
    const index = indexUnder(event.target)
    if (index >= 0) setActive(index)
  }

  return (
    <dialog
      ref={element}
      className={styles.palette}
      aria-label={text.palette.title}
      onKeyDown={keyDown}
      onCancel={event => event.preventDefault()}
      // A press beside the palette falls on the dialog's own backdrop.
      onPointerDown={event => event.target === event.currentTarget && closePalette()}
    >
      <div className={styles.field}>
        <Search size={16} strokeWidth={1.75} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={text.palette.field}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={activeId}
          placeholder={text.palette.hint}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={event => type(event.target.value)}
        />
      </div>
      <div
        id={`${id}-list`}
        className={styles.list}
        role="listbox"
        aria-label={text.palette.list}
        tabIndex={-1}
        onMouseDown={event => event.preventDefault()}
        onClick={click}
        onPointerMove={pointerMove}
        onKeyDown={keyDown}
      >
        {groups.map(({ name, options: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox.
          <div key={name} role="group" aria-labelledby={`${id}-${name}`} className={styles.group}>
            <div id={`${id}-${name}`} className={styles.heading} role="presentation">
              {text.palette.groups[name]}
            </div>
            {members.map(option => (
              <PaletteOption
                key={option.id}
                id={optionId(option)}
                option={option}
                active={option === chosen}
                shortcut={shortcutOf(option.id)}
              />
            ))}
          </div>
        ))}
      </div>
      {options.length === 0 && <p className={styles.none}>{text.palette.none}</p>}
      <Announcer />
    </dialog>
  )
}

/** Every command but the palette's own, with what it would act on. */
function candidates(): readonly Candidate[] {
  const state = windowState()
  const { node, change, session } = state
  const about = change === null ? (node?.name ?? null) : splitAddress(change.address).name
  return allCommands()
    .filter(({ id }) => id !== 'palette')
    .map(command => {
      const { id, category } = command
      const whyNot = command.whyNot(state)
      const detail = category === 'entry' || id === 'revert' || id === 'reveal' ? about : null
      const step = id === 'undo' ? session.status?.undo : id === 'redo' ? session.status?.redo : null
      return {
        id,
        label: labelOf(command, text.categories[category]),
        whyNot,
        detail: whyNot ?? detail ?? step ?? null,
      }
    })
}

function resultsOf(groups: readonly OptionGroup[]): string {
  const count = groups.reduce((sum, { options }) => sum + options.length, 0)
  return count === 0 ? text.palette.none : text.palette.results(count)
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
