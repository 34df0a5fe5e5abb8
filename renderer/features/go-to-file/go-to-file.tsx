// Going to a file by a part of its name: typed, chosen, and the explorer shows it. What was found before stays until there is something
// new, so that nothing flickers while one types.
import { type KeyboardEvent, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { FoundEntry } from '../../../shared/model/found'
import { toErrorData } from '../../../shared/model/errors'
import { call, stream } from '../../bridge/call'
import { commandFor } from '../../state/commands'
import { focusPane } from '../../state/panes'
import { useSession } from '../../state/session'
import { announce } from '../../ui/announcer'
import { QuickList } from '../../ui/quick-list'
import { report } from '../../ui/toast'
import { showPlace } from '../tree/show-place'
import { FileOption } from './file-option'
import { closeGoToFile } from './go-to-file-store'
import { mostShown, ranked } from './rank'
import { goToFileText as texts } from './text'

interface Found {
  /** The best of them. */
  readonly options: readonly FoundEntry[]
  readonly count: number
  readonly typed: string
  readonly complete: boolean
}

/** Going to a file, for as long as it is open. */
export function GoToFile() {
  const document = useSession(state => state.opened?.document ?? null)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    if (document === null || typed.trim() === '') return setFound(null)
    const operation = crypto.randomUUID()
    const entries: FoundEntry[] = []
    let isOver = false
    stream('tree.find', { document, text: typed, operation }, items => void entries.push(...items)).then(
      ({ complete }) => {
        if (isOver) return
        setFound({ options: ranked(entries, typed), count: entries.length, typed, complete })
        setActive(0)
        announce(entries.length === 0 ? texts.none : texts.results(entries.length))
      },
      thrown => {
        if (!isOver && toErrorData(thrown).code !== 'CANCELLED') report(thrown)
      },
    )
    return () => {
      isOver = true
      void call('operation.cancel', { operation }).catch(() => undefined)
    }
  }, [document, typed])

  const options = found?.options ?? []
  const choose = async ({ address }: FoundEntry) => {
    flushSync(closeGoToFile)
    await showPlace({ address })
    focusPane('side')
  }
  return (
    <QuickList
      title={texts.title}
      field={texts.field}
      list={texts.list}
      hint={texts.hint}
      typed={typed}
      onType={setTyped}
      groups={options.length === 0 ? [] : [{ name: 'found', heading: texts.found, options }]}
      active={active}
      onActive={setActive}
      keyOf={({ node }) => node}
      draw={(entry, props) => <FileOption key={entry.node} {...props} entry={entry} typed={found?.typed ?? ''} />}
      onChoose={entry => void choose(entry)}
      onClose={closeGoToFile}
      closes={(event: KeyboardEvent) => commandFor(event.nativeEvent) === 'goToFile'}
      note={noteOf(found)}
    />
  )
}

function noteOf(found: Found | null): string | null {
  if (found === null) return texts.start
  const { count, complete } = found
  if (count === 0) return texts.none
  return count > mostShown ? texts.more(mostShown, count, complete) : null
}
