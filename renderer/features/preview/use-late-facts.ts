// Facts that came after the content they belong to.
import { useEffect, useState } from 'react'
import type { NodeFacts } from '../../../shared/model/preview'
import { loadFacts } from '../inspector/load-facts'
import type { ShownNode } from './load-view'

/** The facts of what is shown: those it came with, until newer ones are there. */
export function useLateFacts({ document, node, revision, facts }: ShownNode): NodeFacts | null {
  const [late, setLate] = useState<{ readonly revision: number; readonly facts: NodeFacts } | null>(null)
  useEffect(() => {
    let current = true
    loadFacts(document, node, revision).then(
      found => current && setLate({ revision, facts: found }),
      // The inspector shows why; the content needs no facts to be seen.
      () => {},
    )
    return () => {
      current = false
    }
  }, [document, node, revision])
  return late?.revision === revision ? late.facts : facts
}
