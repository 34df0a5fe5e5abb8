// Text to the clipboard. Trap: the desktop window denies every permission, the clipboard's too; there the old command of
// the document does it, from a field that is gone at once.
import { announce } from './announcer'
import { text as catalogue } from './text'

/** Copies and announces it. Resolves false where the system refused. */
export async function copyText(text: string): Promise<boolean> {
  const copied = (await byClipboard(text)) || byCommand(text)
  announce(copied ? catalogue.common.copied(text) : catalogue.common.notCopied)
  return copied
}

/** Whether the page may write to the clipboard, and did. */
async function byClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function byCommand(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return copied
}
