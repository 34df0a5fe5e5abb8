// The one place where messages of the windows come in and go out: a handler for each command of the contract. The sender is checked
// before anything else, and the services of the sender's own window answer.
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import { commandNames, isStream } from '../../../shared/contract/commands'
import type { EventName, Events } from '../../../shared/contract/contract'
import type { OperationId } from '../../../shared/model/operation'
import type { Outcome } from '../../../shared/model/errors'
import type { Services } from '../../services/services'
import { eventChannel, grantPathChannel, itemsChannel } from './channels'
import { isFromOurPage } from './security/ipc-sender'
import type { TaskBar } from './task-bar'

/** Which window a message comes from. */
export interface Senders {
  of(
    contents: WebContents,
  ): { readonly window: BrowserWindow; readonly services: Services; readonly taskBar: TaskBar } | null
}

/** Sends an event to one window. Does nothing for a closed one. */
export function emitTo<E extends EventName>(window: BrowserWindow, event: E, payload: Events[E]): void {
  send(window, eventChannel(event), payload)
}

function send(window: BrowserWindow, channel: string, payload: unknown): void {
  if (!window.isDestroyed()) window.webContents.send(channel, payload)
}

/** Answers the windows. */
export function setupIpc(senders: Senders): void {
  for (const command of commandNames) {
    ipcMain.handle(command, async (event, request: unknown) => {
      const sender = senderOf(event)
      if (sender === null) return notOurs
      const operation = operationIn(request)
      let batches = 0
      const outcome = await sender.services.handle(command, request, items => {
        batches += 1
        send(sender.window, itemsChannel, { operation, items })
      })
      if (operation !== null) sender.taskBar.end(operation)
      // The page waits for all of them: nobody promises that an answer does not overtake a message.
      return isStream(command) ? { ...outcome, batches } : outcome
    })
  }
  ipcMain.handle(grantPathChannel, (event, path: unknown) => {
    const sender = senderOf(event)
    if (sender === null) return notOurs
    if (typeof path !== 'string' || path === '') return refused('Only a file on the disk can be opened.')
    return sender.services.grantFile({ path, remember: true })
  })

  function senderOf(event: IpcMainInvokeEvent) {
    return isFromOurPage(event) ? senders.of(event.sender) : null
  }
}

function operationIn(request: unknown): OperationId | null {
  if (typeof request !== 'object' || request === null || !('operation' in request)) return null
  return typeof request.operation === 'string' ? request.operation : null
}

function refused(message: string): Outcome<never> {
  return { ok: false, error: { code: 'BAD_REQUEST', message, where: {} } }
}

const notOurs = refused('This page is not allowed to use Bootbank.')
