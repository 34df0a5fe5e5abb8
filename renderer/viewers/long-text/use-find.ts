// What is looked for in a text of rows, and where it was found. It is looked for a moment after typing has ended.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import type { NodeId } from '../../../shared/model/node'
import type { LongTextHit } from '../../../shared/viewers/long-text'
import { call, stream } from '../../bridge/call'

/** Milliseconds of rest in typing. */
const rest = 200

export interface Find {
  readonly text: string
  readonly matchCase: boolean
  readonly hits: readonly LongTextHit[]
  readonly running: boolean
  /** False where there are more, which were not looked for. */
  readonly complete: boolean
  readonly refusal: string | null
}

const nothing: Find = { text: '', matchCase: false, hits: [], running: false, complete: true, refusal: null }

/** `onFirst` gets the first places of something new. */
export function useFind(
  document: DocumentId,
  node: NodeId,
  revision: number,
  onFirst: (hits: readonly LongTextHit[]) => void,
) {
  const [find, setFind] = useState<Find>(nothing)
  const first = useRef(onFirst)
  first.current = onFirst
  const { text, matchCase } = find

  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is searched again.
  useEffect(() => {
    if (text === '') return setFind(last => ({ ...nothing, matchCase: last.matchCase }))
    const operation = crypto.randomUUID()
    let [current, begun] = [true, false]
    const look = async () => {
      setFind(last => ({ ...last, hits: [], running: true, complete: true, refusal: null }))
      const query = { document, node, text, regex: false, matchCase, word: false, operation }
      try {
        const { complete } = await stream('text.find', query, items => {
          if (!current) return
          setFind(last => ({ ...last, hits: [...last.hits, ...items] }))
          if (!begun) first.current(items)
          begun = true
        })
        if (current) setFind(last => ({ ...last, running: false, complete }))
      } catch (thrown) {
        if (current) setFind(last => ({ ...last, running: false, refusal: toErrorData(thrown).message }))
      }
    }
    const timer = setTimeout(() => void look(), rest)
    return () => {
      current = false
      clearTimeout(timer)
      void call('operation.cancel', { operation }).catch(() => undefined)
    }
  }, [document, node, revision, text, matchCase])

  const change = useCallback(
    (to: Partial<Pick<Find, 'text' | 'matchCase'>>) => setFind(last => ({ ...last, ...to })),
    [],
  )
  return { find, change }
}
