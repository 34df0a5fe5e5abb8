// The dialogs about one row: rename or move, add, mode. What the document refuses is shown at the field, with its words.
import { type ReactNode, useState } from 'react'
import { toErrorData } from '../../../shared/model/errors'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { text } from '../../ui/text'
import { HeaderDialogs } from './header-dialogs'
import { ModeDialog } from './mode-dialog'
import { addFile, closeNodeDialog, renameNode, useNodeDialog } from './node-actions'
import { TakenDialog } from './taken-dialog'
import { layerPrefix, pathInLayer } from './path-in-layer'

/** Where these dialogs appear. */
export function NodeDialogs() {
  const dialog = useNodeDialog(state => state.dialog)
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'rename':
      return (
        <PathDialog
          title={text.tree.renameTitle(dialog.node.name)}
          label={text.tree.newPath}
          hint={text.tree.renameHint(layerPrefix(dialog.node.address))}
          button={text.tree.renameButton}
          initial={pathInLayer(dialog.node)}
          accept={name => renameNode(dialog.node, name)}
        />
      )
    case 'add':
      return (
        <PathDialog
          title={text.tree.addTitle(dialog.node.name)}
          label={text.tree.nameBelow}
          hint={text.tree.addHint(dialog.grant.name)}
          button={text.tree.addButton}
          initial={dialog.grant.name}
          accept={name => addFile(dialog.node, name, dialog.grant)}
        />
      )
    case 'modes':
    case 'owner':
    case 'time':
    case 'link':
    case 'newFolder':
    case 'newLink':
      return <HeaderDialogs dialog={dialog} />
    case 'taken':
      return <TakenDialog message={dialog.message} answer={dialog.answer} />
    case 'mode':
      return <ModeDialog node={dialog.node} />
  }
}

interface PathDialogProps {
  readonly title: string
  readonly label: string
  readonly hint: string
  readonly button: string
  readonly initial: string
  readonly accept: (path: string) => Promise<void>
}

function PathDialog({ title, label, hint, button, initial, accept }: PathDialogProps): ReactNode {
  const [path, setPath] = useState(initial)
  const [error, setError] = useState<string | null>(null)
  const submit = async () => {
    try {
      await accept(path)
      closeNodeDialog()
    } catch (thrown) {
      setError(toErrorData(thrown).message)
    }
  }
  return (
    <Dialog
      title={title}
      onClose={closeNodeDialog}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button label={text.common.cancel} onClick={closeNodeDialog} />
          <Button label={button} kind="primary" type="submit" disabled={path === ''} />
        </>
      }
    >
      <Field
        label={label}
        hint={hint}
        error={error}
        value={path}
        onChange={value => {
          setPath(value)
          setError(null)
        }}
        mono
        data-autofocus
        onFocus={event => event.target.setSelectionRange(path.lastIndexOf('/') + 1, path.length)}
      />
    </Dialog>
  )
}
