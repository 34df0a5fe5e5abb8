// A file from outside (argument, second launch, dock) on its way to a window: told at once if the window listens, else kept until it does.
import type { FileGrant } from '../../shared/model/grant'
import type { Emit } from './documents'

/** The file that one window was handed, if any. */
export class HandedOver {
  /** Not yet opened by the window, and told to each page that starts. */
  #pending: FileGrant | null = null
  /** The file that the window was handed and has not tried to open yet. */
  #path: string | null = null
  #isListening = false

  constructor(private readonly emit: Emit) {}

  /** Absolute path of the file that the window has yet to open or to decline; null for none. */
  get path(): string | null {
    return this.#path
  }

  /** A page has started and hears events from now on. Gives the file that it was not told of. */
  listen(): FileGrant | null {
    this.#isListening = true
    return this.#pending
  }

  /** Hands over the file of a path, which `grantFile` permits to read. Rejects as `grantFile` does; then nothing is handed over. */
  async give(path: string, grantFile: () => Promise<FileGrant>): Promise<FileGrant> {
    this.#path = path
    try {
      const grant = await grantFile()
      if (this.#isListening) this.emit('file.arrived', grant)
      else this.#pending = grant
      return grant
    } catch (error) {
      this.#path = null
      throw error
    }
  }

  /** The window opens a file, this one or another. */
  opening(grant: string): void {
    if (this.#pending?.grant === grant) this.#pending = null
    this.#path = null
  }

  /** The window gave a file back, or closed its document. */
  declined(): void {
    this.#path = null
  }

  /** The page is gone; the next one is told of the file. */
  pageGone(): void {
    this.#isListening = false
  }

  /** The window is gone; a file that it was not told of waits for the next one. */
  windowGone(): void {
    this.#isListening = false
    if (this.#pending === null) this.#path = null
  }
}
