// What is looked for, and what was found of it, so that a look at a place and back loses nothing. It is that of one document.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'
import { toErrorData } from '../../../shared/model/errors'
import type { SearchHit, SearchQuery, SearchResult } from '../../../shared/model/search'
import { call, stream } from '../../bridge/call'
import { useSession } from '../../state/session'

interface SearchState {
  readonly document: DocumentId | null
  readonly query: SearchQuery
  readonly hits: readonly SearchHit[]
  /** Null while it runs, and before the first. */
  readonly result: SearchResult | null
  readonly running: boolean
  /** Of the document when it was last looked through. */
  readonly revision: number
  /** Why the query cannot be. */
  readonly refusal: string | null
  /** Addresses whose hits are not shown. */
  readonly folded: ReadonlySet<string>
  readonly focused: string | null
}

const fresh = {
  query: { text: '', regex: false, matchCase: false, word: false },
  hits: [],
  result: null,
  running: false,
  revision: 0,
  refusal: null,
  folded: new Set<string>(),
  focused: null,
} as const

export const useSearch = create<SearchState>(() => ({ document: null, ...fresh }))

/** Milliseconds of rest in typing after which the search begins. */
const rest = 200

let timer: ReturnType<typeof setTimeout> | undefined
let operation: string | null = null

/** Starts over, unless it is about this document already. */
export function beginSearch(document: DocumentId): void {
  if (useSearch.getState().document === document) return
  stop()
  useSearch.setState({ document, ...fresh })
}

/** Looks for something else, or in another way, after a moment of rest. */
export function changeQuery(change: Partial<SearchQuery>): void {
  useSearch.setState(state => ({ query: { ...state.query, ...change } }))
  searchSoon()
}

/** Looks again, as after an edit. */
export function searchSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void search(), rest)
}

/** Gives a row of the list the focus. */
export function focusHit(focused: string): void {
  useSearch.setState({ focused })
}

/** Folds the hits of a file, or unfolds them. */
export function toggleFile(address: string): void {
  const folded = new Set(useSearch.getState().folded)
  if (!folded.delete(address)) folded.add(address)
  useSearch.setState({ folded })
}

function stop(): void {
  clearTimeout(timer)
  if (operation !== null) void call('operation.cancel', { operation }).catch(() => undefined)
  operation = null
}

async function search(): Promise<void> {
  stop()
  const { document, query } = useSearch.getState()
  if (document === null || query.text === '') {
    useSearch.setState({ hits: [], result: null, running: false, refusal: null })
    return
  }
  const own = crypto.randomUUID()
  operation = own
  const isCurrent = () => operation === own && useSearch.getState().document === document
  // What was found before stays until there is something new: no flicker while one types.
  let begun = false
  useSearch.setState({ running: true, refusal: null, revision: useSession.getState().status?.revision ?? 0 })
  try {
    const result = await stream('search', { document, ...query, operation: own }, items => {
      if (!isCurrent()) return
      useSearch.setState(state => ({ hits: begun ? [...state.hits, ...items] : items }))
      begun = true
    })
    if (isCurrent()) useSearch.setState(state => ({ result, running: false, hits: begun ? state.hits : [] }))
  } catch (thrown) {
    const { code, message } = toErrorData(thrown)
    if (isCurrent() && code !== 'CANCELLED')
      useSearch.setState({ hits: [], result: null, running: false, refusal: message })
  }
}
