// The new password, typed twice while it is hidden: whoever mistypes it once would stand before a host that is locked again.
import type { Ref } from 'react'
import { Field } from '../../ui/field'
import styles from './password-dialog.module.css'
import { accountsText as texts } from './text'

/** What is typed so far. */
export interface TypedPassword {
  readonly password: string
  readonly repeated: string
  /** Shown as it is typed: then once is enough. */
  readonly seen: boolean
}

export const nothingTyped: TypedPassword = { password: '', repeated: '', seen: false }

/** Whether the password was seen, or typed twice in the same way. */
export function isSure({ password, repeated, seen }: TypedPassword): boolean {
  return password !== '' && (seen || repeated === password)
}

/** Whether what stands in the second field can no longer become the first. */
export function differs({ password, repeated, seen }: TypedPassword): boolean {
  return !seen && !password.startsWith(repeated)
}

interface NewPasswordProps {
  readonly typed: TypedPassword
  readonly onType: (typed: TypedPassword) => void
  readonly second: Ref<HTMLInputElement>
}

export function NewPassword({ typed, onType, second }: NewPasswordProps) {
  const { password, repeated, seen } = typed
  return (
    <>
      <Field
        label={texts.password}
        type={seen ? 'text' : 'password'}
        value={password}
        autoComplete="new-password"
        data-autofocus
        onChange={value => onType({ ...typed, password: value })}
      />
      {!seen && (
        <Field
          label={texts.repeat}
          type="password"
          value={repeated}
          autoComplete="new-password"
          ref={second}
          error={differs(typed) ? texts.differs : null}
          onChange={value => onType({ ...typed, repeated: value })}
        />
      )}
      <label className={styles.action}>
        <input type="checkbox" checked={seen} onChange={() => onType({ ...typed, repeated: '', seen: !seen })} />
        {texts.show}
      </label>
    </>
  )
}
