// What a guided change would write: settings with their values, files as differences, and what it does not do.
import type { GuidePreview, GuideQuestion } from '../../../shared/model/guide'
import { classes } from '../../ui/classes'
import { SettingsTable } from '../diff/settings-table'
import styles from './guides.module.css'
import { guidesText as texts } from './text'

/** Lines of a difference that is open from the beginning. */
const shortDiff = 24

interface GuideEffectProps {
  /** Null before the first one. */
  readonly preview: GuidePreview | null
  readonly asked: readonly GuideQuestion[]
  readonly failure: string | null
}

export function GuideEffect({ preview, asked, failure }: GuideEffectProps) {
  const { refusal = null, settings = [], files = [], notes = [] } = preview ?? {}
  // What is about a question is told at the question.
  const refused = refusal && !asked.some(({ id }) => id === refusal.question) ? refusal.message : null
  const empty = preview !== null && refusal === null && settings.length + files.length === 0
  return (
    <section className={styles.effect} aria-label={texts.effect}>
      <h3>{texts.effect}</h3>
      {(failure ?? refused) !== null && (
        <p className={styles.refusal} role="alert">
          {failure ?? refused}
        </p>
      )}
      <p className={styles.note} role="status">
        {preview === null ? texts.reading : empty ? texts.nothing : ''}
      </p>
      {settings.length > 0 && <SettingsTable settings={settings} sides={texts.sides} />}
      {files.map(file => (
        <FileDiff key={file.path} {...file} />
      ))}
      {notes.length > 0 && (
        <>
          <h4>{texts.notes}</h4>
          <ul className={styles.notes}>
            {notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function FileDiff({ path, diff }: GuidePreview['files'][number]) {
  const lines = diff.trimEnd().split('\n')
  const count = (mark: string) => lines.filter(line => line.startsWith(mark) && !line.startsWith(mark.repeat(3))).length
  return (
    <details className={styles.file} open={lines.length <= shortDiff}>
      <summary>
        {path} <span className={styles.count}>{texts.lines(count('+'), count('-'))}</span>
      </summary>
      <pre className={styles.diff}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that is drawn as a whole.
          <span key={index} className={classes(styles.line, styleOf(line))}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </details>
  )
}

function styleOf(line: string): string | undefined {
  if (/^(\+\+\+|---|@@|#)/.test(line)) return styles.remark
  return line.startsWith('+') ? styles.added : line.startsWith('-') ? styles.removed : undefined
}
