// Objects that stand in for Electron's: what is not modelled throws by name, so that a boot test cannot pass by luck.

/** A stand-in whose other members throw when they are touched. `name` is how messages call it. */
export function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key === 'then' || key in target) return Reflect.get(target, key, receiver)
      throw new Error(`electron double: ${name}.${key} is not modelled`)
    },
    set(_target, key) {
      throw new Error(`electron double: ${name}.${String(key)} was assigned`)
    },
  })
}

/** Whatever listens to an event. */
export type Listener = (...args: never[]) => unknown

/** Members of a real object of Electron: a name that electron.d.ts does not have is a type error. */
export type Modelled<Real> = { readonly [Name in keyof Real]?: unknown }

/** Named events, as Electron's objects have them. */
export class Events {
  private readonly listeners = new Map<string, Set<Listener>>()

  add(event: string, listener: Listener): void {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener))
  }

  /** Adds a listener that hears one event. */
  once(event: string, listener: Listener): void {
    const heard: Listener = (...args) => {
      this.remove(event, heard)
      return listener(...args)
    }
    this.add(event, heard)
  }

  remove(event: string, listener: Listener): void {
    this.listeners.get(event)?.delete(listener)
  }

  /** Forgets all listeners. */
  clear(): void {
    this.listeners.clear()
  }

  /** Calls the listeners in order. */
  emit(event: string, ...args: readonly unknown[]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...(args as never[]))
  }

  count(event: string): number {
    return this.listeners.get(event)?.size ?? 0
  }
}

/** An event object, and whether somebody prevented what it announces. */
export function preventable(): { readonly event: { preventDefault(): void }; readonly isPrevented: () => boolean } {
  let prevented = false
  return {
    event: strict('event', {
      preventDefault: () => {
        prevented = true
      },
    }),
    isPrevented: () => prevented,
  }
}
