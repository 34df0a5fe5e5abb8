// What is to be seen of the settings: words to search, marks to have, and how many there are.
import { type KeyboardEvent, type Ref, useMemo } from 'react'
import type { SettingFlag, SettingList } from '../../../shared/model/settings'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { settingsText as text } from '../../ui/text-settings'
import { countFlags, type SettingFilter } from './rows'
import { filterText, toggleFlag } from './settings-state'
import styles from './settings-view.module.css'

const chips = ['changed', 'hostSpecific', 'secret', 'vital', 'rebootRequired'] as const satisfies readonly SettingFlag[]

export interface FilterBarProps {
  readonly list: SettingList
  readonly filter: SettingFilter
  /** Settings that match. */
  readonly matches: number
  /** The keys are to go on in the tree. */
  readonly onDone: () => void
  readonly ref: Ref<HTMLInputElement>
}

export function FilterBar({ list, filter, matches, onDone, ref }: FilterBarProps) {
  const counts = useMemo(() => countFlags(list, chips), [list])
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && filter.text !== '') filterText('')
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') onDone()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <header className={styles.header} data-tour-place="settings">
      <div className={styles.filter}>
        <Field
          ref={ref}
          label={text.filter}
          hideLabel
          placeholder={text.filterHint}
          value={filter.text}
          onChange={filterText}
          onKeyDown={keyDown}
        />
      </div>
      <p className={styles.count} role="status">
        {text.matches(matches, list.entry.length)}
      </p>
      <fieldset className={styles.chips} aria-label={text.onlyThose}>
        {chips.map(flag => (
          <Button
            key={flag}
            label={text.chip(text.chips[flag], counts[flag] ?? 0)}
            className={styles.chip}
            aria-pressed={filter.flags.includes(flag)}
            onClick={() => toggleFlag(flag)}
          />
        ))}
      </fieldset>
    </header>
  )
}
