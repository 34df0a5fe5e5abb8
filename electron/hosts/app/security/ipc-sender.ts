// Whose messages are answered: only those of the top frame of one of our pages.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
import type { IpcMainInvokeEvent } from 'electron'
import { isOurPage } from '../page-origin'

/** Whether a message comes from the top frame of one of our pages. False for a frame that is already gone. */
export function isFromOurPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurPage(senderFrame.url)
}
