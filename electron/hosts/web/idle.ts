// Ends a host that was forgotten: it would keep a backup's secrets in memory and a port open for as long as the machine runs. In use
// means that a page is connected (its stream of events is a request that does not end) or that another request runs. Unsaved changes
// are never given up because of the clock.
export interface IdleOptions {
  /** Milliseconds without use; 0 for a host that waits forever. */
  readonly after: number
  /** What must not be given up. */
  readonly isNeeded: () => boolean
  /** Called once. */
  readonly onIdle: () => void
}

export interface IdleWatch {
  /** Somebody uses the host until the function given back is called. */
  begin(): () => void
  stop(): void
}

/** Watches from now on: a host whose address nobody opens is idle as well. */
export function watchIdle({ after, isNeeded, onIdle }: IdleOptions): IdleWatch {
  let users = 0
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearTimeout(timer)
  const arm = () => {
    if (after > 0) timer = setTimeout(() => (isNeeded() ? arm() : onIdle()), after)
  }
  arm()
  return {
    begin() {
      users += 1
      stop()
      return () => {
        users -= 1
        if (users === 0) arm()
      }
    },
    stop,
  }
}
