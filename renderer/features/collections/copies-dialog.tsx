// What was found in a collection, as a list to choose from: what it is, where, how large, from when, and why some cannot be opened. The trap: the
// list may have a thousand rows, and the choice is made with the arrow keys, as among radio buttons.
import { useState } from 'react'
import type { CollectionReport, FoundCopy } from '../../../shared/model/collection'
import { collectionKindText, copyKindText } from '../../../shared/text/collection'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { formatSize } from '../../ui/format'
import { text } from '../../ui/text'
import styles from './copies-dialog.module.css'
import { useCopyChoice } from './copy-choice'
import { collectionsText as texts } from './text'

export function CopiesDialog() {
  const choice = useCopyChoice(state => state.choice)
  return choice && <Copies key={choice.report.name} report={choice.report} onChoose={choice.settle} />
}

interface CopiesProps {
  readonly report: CollectionReport
  readonly onChoose: (copy: number | null) => void
}

function Copies({ report, onChoose }: CopiesProps) {
  const { name, kind, entries, bytes, copies, problems } = report
  const able = copies.filter(({ problem }) => problem === null)
  const [chosen, setChosen] = useState(able[0]?.number ?? null)
  return (
    <Dialog
      title={texts.title(name)}
      size="large"
      onClose={() => onChoose(null)}
      onSubmit={() => onChoose(chosen)}
      footer={
        <>
          <Button
            label={text.common.cancel}
            onClick={() => onChoose(null)}
            data-autofocus={chosen === null || undefined}
          />
          {chosen !== null && <Button label={texts.open} kind="primary" type="submit" />}
        </>
      }
    >
      <div className={styles.body}>
        <p className={styles.facts}>{texts.facts(collectionKindText(kind), entries, formatSize(bytes))}</p>
        {copies.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <fieldset className={styles.list}>
            <legend className={styles.legend}>{texts.list}</legend>
            {copies.map(copy => (
              <Row key={copy.number} copy={copy} isChosen={copy.number === chosen} onChoose={setChosen} />
            ))}
          </fieldset>
        )}
        {able.some(one => one.kind === 'esx-conf' || one.kind === 'config-store') && (
          <p className={styles.facts}>{texts.loose}</p>
        )}
        {problems.length > 0 && (
          <section aria-label={texts.problems}>
            <h3 className={styles.heading}>{texts.problems}</h3>
            <ul className={styles.problems}>
              {problems.map(problem => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}

interface RowProps {
  readonly copy: FoundCopy
  readonly isChosen: boolean
  readonly onChoose: (number: number) => void
}

function Row({ copy: { number, path, kind, size, modified, problem }, isChosen, onChoose }: RowProps) {
  const time = modified?.replace('T', ' ').replace('Z', ' UTC') ?? texts.noTime
  return (
    <label className={styles.row}>
      <input
        type="radio"
        name="copy"
        checked={isChosen}
        disabled={problem !== null}
        onChange={() => onChoose(number)}
        data-autofocus={isChosen || undefined}
      />
      <span className={styles.what}>
        <span className={styles.path}>{path}</span>
        <span className={styles.facts}>
          {copyKindText(kind)} · {formatSize(size)} · {time}
        </span>
        {problem !== null && <span className={styles.problem}>{problem}</span>}
      </span>
    </label>
  )
}
