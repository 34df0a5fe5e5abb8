// What is to be seen of the keys: words to search, marks to have, and how many lines there are.
import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { foldKeys, setFilter } from './conf-keys-state'
import styles from './conf-keys-view.module.css'
import { type KeyFilter, type LineMark, lineMarks } from './key-rows'
import { confKeysText as texts } from './text'

export interface ConfKeysFilterProps {
  readonly filter: KeyFilter
  readonly marked: Readonly<Record<LineMark, readonly number[]>>
  /** Lines that match. */
  readonly matches: number
  /** Lines of the file. */
  readonly all: number
  /** The keys are to go on in the tree. */
  readonly onDone: () => void
  readonly ref: Ref<HTMLInputElement>
}

export function ConfKeysFilter({ filter, marked, matches, all, onDone, ref }: ConfKeysFilterProps) {
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && filter.text !== '') setFilter({ ...filter, text: '' })
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') onDone()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const toggle = (mark: LineMark) => {
    const { marks } = filter
    setFilter({ ...filter, marks: marks.includes(mark) ? marks.filter(one => one !== mark) : [...marks, mark] })
  }
  const offered = lineMarks.filter(mark => marked[mark].length > 0 || filter.marks.includes(mark))
  return (
    <div className={styles.filter}>
      <div className={styles.field}>
        <Field
          ref={ref}
          label={texts.filter}
          hideLabel
          placeholder={texts.filterHint}
          value={filter.text}
          onChange={text => setFilter({ ...filter, text })}
          onKeyDown={keyDown}
        />
      </div>
      <p className={styles.count} role="status">
        {texts.matches(matches, all)}
      </p>
      {offered.length > 0 && (
        <fieldset className={styles.chips} aria-label={texts.onlyThose}>
          {offered.map(mark => (
            <Button
              key={mark}
              label={texts.mark(texts.marks[mark], marked[mark].length)}
              className={styles.chip}
              aria-pressed={filter.marks.includes(mark)}
              onClick={() => toggle(mark)}
            />
          ))}
        </fieldset>
      )}
      <div className={styles.folding}>
        <Button
          label={texts.unfoldAll}
          icon={ChevronsUpDown}
          kind="quiet"
          iconOnly
          className={styles.tool}
          onClick={() => foldKeys('all')}
        />
        <Button
          label={texts.foldAll}
          icon={ChevronsDownUp}
          kind="quiet"
          iconOnly
          className={styles.tool}
          onClick={() => foldKeys('none')}
        />
      </div>
    </div>
  )
}
