// The error card of a file that could not be opened at all: on the welcome screen in its flow, over an open document as a
// dialog, so that the document stays where it is.
import { FileKey, FolderOpen, KeyRound } from 'lucide-react'
import { commandTable } from '../../../shared/commands/commands'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { text } from '../../ui/text'
import { openKeyDialog } from '../keys/key-dialog-state'
import { unlockWithInfo } from '../keys/unlock'
import { ErrorCard } from './error-card'
import { chooseAndOpen, dismissRefusal, type Refused, useOpening } from './open-document'

/** In the flow of the welcome screen. */
export function RefusalCard() {
  const refused = useOpening(state => state.refused)
  if (refused === null) return null
  return (
    <ErrorCard title={text.open.notOpened(refused.name)} error={refused.error}>
      <KeyButtons refused={refused} />
      <Button label={text.open.openAnother} icon={FolderOpen} onClick={() => void chooseAndOpen()} />
      <Button label={text.common.dismiss} kind="quiet" onClick={dismissRefusal} />
    </ErrorCard>
  )
}

/** For a file whose key is missing. */
function KeyButtons({ refused: { name, grant } }: { readonly refused: Refused }) {
  if (grant === null) return null
  return (
    <>
      <Button
        label={commandTable.openWithKey.title}
        icon={KeyRound}
        onClick={() => openKeyDialog({ kind: 'file', name })}
      />
      <Button
        label={commandTable.openWithInfo.title}
        icon={FileKey}
        onClick={() => void unlockWithInfo({ kind: 'file', name })}
      />
    </>
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
          <KeyButtons refused={refused} />
          <Button label={text.open.openAnother} onClick={another} />
          <Button label={text.common.close} kind="primary" onClick={dismissRefusal} data-autofocus />
        </>
      }
    >
      <ErrorCard title={refused.name} error={refused.error} look="bare" />
    </Dialog>
  )
}
