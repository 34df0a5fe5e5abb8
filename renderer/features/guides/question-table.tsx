// A question with a word for each of its rows. A row that nobody has typed in shows what the change itself worked out.
import { ArrowRight } from 'lucide-react'
import { useId } from 'react'
import type { GuideQuestion } from '../../../shared/model/guide'
import { classes } from '../../ui/classes'
import fieldStyles from '../../ui/field.module.css'
import styles from './guides.module.css'
import { guidesText as texts } from './text'

interface QuestionTableProps {
  readonly question: GuideQuestion
  /** Lines of a row and its word, of rows that were typed in. */
  readonly answer: string
  /** The same for all of them, as the change has it. */
  readonly filled: string
  readonly error: string | null
  readonly onAnswer: (answer: string) => void
}

export function QuestionTable({ question, answer, filled, error, onAnswer }: QuestionTableProps) {
  const id = useId()
  const { label, hint, rows } = question
  const [typed, known] = [wordsIn(answer), wordsIn(filled)]
  const type = (row: string, word: string | null) => {
    const next = new Map(typed)
    if (word === null) next.delete(row)
    else next.set(row, word.replaceAll(/\s/g, ''))
    onAnswer([...next].map(([name, text]) => `${name} ${text}`).join('\n'))
  }
  const note = error ?? hint
  return (
    <fieldset className={classes(fieldStyles.field, styles.wide, styles.table)} aria-describedby={`${id}-note`}>
      <legend>{label}</legend>
      {rows.map(({ id: row, about }) => (
        <div key={row} className={styles.row}>
          <label htmlFor={`${id}-${row}`}>
            <span className={styles.name}>{row}</span> <span>{about}</span>
          </label>
          <ArrowRight size={16} aria-hidden />
          <input
            id={`${id}-${row}`}
            type="text"
            className={classes(fieldStyles.input, fieldStyles.mono)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed.get(row) ?? known.get(row) ?? ''}
            placeholder={texts.undecided}
            aria-invalid={error !== null || undefined}
            onChange={event => type(row, event.target.value)}
            onBlur={() => typed.get(row) === '' && type(row, null)}
          />
        </div>
      ))}
      <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint} role={error ? 'alert' : undefined}>
        {note}
      </p>
    </fieldset>
  )
}

function wordsIn(answer: string): ReadonlyMap<string, string> {
  return new Map(
    answer.split('\n').flatMap(line => {
      const [, row, word] = /^(\S+) (\S*)$/.exec(line) ?? []
      return row === undefined || word === undefined ? [] : [[row, word] as const]
    }),
  )
}
