// The field that finds a text in a large one, and the ways from place to place.
import { CaseSensitive, ChevronDown, ChevronUp, X } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import styles from './long-text-view.module.css'
import { longTextText as texts } from './text'
import type { Find } from './use-find'

export interface FindBarProps {
  readonly find: Find
  /** Index of the place that was gone to; -1 for none. */
  readonly at: number
  readonly onChange: (to: Partial<Pick<Find, 'text' | 'matchCase'>>) => void
  readonly onStep: (by: 1 | -1) => void
  readonly onClose: () => void
  readonly ref: Ref<HTMLInputElement>
}

export function FindBar({ find, at, onChange, onStep, onClose, ref }: FindBarProps) {
  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    else if (event.key === 'F3' || (event.key === 'Enter' && event.target instanceof HTMLInputElement))
      onStep(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const none = find.hits.length === 0
  return (
    <search className={styles.find} onKeyDown={keyDown} aria-label={texts.find}>
      <div className={styles.findField}>
        <Field
          ref={ref}
          label={texts.find}
          hideLabel
          placeholder={texts.findHint}
          value={find.text}
          onChange={text => onChange({ text })}
        />
      </div>
      <Button
        kind="quiet"
        icon={CaseSensitive}
        iconOnly
        label={texts.matchCase}
        aria-pressed={find.matchCase}
        onClick={() => onChange({ matchCase: !find.matchCase })}
      />
      <p className={styles.count} role="status">
        {wordsOf(find, at)}
      </p>
      <Button
        kind="quiet"
        icon={ChevronUp}
        iconOnly
        label={texts.previous}
        disabled={none}
        onClick={() => onStep(-1)}
      />
      <Button kind="quiet" icon={ChevronDown} iconOnly label={texts.next} disabled={none} onClick={() => onStep(1)} />
      <Button kind="quiet" icon={X} iconOnly label={texts.close} onClick={onClose} />
    </search>
  )
}

function wordsOf({ text, hits, running, complete, refusal }: Find, at: number): string {
  if (text === '') return ''
  if (refusal !== null) return refusal
  if (hits.length > 0) return texts.place(Math.max(at, 0), hits.length, complete && !running)
  return running ? texts.finding : texts.nothing
}
