// The one place where messages of the window come in and go out: a handler for each command of the contract, the sender
// checked before anything is looked at.
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { commandNames } from '../../shared/ipc/commands'
import type { Outcome } from '../../shared/model/errors'
import type { Emit } from '../services/documents'
import type { Services } from '../services/services'
import { eventChannel, grantPathChannel } from './channels'
import { isOurPage } from './page-origin'

/** Tells every window. */
export const emitToWindows: Emit = (event, payload) => {
  for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send(eventChannel(event), payload)
}

/** Answers the window with the services. */
export function setupIpc(services: Services): void {
  for (const command of commandNames) {
    ipcMain.handle(command, (event, request: unknown) =>
      isOurs(event) ? services.handle(command, request) : refused('This page may not speak to Bootbank.'),
    )
  }
  ipcMain.handle(grantPathChannel, (event, path: unknown) => {
    if (!isOurs(event)) return refused('This page may not speak to Bootbank.')
    if (typeof path !== 'string' || path === '') return refused('Only a file on the disk can be opened.')
    return services.grantFile({ path, remember: true })
  })
}

/** A message counts only from the top frame of a page of ours. */
function isOurs({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurPage(senderFrame.url)
}

function refused(message: string): Outcome<never> {
  return { ok: false, error: { code: 'BAD_REQUEST', message, where: {} } }
}
