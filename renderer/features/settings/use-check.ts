// What is wrong with a value while it is typed.
import { useEffect, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { Json } from '../../../shared/model/json'
import { call } from '../../bridge/call'

/** Milliseconds of rest after which a typed value is checked. */
const rest = 200

/** What the schema of the backup has against a value, asked when typing rests; null while it has nothing. */
export function useCheck(document: DocumentId, setting: string, value: Json | undefined, ask: boolean): string | null {
  const [told, setTold] = useState<string | null>(null)
  const asked = value === undefined ? null : JSON.stringify(value)
  useEffect(() => {
    setTold(null)
    if (!ask || asked === null) return
    let current = true
    const timer = setTimeout(() => {
      call('settings.check', { document, setting, value: asked }).then(
        ({ refusal }) => current && setTold(refusal),
        // What cannot be asked now is told when it is applied.
        () => undefined,
      )
    }, rest)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [document, setting, asked, ask])
  return told
}
