// Loading what a pane shows, without flicker: the old content stays until the new is there, answers that were overtaken
// are dropped, and only after a moment of waiting is the pane to say that it waits.
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { BootbankError, toErrorData } from '../../shared/model/errors'

/** Milliseconds before waiting is worth a word. */
const patience = 150

export interface Loaded<T> {
  /** What `key` was when this was asked for. */
  readonly key: string
  readonly revision: number
  readonly outcome: { readonly value: T } | { readonly error: BootbankError }
}

export interface Loading<T> {
  /** The last answer; of an earlier key while a newer one is on its way; null at first. */
  readonly loaded: Loaded<T> | null
  /** The answer for another key has been awaited for longer than a moment. */
  readonly slow: boolean
  readonly retry: () => void
}

/** Asks again whenever key or revision changes. `load` is given the last value of the same key, null if there is none. */
export function useLoaded<T>(key: string, revision: number, load: (last: T | null) => Promise<T>): Loading<T> {
  const [loaded, setLoaded] = useState<Loaded<T> | null>(null)
  const [slowKey, setSlowKey] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)

  const ask = useEffectEvent(async (): Promise<Loaded<T>> => {
    try {
      const last = loaded?.key === key && 'value' in loaded.outcome ? loaded.outcome.value : null
      return { key, revision, outcome: { value: await load(last) } }
    } catch (thrown) {
      return { key, revision, outcome: { error: BootbankError.from(toErrorData(thrown)) } }
    }
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: key, revision and attempt say when to ask.
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => setSlowKey(key), patience)
    void ask().then(answer => {
      clearTimeout(timer)
      if (current) setLoaded(answer)
    })
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [key, revision, attempt])

  const retry = useCallback(() => setAttempt(count => count + 1), [])
  return { loaded, slow: loaded?.key !== key && slowKey === key, retry }
}
