// The key of a locked layer: typed as hex digits, which are not shown, or taken from a file. A refusal is said here, and nothing is changed.
import { useState } from 'react'
import { toErrorData } from '../../../shared/model/errors'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { closeKeyDialog, type KeyTarget, useKeyDialog } from './key-dialog-state'
import styles from './key-dialog.module.css'
import { keysText as texts } from './text'
import { unlockFrom, unlockWith } from './unlock'

export function KeyDialog() {
  const target = useKeyDialog(state => state.target)
  return target === null ? null : <KeyForm target={target} />
}

function KeyForm({ target }: { readonly target: KeyTarget }) {
  const [key, setKey] = useState('')
  const [seen, setSeen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const attempt = async (open: () => Promise<boolean>) => {
    setBusy(true)
    try {
      if (await open()) closeKeyDialog()
    } catch (thrown) {
      setRefusal(toErrorData(thrown).message)
    } finally {
      setBusy(false)
    }
  }
  const ready = key.trim() !== '' && !busy
  const submit = () =>
    attempt(async () => {
      await unlockWith(target, key)
      return true
    })
  return (
    <Dialog
      title={texts.title(target.name)}
      onClose={closeKeyDialog}
      onSubmit={() => void (ready && submit())}
      footer={
        <>
          <Button label={texts.cancel} onClick={closeKeyDialog} />
          <Button label={texts.open} kind="primary" type="submit" disabled={!ready} />
        </>
      }
    >
      <div className={styles.form}>
        <Field
          label={texts.field}
          type={seen ? 'text' : 'password'}
          value={key}
          mono
          hint={texts.fieldHint}
          error={refusal}
          data-autofocus
          onChange={typed => {
            setKey(typed)
            setRefusal(null)
          }}
        />
        <label className={styles.check}>
          <input type="checkbox" checked={seen} onChange={() => setSeen(!seen)} />
          {texts.show}
        </label>
        <div>
          <Button label={texts.file} disabled={busy} onClick={() => void attempt(() => unlockFrom(target, 'key'))} />
        </div>
        <p className={styles.note}>{texts.about}</p>
        <p className={styles.note}>{texts.recovery}</p>
      </div>
    </Dialog>
  )
}
