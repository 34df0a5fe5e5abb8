// Below a large text: where the cursor is, and a field to go elsewhere.
import type { RefObject } from 'react'
import type { LongTextRow } from '../../../shared/viewers/long-text'
import footer from '../parts/footer.module.css'
import { GoToField } from '../parts/go-to-field'
import { parseLinePlace } from './move-row'
import { longTextText as texts } from './text'

interface Props {
  /** The row of the cursor; undefined until it was fetched. */
  readonly current: LongTextRow | undefined
  /** Of the number of the last line. */
  readonly digits: number
  readonly field: RefObject<HTMLInputElement | null>
  /** Goes to a byte of a line, both from 1. Resolves why that cannot be, or null. */
  readonly onGoTo: (line: number, byte: number) => Promise<string | null>
  readonly onLeave: () => void
}

export function LongTextFooter({ current, digits, field, onGoTo, onLeave }: Props) {
  return (
    <div className={footer.footer}>
      <dl className={footer.values}>
        <div className={footer.value}>
          <dt>{texts.line}</dt>
          <dd style={{ minWidth: `${digits}ch` }}>{current?.line ?? ''}</dd>
        </div>
        {current && current.part > 0 && (
          <div className={footer.value}>
            <dt>{texts.part}</dt>
            <dd>{texts.partFrom(current.part, current.byte)}</dd>
          </div>
        )}
      </dl>
      <GoToField
        label={texts.goTo}
        hint={texts.goToHint}
        field={field}
        onGoTo={typed => {
          const place = parseLinePlace(typed)
          return place ? onGoTo(place.line, place.byte) : texts.noLine
        }}
        onLeave={onLeave}
      />
    </div>
  )
}
