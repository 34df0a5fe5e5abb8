// A modal dialog on the native element, with title, close button and footer. What has `data-autofocus` gets the focus first.
// No header and footer elements: at the end of the page they would be landmarks of the window.
import { X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { Announcer } from './announcer'
import { Button } from './button'
import { classes } from './classes'
import styles from './dialog.module.css'
import { text } from './text'
import { useModal } from './use-modal'

export interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Buttons, the main one last. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'large'
  /** Escape and the close button; absent where the dialog cannot be left. */
  readonly onClose?: () => void
  /** Enter in a field, or the button of type submit. */
  readonly onSubmit?: () => void
}

/** A modal dialog that is open as long as it is mounted. */
export function Dialog({ title, children, footer, size = 'small', onClose, onSubmit }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useModal(element)

  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose?.()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }

  return (
    <dialog
      ref={element}
      className={classes(styles.dialog, styles[size])}
      aria-labelledby={titleId}
      onKeyDown={keyDown}
      onCancel={event => event.preventDefault()}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.header}>
          <h2 id={titleId}>{title}</h2>
          {onClose && <Button label={text.common.close} icon={X} kind="quiet" iconOnly onClick={onClose} />}
        </div>
        <div className={styles.body}>{children}</div>
        {footer && <div className={styles.footer}>{footer}</div>}
      </form>
      <Announcer />
    </dialog>
  )
}
