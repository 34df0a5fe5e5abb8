// Files whose names are there already: what becomes of them is asked before anything happens.
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { text } from '../../ui/text'
import { closeNodeDialog, type Taken, useNodeDialog } from './node-actions'

export interface TakenDialogProps {
  readonly message: string
  /** Null where the user wants none of it. */
  readonly answer: (taken: Taken | null) => void
}

export function TakenDialog({ message, answer }: TakenDialogProps) {
  const choose = (taken: Taken) => {
    useNodeDialog.setState({ dialog: null })
    answer(taken)
  }
  return (
    <Dialog
      title={text.tree.takenTitle}
      onClose={closeNodeDialog}
      onSubmit={() => choose('both')}
      footer={
        <>
          <Button label={text.common.cancel} onClick={closeNodeDialog} />
          <Button label={text.tree.taken.skip} onClick={() => choose('skip')} />
          <Button label={text.tree.taken.replace} onClick={() => choose('replace')} />
          <Button label={text.tree.taken.both} kind="primary" type="submit" data-autofocus />
        </>
      }
    >
      <p>{message}</p>
      <p>{text.tree.takenHint}</p>
    </Dialog>
  )
}
