// After a file was opened that has changes of an earlier run: go on with them, forget them, or leave them for another time.
import { create } from 'zustand'
import type { UnfinishedWork } from '../../../shared/model/unfinished'
import type { DocumentId } from '../../../shared/model/document'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { unfinishedText } from './text'
import { forget, goOn } from './unfinished'

const useOffer = create<{ readonly offer: { readonly work: UnfinishedWork; readonly document: DocumentId } | null }>(
  () => ({ offer: null }),
)

/** Asks what shall become of them. */
export function offerUnfinished(work: UnfinishedWork, document: DocumentId): void {
  useOffer.setState({ offer: { work, document } })
}

export function UnfinishedDialog() {
  const offer = useOffer(state => state.offer)
  if (offer === null) return null
  const { work, document } = offer
  const close = () => useOffer.setState({ offer: null })
  return (
    <Dialog
      title={unfinishedText.offerTitle(work.name)}
      onClose={close}
      footer={
        <>
          <Button
            label={unfinishedText.forget}
            kind="quiet"
            onClick={() => {
              close()
              void forget(work)
            }}
          />
          <Button label={unfinishedText.later} onClick={close} />
          <Button
            label={unfinishedText.goOn}
            kind="primary"
            data-autofocus
            onClick={() => {
              close()
              void goOn(work, document)
            }}
          />
        </>
      }
    >
      <p>{unfinishedText.offer(work.edits, work.last, work.at)}</p>
      {work.torn && <p>{unfinishedText.torn}</p>}
    </Dialog>
  )
}
