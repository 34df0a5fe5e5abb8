// The form of one guided change, with what it would write below the questions. It is made when the preview of these very answers is there.
import { useEffect, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import type { HelpPageId } from '../../../shared/help/help-pages'
import type { GuideAnswers, GuideId, GuideOffer, GuidePreview } from '../../../shared/model/guide'
import { call } from '../../bridge/call'
import { applyStatus } from '../../state/session'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { notify } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { HelpLink } from '../help/help-link'
import { GuideEffect } from './guide-effect'
import styles from './guides.module.css'
import { showGuide } from './guides-state'
import { Question } from './question'
import { guidesText as texts } from './text'

/** The page of the help about a change. */
const helpOf: Partial<Record<GuideId, HelpPageId>> = {
  'management-network': 'wrong-address',
  identity: 'new-hardware',
  certificate: 'expired-certificate',
}

/** Milliseconds of rest after which answers are looked at. */
const rest = 250

interface GuideFormProps {
  readonly document: DocumentId
  readonly revision: number
  readonly offer: GuideOffer
}

export function GuideForm({ document, revision, offer }: GuideFormProps) {
  const { id, title, about, basis, unavailable, questions } = offer
  const [typed, setTyped] = useState<GuideAnswers>({})
  const [filled, setFilled] = useState<GuideAnswers>({})
  const [failure, setFailure] = useState<string | null>(null)
  const answerOf = (question: string) => typed[question] ?? questions.find(one => one.id === question)?.value ?? ''
  const asked = questions.filter(({ when }) => when === null || answerOf(when.question) === when.is)
  const answers = Object.fromEntries(
    asked.flatMap(question => (question.id in typed ? [[question.id, answerOf(question.id)]] : [])),
  )
  const key = JSON.stringify(answers)
  const settled = useSettled(key)
  const { loaded } = useLoaded<GuidePreview | null>(`${document} ${settled}`, revision, async () =>
    unavailable === null
      ? call('guides.preview', { document, guide: id, answers: JSON.parse(settled) as GuideAnswers })
      : null,
  )
  // While an answer is half typed nothing can be worked out: what was known last stays.
  const worked = loaded && 'value' in loaded.outcome ? loaded.outcome.value?.filled : undefined
  if (worked && Object.entries(worked).some(([question, answer]) => filled[question] !== answer))
    setFilled(before => ({ ...before, ...worked }))
  const isCurrent = settled === key && loaded?.key === `${document} ${key}`
  const preview = loaded && 'value' in loaded.outcome ? loaded.outcome.value : null
  const failed = loaded && 'error' in loaded.outcome ? loaded.outcome.error.message : failure
  const changes = preview !== null && preview.settings.length + preview.files.length > 0
  const ready = isCurrent && changes && preview.refusal === null
  const refused = preview?.refusal?.question ?? null
  const close = () => showGuide(null)
  const submit = async () => {
    if (!ready) return
    try {
      await flushEdits()
      applyStatus(await call('edit.guided', { document, guide: id, answers }))
      notify({ tone: 'done', message: texts.done(title) })
      close()
    } catch (thrown) {
      setFailure(toErrorData(thrown).message)
    }
  }
  return (
    <Dialog
      title={title}
      size="large"
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        <>
          {helpOf[id] && <HelpLink page={helpOf[id]} />}
          <Button label={texts.back} kind="quiet" onClick={() => showGuide('choice')} />
          <Button label={texts.cancel} onClick={close} />
          <Button label={texts.apply} kind="primary" type="submit" disabled={!ready} />
        </>
      }
    >
      <p className={styles.note}>{unavailable ?? about}</p>
      <div className={styles.questions}>
        {asked.map((question, index) => (
          <Question
            key={question.id}
            question={question}
            first={index === 0}
            answer={answerOf(question.id)}
            filled={filled[question.id] ?? ''}
            error={refused === question.id ? (preview?.refusal?.message ?? null) : null}
            onAnswer={answer => {
              setFailure(null)
              setTyped(before => ({ ...before, [question.id]: answer }))
            }}
          />
        ))}
      </div>
      {unavailable === null && <GuideEffect preview={preview} asked={asked} failure={failed} />}
      <p className={styles.note}>{basis}</p>
    </Dialog>
  )
}

/** The value once it has rested. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), rest)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
