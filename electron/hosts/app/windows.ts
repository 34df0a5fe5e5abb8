// The open windows: one document each, with services of its own, so that a permission given in one window is not valid in another, and
// a thread that dies affects no other document. A file from outside gets the window that has it, an empty one, or a new one.
import { BrowserWindow, dialog, type WebContents } from 'electron'
import type { Services } from '../../services/services'
import type { ServicesOptions } from '../../services/services-options'
import { guardClosing } from './close-guard'
import { dragFiles } from './drag-file'
import { emitTo } from './ipc'
import { guardPage } from './page-failure'
import { TaskBar } from './task-bar'
import { createWindow, loadPage, type WindowOptions } from './window'

export interface DocumentWindow {
  readonly window: BrowserWindow
  readonly services: Services
  readonly taskBar: TaskBar
}

export interface WindowsOptions extends WindowOptions {
  /** Makes the services of one window: what they tell it, and what they drag out of it. */
  readonly servicesFor: (window: Pick<ServicesOptions, 'emit' | 'startDrag'>) => Services
}

/** All windows of the program. */
export class Windows {
  private readonly open = new Map<BrowserWindow, DocumentWindow>()

  constructor(private readonly options: WindowsOptions) {}

  /** A new, empty window. Only once the app is ready. */
  create(): DocumentWindow {
    const window = createWindow(this.options)
    const taskBar = new TaskBar(window)
    const services = this.options.servicesFor({
      emit: (event, payload) => {
        emitTo(window, event, payload)
        if (event === 'progress' && 'operation' in payload) taskBar.move(payload)
      },
      startDrag: paths => dragFiles(window, paths, this.options.icon),
    })
    const made = { window, services, taskBar }
    this.open.set(window, made)
    const page = guardPage(window, services, () => loadPage(window))
    guardClosing(window, services, page.revive)
    window.on('closed', () => {
      this.open.delete(window)
      // Unsaved changes were asked about before.
      void services.close('forgotten')
    })
    loadPage(window)
    return made
  }

  /** The window that a page is in; null for any other page. */
  of(contents: WebContents): DocumentWindow | null {
    return [...this.open.values()].find(({ window }) => window.webContents === contents) ?? null
  }

  /** The window in front, else any, else a new one. */
  current(): DocumentWindow {
    const focused = BrowserWindow.getFocusedWindow()
    const [first] = this.open.values()
    return (focused && this.open.get(focused)) ?? first ?? this.create()
  }

  /** Opens a file from outside: in the window that has it already, in an empty one, else in a new one. */
  async openFile(path: string): Promise<void> {
    const all = [...this.open.values()]
    const holder = all.find(({ services }) => services.sources().includes(path))
    const found = holder ?? all.find(({ services }) => services.sources().length === 0) ?? this.create()
    bringUp(found.window)
    if (found !== holder) await handOver(found, path)
  }

  /** Opens a file in the window in front, as the user asked there; its page asks about unsaved changes. */
  async openFileHere(path: string): Promise<void> {
    await handOver(this.current(), path)
  }

  /** Brings up the window in front, or a new one. */
  show(): void {
    bringUp(this.current().window)
  }
}

function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}

async function handOver({ services }: DocumentWindow, path: string): Promise<void> {
  const outcome = await services.handOver(path)
  if (!outcome.ok) dialog.showErrorBox('This file cannot be opened', outcome.error.message)
}
