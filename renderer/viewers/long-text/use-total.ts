import { useEffect, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { LongTextLength, LongTextView } from '../../../shared/viewers/long-text'
import { call } from '../../bridge/call'
import { report } from '../../ui/toast'

/** Rows and lines of a text; null until it was read to its end, which begins when it is shown and ends with it. */
export function useTotal(
  document: DocumentId,
  node: NodeId,
  revision: number,
  data: LongTextView,
): LongTextLength | null {
  const [counted, setCounted] = useState<{ readonly revision: number; readonly total: LongTextLength } | null>(null)
  useEffect(() => {
    if (data.total) return
    const operation = crypto.randomUUID()
    let current = true
    call('text.length', { document, node, operation })
      .then(length => current && setCounted({ revision, total: length }))
      .catch(thrown => current && report(thrown))
    return () => {
      current = false
      // It may have ended just now.
      void call('operation.cancel', { operation }).catch(() => undefined)
    }
  }, [document, node, revision, data.total])
  return data.total ?? (counted?.revision === revision ? counted.total : null)
}
