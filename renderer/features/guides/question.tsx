// One question of a guided change: a line, several lines, a choice, or a table.
import { useId } from 'react'
import type { GuideQuestion } from '../../../shared/model/guide'
import { classes } from '../../ui/classes'
import { Field } from '../../ui/field'
import fieldStyles from '../../ui/field.module.css'
import styles from './guides.module.css'
import { QuestionTable } from './question-table'

interface QuestionProps {
  readonly question: GuideQuestion
  /** Gets the focus when the dialog opens. */
  readonly first: boolean
  readonly answer: string
  /** What the change worked out for it; empty where it did not. */
  readonly filled: string
  readonly error: string | null
  readonly onAnswer: (answer: string) => void
}

export function Question({ question, first, answer, filled, error, onAnswer }: QuestionProps) {
  const id = useId()
  const { label, hint, kind, choices } = question
  if (kind === 'text')
    return (
      <Field
        label={label}
        value={answer}
        error={error}
        {...(hint !== '' && { hint })}
        {...(first && { 'data-autofocus': true })}
        onChange={onAnswer}
      />
    )
  if (kind === 'table')
    return <QuestionTable question={question} answer={answer} filled={filled} error={error} onAnswer={onAnswer} />
  const note = error ?? hint
  const common = {
    id,
    value: answer,
    'aria-invalid': error !== null || undefined,
    'aria-describedby': note === '' ? undefined : `${id}-note`,
    'data-autofocus': first || undefined,
  }
  return (
    <div className={classes(fieldStyles.field, kind === 'lines' && styles.wide)}>
      <label htmlFor={id}>{label}</label>
      {kind === 'lines' ? (
        <textarea
          {...common}
          className={classes(fieldStyles.mono, styles.lines)}
          rows={Math.min(8, Math.max(3, answer.split('\n').length))}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={event => onAnswer(event.target.value)}
        />
      ) : (
        <select {...common} className={fieldStyles.select} onChange={event => onAnswer(event.target.value)}>
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
      {note !== '' && (
        <p
          id={`${id}-note`}
          className={error ? fieldStyles.error : fieldStyles.hint}
          role={error ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  )
}
