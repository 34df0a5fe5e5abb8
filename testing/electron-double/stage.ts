// What the double of Electron records and what the boot test decides, in one place.
import { Events } from './strict'

/** A frame of a page, as messages name their sender. */
export interface Frame {
  readonly url: string
  readonly parent: Frame | null
}

export interface MessageEvent {
  readonly sender: object
  readonly senderFrame: Frame | null
}

type Handler = (event: MessageEvent, ...args: unknown[]) => unknown
type WindowOptions = Readonly<Record<string, unknown>> & { readonly webPreferences: Readonly<Record<string, unknown>> }

export interface DoubleWindow {
  /** What the window was made with. */
  readonly options: WindowOptions
  /** Events of the window itself, as Electron fires them at main. */
  readonly events: Events
  /** Events of its page. */
  readonly contentsEvents: Events
  /** What the preload listens to, by channel. */
  readonly heard: Events
  /** Paths of the files that were dragged out of it, first first. */
  readonly dragged: string[]
  /** Values of its button on the task bar, first first. */
  readonly progress: number[]
  openHandler: ((details: { url: string }) => { action: string }) | null
  /** What main holds of it, and of its page. */
  readonly electron: object
  readonly webContents: object
  /** Whether its page has work of its own to lose, and would not be unloaded. */
  holdsUnload: boolean
  /** As the title bar's button: asks, and ends a moment later only if nobody objects. */
  close(): void
  /** Its page crashes, or ends as it should. */
  loseItsPage(reason: string): void
}

export const stage = {
  userData: '',
  isPackaged: false,
  isFirstInstance: true,
  /** Answers of the next dialogs or promises of them, first first; a dialog without one throws. `untilWithdrawn` is given when the caller
   * takes its question back. */
  dialogs: [] as unknown[],
  /** What was shown to the user or given to the system, by name. */
  shown: [] as string[],
  /** Where dialogs for files were asked to begin, first first. */
  defaultPaths: [] as string[],
  /** Messages of the message boxes, first first. */
  questions: [] as string[],
  isReady: false,
  isSandboxed: false,
  hasQuit: false,
  /** Set by the test: looks at what the process leaves as it ends. */
  atExit: (): void => undefined,
  /** What a second instance would tell the first. */
  lockData: null as unknown,
  switches: {} as Record<string, string>,
  schemes: [] as Electron.CustomScheme[],
  windows: [] as DoubleWindow[],
  menu: null as unknown,
  spellChecker: null as boolean | null,
  pages: new Map<string, (request: Request) => Promise<Response>>(),
  handlers: new Map<string, Handler>(),
  appEvents: new Events(),
  /** Set by the test: what a window does with an address. */
  load: async (_window: DoubleWindow, _url: string): Promise<void> => undefined,
  permission: null as ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void) | null,
  permissionCheck: null as (() => boolean) | null,
  devicePermission: null as (() => boolean) | null,
}
