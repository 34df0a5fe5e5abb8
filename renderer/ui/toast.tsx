// Short notices at the lower right: what was done, with the way back, or what went wrong. Good news leaves by itself; a
// refusal stays until it is dismissed. Each is announced as well.
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { type FocusEvent, useEffect, useRef } from 'react'
import { create } from 'zustand'
import { toErrorData } from '../../shared/model/errors'
import { announce } from './announcer'
import { Button } from './button'
import { classes } from './classes'
import { text } from './text'
import styles from './toast.module.css'

export interface Notice {
  readonly tone: 'done' | 'failed'
  readonly message: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

interface Toast extends Notice {
  readonly id: number
}

const shownFor = 8_000
const atMost = 3
const useToasts = create<{ readonly toasts: readonly Toast[]; readonly last: number }>(() => ({ toasts: [], last: 0 }))

/** Shows and announces a notice. The function given back takes it away. */
export function notify(notice: Notice): () => void {
  announce(notice.message)
  const id = useToasts.getState().last + 1
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter(toast => toast.message !== notice.message), { ...notice, id }].slice(-atMost),
    last: id,
  }))
  return () => dismiss(id)
}

/** Shows why something did not happen. A cancellation is not a failure: it is announced alone. */
export function report(thrown: unknown): void {
  const error = toErrorData(thrown)
  if (error.code === 'CANCELLED') announce(text.common.cancelled)
  else notify({ tone: 'failed', message: error.message })
}

/** Removes every notice, as when another document takes the place. */
export function clearNotices(): void {
  useToasts.setState({ toasts: [] })
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(toast => toast.id !== id) }))
}

/** Where notices appear. */
export function ToastHost() {
  const toasts = useToasts(state => state.toasts)
  const before = useRef<HTMLElement | null>(null)
  const entered = (event: FocusEvent<HTMLElement>) => {
    const from = event.relatedTarget
    if (from instanceof HTMLElement && !event.currentTarget.contains(from)) before.current = from
  }
  const isEmpty = toasts.length === 0
  // A pane of its own while there is something in it, so that F6 leads there.
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus came from.
    <section
      className={styles.stack}
      onFocus={entered}
      {...(!isEmpty && { 'data-pane': 'notices', 'aria-label': text.app.notices })}
    >
      {toasts.map(toast => (
        <ToastCard key={toast.id} toast={toast} onLeave={() => before.current?.focus()} />
      ))}
    </section>
  )
}

function ToastCard({ toast, onLeave }: { readonly toast: Toast; readonly onLeave: () => void }) {
  const { id, tone, message, action } = toast
  useEffect(() => {
    if (tone === 'failed') return
    const timer = window.setTimeout(() => dismiss(id), shownFor)
    return () => window.clearTimeout(timer)
  }, [id, tone])
  const Icon = tone === 'failed' ? CircleAlert : CircleCheck
  const leave = () => {
    dismiss(id)
    onLeave()
  }
  const act = () => {
    leave()
    action?.run()
  }
  return (
    <div className={classes(styles.toast, styles[tone])}>
      <Icon className={styles.icon} size={16} strokeWidth={1.75} aria-hidden />
      <p className={styles.message}>{message}</p>
      {action && <Button label={action.label} kind="quiet" className={styles.action} onClick={act} />}
      <Button label={text.common.dismiss} icon={X} kind="quiet" iconOnly onClick={leave} />
    </div>
  )
}
