// How values cross between a preload and its page: by copy, functions by a stand-in that copies both ways, and nothing by reference.
// Source: https://www.electronjs.org/docs/latest/api/context-bridge#parameter--error--return-type-support
import { types } from 'node:util'

/** Levels of nesting beyond which Electron throws. */
const deepest = 1000

/** What the other side gets of a value. Throws for what cannot cross. */
export function bridged(value: unknown, depth = 0): unknown {
  if (depth > deepest) {
    throw new TypeError(
      `Electron contextBridge recursion depth exceeded.  Nested objects deeper than ${deepest} are not supported.`,
    )
  }
  if (typeof value === 'function') return standIn((...args) => Reflect.apply(value, undefined, args))
  if (types.isPromise(value)) {
    return value.then(
      result => bridged(result),
      (error: unknown) => Promise.reject(withoutType(error)),
    )
  }
  if (typeof value !== 'object' || value === null) return structuredClone(value)
  if (types.isNativeError(value)) return withoutType(value)
  if (Array.isArray(value)) return value.map(one => bridged(one, depth + 1))
  if (Object.prototype.toString.call(value) !== '[object Object]') return structuredClone(value)
  const parts = Object.entries(value).map(([name, part]) => [name, bridged(part, depth + 1)] as const)
  return Object.fromEntries(parts)
}

/** What a function is on the other side: arguments, result and error cross as any value does. */
function standIn(call: (...args: readonly unknown[]) => unknown): (...args: readonly unknown[]) => unknown {
  return (...args) => {
    try {
      return bridged(call(...args.map(one => bridged(one))))
    } catch (error) {
      throw withoutType(error)
    }
  }
}

/** Of an error its message crosses, and nothing that a class of its own gave it. */
function withoutType(error: unknown): Error {
  return new Error(types.isNativeError(error) ? error.message : String(error))
}
