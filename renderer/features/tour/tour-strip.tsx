// The strip below the tool bar: the offer of the tour, or the step that it is at. It covers nothing, and F6 leads to it; what is done in
// the window itself takes it to the next step, and the focus stays where the user works.
import { CircleHelp, CornerDownRight } from 'lucide-react'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { CommandButton } from '../../state/command-button'
import { useSession } from '../../state/session'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { followMoments } from './moments'
import { steps } from './steps'
import { tourText as texts } from './text'
import { endTour, goToStep, startTour, type TourStepId, tourSteps, useTour } from './tour'
import styles from './tour.module.css'

/** Milliseconds that a step waits before it is announced, so that what the window says of the change itself is heard first. */
const afterOthers = 1000

export function TourStrip() {
  const { document, at } = useTour()
  const opened = useSession(state => state.opened?.document)
  if (document !== null && document === opened) return <Step key={document} at={at} />
  return (
    <Strip sentence={texts.offer}>
      <Button label={texts.take} onClick={() => void startTour()} />
      <Button label={texts.noThanks} kind="quiet" onClick={endTour} />
    </Strip>
  )
}

function Step({ at }: { readonly at: number }) {
  const first = useRef<HTMLButtonElement>(null)
  const id = tourSteps[at]
  const sentence = id === undefined ? texts.end : texts.steps[id]()
  const step = id === undefined ? '' : texts.at(at + 1, tourSteps.length)
  useEffect(() => first.current?.focus(), [])
  useEffect(() => {
    const timer = setTimeout(() => announce(`${step} ${sentence}`.trim()), afterOthers)
    return () => clearTimeout(timer)
  }, [step, sentence])
  useMark(id)
  useEffect(() => {
    if (id === undefined) return
    return followMoments((last, now) => steps[id].isDone(last, now) && goToStep(at + 1))
  }, [id, at])
  return (
    <Strip sentence={sentence} step={step}>
      {id === undefined ? (
        <CommandButton id="help" icon={CircleHelp} kind="quiet" aria-haspopup="dialog" />
      ) : (
        <Button ref={first} label={texts.go} icon={CornerDownRight} onClick={steps[id].go} />
      )}
      <Button label={texts.back} kind="quiet" disabled={at === 0} onClick={() => goToStep(at - 1)} />
      <Button
        label={id === undefined ? texts.finish : texts.next}
        kind={id === undefined ? 'primary' : 'quiet'}
        onClick={() => (id === undefined ? endTour() : goToStep(at + 1))}
      />
      {id !== undefined && <Button label={texts.skip} kind="quiet" onClick={endTour} />}
    </Strip>
  )
}

interface StripProps {
  readonly sentence: string
  readonly step?: string
  readonly children: ReactNode
}

function Strip({ sentence, step, children }: StripProps) {
  return (
    <section className={styles.strip} aria-label={texts.title} data-pane="tour">
      <p className={styles.sentence}>
        {step && <strong className={styles.step}>{step}</strong>} {sentence}
      </p>
      <div className={styles.buttons}>{children}</div>
    </section>
  )
}

/** Marks the places that a step speaks of, for as long as it is shown. */
function useMark(step: TourStepId | undefined): void {
  useLayoutEffect(() => {
    if (step === undefined) return
    window.document.documentElement.dataset.tour = step
    return () => {
      delete window.document.documentElement.dataset.tour
    }
  }, [step])
}
