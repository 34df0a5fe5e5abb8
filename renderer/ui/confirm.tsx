// A question with two answers, asked from anywhere: `await ask(...)`.
import { create } from 'zustand'
import { Button } from './button'
import { Dialog } from './dialog'
import { text } from './text'

export interface Question {
  readonly title: string
  readonly body: string
  /** The button that goes ahead. */
  readonly confirm: string
  readonly danger?: boolean
}

interface Asked extends Question {
  readonly answer: (confirmed: boolean) => void
}

const useAsked = create<{ readonly asked: Asked | null }>(() => ({ asked: null }))

/** Resolves true when the user goes ahead. A question that is still open counts as refused. */
export function ask(question: Question): Promise<boolean> {
  useAsked.getState().asked?.answer(false)
  return new Promise(resolve => {
    const answer = (confirmed: boolean) => {
      useAsked.setState({ asked: null })
      resolve(confirmed)
    }
    useAsked.setState({ asked: { ...question, answer } })
  })
}

/** Where questions appear. */
export function ConfirmHost() {
  const asked = useAsked(state => state.asked)
  if (asked === null) return null
  return (
    <Dialog
      key={asked.title}
      title={asked.title}
      onClose={() => asked.answer(false)}
      footer={
        <>
          <Button label={text.common.cancel} onClick={() => asked.answer(false)} data-autofocus />
          <Button label={asked.confirm} kind={asked.danger ? 'danger' : 'primary'} onClick={() => asked.answer(true)} />
        </>
      }
    >
      <p>{asked.body}</p>
    </Dialog>
  )
}
