// One row of a large text: the number of its line, or a sign where the line goes on; the text, with what is looked for marked.
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be both virtual and sticky.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
import { memo } from 'react'
import type { LongTextRow } from '../../../shared/viewers/long-text'
import { classes } from '../../ui/classes'
import styles from './long-text-view.module.css'
import { longTextText as texts } from './text'

export interface TextRowProps {
  readonly index: number
  /** Undefined while it is on its way. */
  readonly row: LongTextRow | undefined
  /** Characters of the longest number. */
  readonly digits: number
  readonly selected: boolean
  readonly id: string | undefined
  /** What is looked for; empty for nothing. */
  readonly sought: string
  readonly matchCase: boolean
}

export const TextRow = memo(function TextRow(props: TextRowProps) {
  const { index, row, digits, selected, id, sought, matchCase } = props
  return (
    <div
      id={id}
      className={classes(styles.row, selected && styles.current)}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      data-row={index}
    >
      <span className={styles.number} role="rowheader" style={{ minWidth: `${digits}ch` }}>
        {row === undefined ? '' : row.part === 0 ? row.line : '↪'}
      </span>
      <span className={styles.text} role="gridcell">
        {row === undefined ? texts.loading : <Marked text={visible(row.text)} sought={sought} matchCase={matchCase} />}
      </span>
    </div>
  )
})

function Marked({ text, sought, matchCase }: { readonly text: string } & Pick<TextRowProps, 'sought' | 'matchCase'>) {
  if (sought === '') return text
  const [within, word] = matchCase ? [text, sought] : [text.toLowerCase(), sought.toLowerCase()]
  // Some letters grow in lower case: then no place can be told.
  if (within.length !== text.length) return text
  const parts = []
  let end = 0
  for (let at = within.indexOf(word); at >= 0; at = within.indexOf(word, end)) {
    parts.push(
      text.slice(end, at),
      <mark key={at} className={styles.match}>
        {text.slice(at, at + word.length)}
      </mark>,
    )
    end = at + word.length
  }
  return [...parts, text.slice(end)]
}

/** Control characters but the tab as their signs; each stays one character. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\0-\x08\x0a-\x1f\x7f]/g, one =>
    String.fromCharCode(one === '\x7f' ? 0x2421 : 0x2400 + one.charCodeAt(0)),
  )
}
