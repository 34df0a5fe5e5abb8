// The error card of a file that could not be opened at all: on the welcome screen in its flow, over an open document as a
// dialog, so that the document stays where it is.
import { FolderOpen } from 'lucide-react'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { text } from '../../ui/text'
import { ErrorCard } from './error-card'
import { chooseAndOpen, dismissRefusal, useOpening } from './open-document'

/** In the flow of the welcome screen. */
export function RefusalCard() {
  const refused = useOpening(state => state.refused)
  if (refused === null) return null
  return (
    <ErrorCard title={text.open.notOpened(refused.name)} error={refused.error}>
      <Button label={text.open.openAnother} icon={FolderOpen} onClick={() => void chooseAndOpen()} />
      <Button label={text.common.dismiss} kind="quiet" onClick={dismissRefusal} />
    </ErrorCard>
  )
}

/** Over an open document. */
export function RefusalDialog() {
  const refused = useOpening(state => state.refused)
  if (refused === null) return null
  const another = () => {
    dismissRefusal()
    void chooseAndOpen()
  }
  return (
    <Dialog
      title={text.open.notOpened(refused.name)}
      onClose={dismissRefusal}
      footer={
        <>
          <Button label={text.open.openAnother} onClick={another} />
          <Button label={text.common.close} kind="primary" onClick={dismissRefusal} data-autofocus />
        </>
      }
    >
      <ErrorCard title={refused.name} error={refused.error} look="bare" />
    </Dialog>
  )
}
