// A copy without secrets: what is replaced besides them, and then what the copy says of itself. Its values are shown nowhere.
import { useState } from 'react'
import { toErrorData } from '../../../shared/model/errors'
import { type PseudonymKind, pseudonymKinds, type SanitisedResult } from '../../../shared/model/sanitised'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { HelpLink } from '../help/help-link'
import { secretsText } from '../secrets/text'
import { closeSanitise, makeCopy, useSanitise } from './sanitise-state'
import styles from './sanitise-dialog.module.css'
import { sanitiseText as texts } from './text'

export function SanitiseDialog() {
  const made = useSanitise(state => state.made)
  return made === null ? <Choice /> : <Report made={made} />
}

function Choice() {
  const [chosen, setChosen] = useState<readonly PseudonymKind[]>([])
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const make = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      await makeCopy(chosen)
    } catch (thrown) {
      setRefusal(toErrorData(thrown).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={texts.title}
      onClose={closeSanitise}
      onSubmit={() => void (!busy && make())}
      footer={
        <>
          <Button label={texts.cancel} onClick={closeSanitise} />
          <Button label={texts.make} kind="primary" type="submit" disabled={busy} data-autofocus />
        </>
      }
    >
      <div className={styles.form}>
        <p>{texts.lead}</p>
        <p className={styles.note}>{texts.leftOut}</p>
        <div>
          <HelpLink page="copy-to-hand-out" />
        </div>
        <fieldset className={styles.kinds}>
          <legend>{texts.alsoReplace}</legend>
          {pseudonymKinds.map(kind => (
            <label key={kind} className={styles.kind}>
              <input
                type="checkbox"
                checked={chosen.includes(kind)}
                onChange={event =>
                  setChosen(event.target.checked ? [...chosen, kind] : chosen.filter(one => one !== kind))
                }
              />
              {texts.kinds[kind]}
            </label>
          ))}
        </fieldset>
        {refusal !== null && (
          <p className={styles.refusal} role="alert">
            {refusal}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function Report({ made: { label, report } }: { readonly made: SanitisedResult }) {
  const { replaced, removed, notes, proof } = report
  return (
    <Dialog
      title={texts.done}
      size="large"
      onClose={closeSanitise}
      footer={<Button label={texts.close} kind="primary" onClick={closeSanitise} data-autofocus />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <section className={styles.form} tabIndex={0} aria-label={texts.report}>
        <p>{texts.saved(label, proof.layers, proof.patterns)}</p>
        {proof.tooPlain > 0 && <p className={styles.note}>{texts.tooPlain(proof.tooPlain)}</p>}
        {notes.map(note => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
        {removed.length > 0 && (
          <Rows
            title={texts.removed(removed.length)}
            headings={[texts.file, texts.reason]}
            rows={removed.map(({ address, reason }) => [address, reason])}
          />
        )}
        <Rows
          title={texts.replaced(replaced.reduce((sum, { count }) => sum + count, 0))}
          headings={[texts.file, texts.what, texts.count]}
          rows={replaced.map(({ address, kind, count }) => [address, wordsOf(kind), String(count)])}
        />
      </section>
    </Dialog>
  )
}

/** A kind of secret by its name in the list of secrets; all others have names of their own. */
function wordsOf(kind: string): string {
  return Object.entries(secretsText.kinds).find(([id]) => id === kind)?.[1] ?? kind.replaceAll('-', ' ')
}

interface RowsProps {
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function Rows({ title, headings, rows }: RowsProps) {
  return (
    <table className={styles.rows}>
      <caption>{title}</caption>
      <thead>
        <tr>
          {headings.map(heading => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first = '', ...others]) => (
          <tr key={`${first} ${others.join(' ')}`}>
            <th scope="row">{first}</th>
            {others.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row never change places.
              <td key={index}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
