// The dialogs about what a header says: mode of several, owner, time, link target; and those that make a folder or a link. Each is a few
// lines of text; what the document refuses is shown below them, with its words.
import { useState } from 'react'
import { assertNever } from '../../../shared/model/assert-never'
import { toErrorData } from '../../../shared/model/errors'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { text } from '../../ui/text'
import { inWords, makeFolder, makeLink, setModes, setOwner, setTarget, setTime } from './header-actions'
import { closeNodeDialog, type NodeDialog } from './node-actions'

type Shown = Extract<NodeDialog, { readonly kind: 'modes' | 'owner' | 'time' | 'link' | 'newFolder' | 'newLink' }>

/** The dialog that is open. */
export function HeaderDialogs({ dialog }: { readonly dialog: Shown }) {
  const texts = text.tree
  switch (dialog.kind) {
    case 'modes':
      return (
        <LinesDialog
          title={texts.modeTitleMany(dialog.nodes.length)}
          button={texts.modeButton}
          lines={[{ id: 'mode', label: texts.modeManyField, hint: texts.modeManyHint, initial: '' }]}
          accept={({ mode = '' }) => setModes(dialog.nodes, mode.trim())}
        />
      )
    case 'owner': {
      const { uid, gid, uname, gname } = dialog.owner
      return (
        <LinesDialog
          title={texts.ownerTitle(inWords(dialog.nodes))}
          button={texts.ownerButton}
          lines={[
            { id: 'uid', label: texts.uid, initial: uid, refuses: refusesNumber },
            { id: 'gid', label: texts.gid, initial: gid, refuses: refusesNumber },
            { id: 'uname', label: texts.uname, initial: uname, mayBeEmpty: true },
            { id: 'gname', label: texts.gname, initial: gname, mayBeEmpty: true, hint: texts.ownerHint },
          ]}
          accept={({ uid = '', gid = '', uname = '', gname = '' }) =>
            setOwner(dialog.nodes, { uid, gid, uname, gname })
          }
        />
      )
    }
    case 'time':
      return (
        <LinesDialog
          title={texts.timeTitle(inWords(dialog.nodes))}
          button={texts.timeButton}
          lines={[
            { id: 'at', label: texts.timeField, hint: texts.timeHint, initial: dialog.time, refuses: refusesTime },
          ]}
          accept={({ at = '' }) => setTime(dialog.nodes, at)}
        />
      )
    case 'link':
      return (
        <LinesDialog
          title={texts.linkTitle(dialog.node.name)}
          button={texts.linkButton}
          lines={[{ id: 'target', label: texts.linkField, hint: texts.linkHint, initial: dialog.target }]}
          accept={({ target = '' }) => setTarget(dialog.node, target)}
        />
      )
    case 'newFolder':
      return (
        <LinesDialog
          title={texts.newFolderTitle(dialog.node.name)}
          button={texts.newFolderButton}
          lines={[{ id: 'name', label: texts.nameBelow, hint: texts.newFolderHint, initial: '' }]}
          accept={({ name = '' }) => makeFolder(dialog.node, name)}
        />
      )
    case 'newLink':
      return (
        <LinesDialog
          title={texts.newLinkTitle(dialog.node.name)}
          button={texts.newLinkButton}
          lines={[
            { id: 'name', label: texts.nameBelow, initial: '' },
            { id: 'target', label: texts.linkField, hint: texts.newLinkTargetHint, initial: '' },
          ]}
          accept={({ name = '', target = '' }) => makeLink(dialog.node, name, target)}
        />
      )
    default:
      return assertNever(dialog)
  }
}

interface Line {
  readonly id: string
  readonly label: string
  readonly initial: string
  readonly hint?: string
  readonly mayBeEmpty?: boolean
  /** Why a text that is not empty cannot be, or null. */
  readonly refuses?: (value: string) => string | null
}

interface LinesDialogProps {
  readonly title: string
  readonly button: string
  readonly lines: readonly Line[]
  /** Values by the ids of the lines. */
  readonly accept: (values: Readonly<Record<string, string>>) => Promise<void>
}

function LinesDialog({ title, button, lines, accept }: LinesDialogProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(lines.map(({ id, initial }) => [id, initial])),
  )
  const [refusal, setRefusal] = useState<string | null>(null)
  const refusalOf = ({ id, refuses }: Line) => {
    const value = values[id] ?? ''
    return value === '' ? null : (refuses?.(value) ?? null)
  }
  const isReady = lines.every(line => (line.mayBeEmpty || values[line.id] !== '') && refusalOf(line) === null)
  const submit = async () => {
    if (!isReady) return
    try {
      await accept(values)
      closeNodeDialog()
    } catch (thrown) {
      setRefusal(toErrorData(thrown).message)
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
          <Button label={button} kind="primary" type="submit" disabled={!isReady} />
        </>
      }
    >
      {lines.map((line, at) => (
        <Field
          key={line.id}
          label={line.label}
          {...(line.hint !== undefined && { hint: line.hint })}
          error={refusalOf(line) ?? (at === lines.length - 1 ? refusal : null)}
          value={values[line.id] ?? ''}
          onChange={value => {
            setValues({ ...values, [line.id]: value })
            setRefusal(null)
          }}
          mono
          {...(at === 0 && { 'data-autofocus': true })}
          onFocus={event => event.target.select()}
        />
      ))}
    </Dialog>
  )
}

function refusesNumber(value: string): string | null {
  return /^\d{1,10}$/.test(value) && Number(value) <= 0xffff_ffff ? null : text.tree.number
}

function refusesTime(value: string): string | null {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value)
  return isTime && !Number.isNaN(Date.parse(value)) ? null : text.tree.timeHint
}
