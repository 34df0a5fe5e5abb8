// The command palette: every command in a list. When it closes the focus goes back to where it was, and only then does the command run.
import { type KeyboardEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { allCommands, commandFor, shortcutOf } from '../../state/commands'
import { runCommand } from '../../state/run-command'
import { useWindowState, windowState } from '../../state/window-state'
import { announce } from '../../ui/announcer'
import { QuickList } from '../../ui/quick-list'
import { text } from '../../ui/text'
import { splitAddress } from '../changes/change-kind'
import { type Candidate, labelOf, type Option, type OptionGroup, search } from './search'
import { closePalette, rememberCommand, usePalette } from './palette-store'
import { PaletteOption } from './palette-option'

/** The palette, for as long as it is open. */
export function Palette() {
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
  return (
    <QuickList
      title={text.palette.title}
      field={text.palette.field}
      list={text.palette.list}
      hint={text.palette.hint}
      typed={typed}
      onType={type}
      groups={groups.map(group => ({ ...group, heading: text.palette.groups[group.name] }))}
      active={active}
      onActive={setActive}
      keyOf={option => option.id}
      draw={(option, props) => (
        <PaletteOption key={option.id} {...props} option={option} shortcut={shortcutOf(option.id)} />
      )}
      onChoose={choose}
      onClose={closePalette}
      closes={(event: KeyboardEvent) => commandFor(event.nativeEvent) === 'palette'}
      note={groups.length === 0 ? text.palette.none : null}
    />
  )
}

/** Every command but the palette's own, with what it would act on. */
function candidates(): readonly Candidate[] {
  const state = windowState()
  const { node, nodes, change, session } = state
  const rows = nodes.length > 1 ? text.tree.chosen(nodes.length) : (node?.name ?? null)
  const about = change === null ? rows : splitAddress(change.address).name
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
