// Whose messages count: the top frame of a page of ours, and nobody else's.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
import type { IpcMainInvokeEvent } from 'electron'
import { isOurPage } from '../page-origin'

/** Whether a message comes from the top frame of a page of ours. A frame that is gone already has no say. */
export function isFromOurPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurPage(senderFrame.url)
}
