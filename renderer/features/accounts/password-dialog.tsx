// The password of an account: set, locked or cleared. One step of undo, whatever files it takes.
import { useId, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import type { HostCard } from '../../../shared/model/host-card'
import { passwordHints } from '../../../shared/model/password-hints'
import { call } from '../../bridge/call'
import { applyStatus, useSession } from '../../state/session'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import fieldStyles from '../../ui/field.module.css'
import { notify } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { HelpLink } from '../help/help-link'
import { accountsInCard, type ShownAccount } from './accounts-in-card'
import { isSure, NewPassword, nothingTyped } from './new-password'
import { closePasswordDialog } from './password-dialog-state'
import styles from './password-dialog.module.css'
import { accountsText as texts } from './text'

type Action = 'set' | 'lock' | 'clear'
const actions: readonly Action[] = ['set', 'lock', 'clear']

export function PasswordDialog() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  const { loaded } = useLoaded<HostCard>(document ?? '', revision, () =>
    call('host.card', { document: document ?? '' }),
  )
  if (document === null || loaded === null) return null
  const accounts = 'value' in loaded.outcome ? accountsInCard(loaded.outcome.value) : []
  return <AccountsDialog document={document} accounts={accounts} />
}

interface AccountsDialogProps {
  readonly document: DocumentId
  readonly accounts: readonly ShownAccount[]
}

function AccountsDialog({ document, accounts }: AccountsDialogProps) {
  const [account, setAccount] = useState(
    () => accounts.find(({ name }) => name === 'root')?.name ?? accounts[0]?.name ?? '',
  )
  const [action, setAction] = useState<Action>('set')
  const [typed, setTyped] = useState(nothingTyped)
  const second = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const id = useId()
  const hints = action === 'set' ? passwordHints(typed.password) : []
  const ready = account !== '' && (action !== 'set' || typed.password !== '')
  const submit = async () => {
    if (!ready) return
    if (action === 'set' && !isSure(typed)) {
      second.current?.select()
      return
    }
    try {
      await flushEdits()
      applyStatus(
        await call('edit.password', { document, account, action, password: action === 'set' ? typed.password : '' }),
      )
      notify({ tone: 'done', message: texts.done[action](account) })
      closePasswordDialog()
    } catch (thrown) {
      setRefusal(toErrorData(thrown).message)
    }
  }
  return (
    <Dialog
      title={texts.title}
      onClose={closePasswordDialog}
      onSubmit={() => void submit()}
      footer={
        <>
          <HelpLink page="lost-password" />
          <Button label={texts.cancel} onClick={closePasswordDialog} />
          <Button label={texts.apply} kind="primary" type="submit" disabled={!ready} />
        </>
      }
    >
      {accounts.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <div className={styles.form}>
          <div className={styles.field}>
            <label htmlFor={`${id}-account`}>{texts.account}</label>
            <select
              id={`${id}-account`}
              className={fieldStyles.select}
              value={account}
              onChange={event => setAccount(event.target.value)}
            >
              {accounts.map(({ name, state }) => (
                <option key={name} value={name}>
                  {texts.option(name, texts.states[state])}
                </option>
              ))}
            </select>
          </div>
          <fieldset className={styles.actions}>
            <legend>{texts.what}</legend>
            {actions.map(one => (
              <label key={one} className={styles.action}>
                <input
                  type="radio"
                  name={`${id}-action`}
                  checked={action === one}
                  onChange={() => {
                    setAction(one)
                    setRefusal(null)
                  }}
                />
                {texts.actions[one]}
              </label>
            ))}
          </fieldset>
          {action === 'set' && (
            <NewPassword
              typed={typed}
              second={second}
              onType={now => {
                setTyped(now)
                setRefusal(null)
              }}
            />
          )}
          <div role="status" className={styles.hints}>
            {hints.map(hint => (
              <p key={hint}>{hint}</p>
            ))}
          </div>
          {refusal !== null && (
            <p className={styles.refusal} role="alert">
              {refusal}
            </p>
          )}
          <p className={styles.note}>{texts.where}</p>
          <p className={styles.note}>{texts.unverified}</p>
        </div>
      )}
    </Dialog>
  )
}
