// Shown while a file is opened, after a moment: a quick open must not flash. It lies over the window, so nothing moves.
import { useOperations } from '../../state/operations'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Late } from '../../ui/late'
import { Progress } from '../../ui/progress'
import { text } from '../../ui/text'
import { useCopyChoice } from '../collections/copy-choice'
import { useBankChoice } from '../disks/bank-choice'
import { cancelOpening, type Opening, useOpening } from './open-document'

/** The card, once opening takes longer than a moment. */
export function BusyCard() {
  const opening = useOpening(state => state.opening)
  const isChoosingBank = useBankChoice(state => state.choice !== null)
  const isChoosingCopy = useCopyChoice(state => state.choice !== null)
  return (
    opening &&
    !isChoosingBank &&
    !isChoosingCopy && (
      <Late key={opening.operation}>
        <Card opening={opening} />
      </Late>
    )
  )
}

function Card({ opening }: { readonly opening: Opening }) {
  const operation = useOperations(state => state.running.find(running => running.id === opening.operation))
  const title = text.open.opening(opening.name)
  return (
    <Dialog
      title={title}
      onClose={cancelOpening}
      footer={<Button label={text.common.cancel} onClick={cancelOpening} data-autofocus />}
    >
      <Progress
        phase={operation?.phase ?? title}
        done={operation?.done ?? 0}
        total={operation?.total ?? opening.size}
      />
    </Dialog>
  )
}
