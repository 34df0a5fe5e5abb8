// The rows of a query, page by page as they come into view. The rows of the query before stay until the first page of the new one is there,
// unless they are of another table.
import { useCallback, useEffect, useRef, useState } from 'react'
import { BootbankError, toErrorData } from '../../../shared/model/errors'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { RowQuery, TableCell, TableRows } from '../../../shared/viewers/tables'
import { call } from '../../bridge/call'

/** Rows of a page. */
const pageRows = 100
/** Pages that are kept. */
const kept = 60

export interface RowPages {
  /** Of the query that the rows are of; null before the first answer. */
  readonly total: number | null
  readonly damage: string | null
  readonly error: BootbankError | null
  /** Some rows of the table are here. */
  readonly begun: boolean
  /** The rows have rowids, by which one can be changed. */
  readonly numbered: boolean
  /** The rowid of a row; undefined while it is on its way, and for rows that have none. */
  readonly id: (index: number) => string | undefined
  /** Undefined while it is on its way. */
  readonly row: (index: number) => readonly TableCell[] | undefined
  /** Rows from `start` to `end`, inclusive, are on the screen. */
  readonly want: (start: number, end: number) => void
}

type Page = Pick<TableRows, 'rows' | 'ids'>

interface Answers {
  readonly key: string
  readonly table: string
  readonly total: number | null
  readonly damage: string | null
  readonly error: BootbankError | null
  /** The least recently asked for first. */
  readonly pages: ReadonlyMap<number, Page>
}

const nothing: Omit<Answers, 'key' | 'table'> = { total: null, damage: null, error: null, pages: new Map() }

/** The rows of a query as far as they were fetched, and what went wrong. */
export function useRowPages(document: DocumentId, node: NodeId, revision: number, query: RowQuery): RowPages {
  const key = JSON.stringify([document, node, revision, query])
  const [answers, setAnswers] = useState<Answers>({ key: '', table: '', ...nothing })
  const current = useRef(key)
  current.current = key
  const asked = useRef(new Set<string>())

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of them.
  const fetchPage = useCallback(
    async (page: number) => {
      const name = `${key} ${page}`
      if (asked.current.has(name)) return
      asked.current.add(name)
      try {
        const offset = page * pageRows
        const { total, rows, ids, damage } = await call('table.rows', {
          document,
          node,
          query,
          offset,
          limit: pageRows,
          full: false,
        })
        if (current.current !== key) return
        setAnswers(last => {
          const pages = new Map(last.key === key ? last.pages : [])
          pages.set(page, { rows, ids })
          for (const oldest of pages.keys()) {
            if (pages.size <= kept) break
            pages.delete(oldest)
            asked.current.delete(`${key} ${oldest}`)
          }
          return { key, table: query.table, total, damage, error: null, pages }
        })
      } catch (thrown) {
        asked.current.delete(name)
        const error = BootbankError.from(toErrorData(thrown))
        if (current.current === key)
          setAnswers(last => ({ ...(last.key === key ? last : { key, table: query.table, ...nothing }), error }))
      }
    },
    [key],
  )
  useEffect(() => {
    asked.current.clear()
    void fetchPage(0)
  }, [fetchPage])

  const { total, damage, error, pages } = answers.table === query.table ? answers : { ...answers, ...nothing }
  return {
    total,
    damage,
    error: answers.key === key ? error : null,
    begun: pages.size > 0,
    numbered: [...pages.values()].some(({ ids }) => ids !== null),
    id: index => pages.get(Math.floor(index / pageRows))?.ids?.[index % pageRows],
    row: index => pages.get(Math.floor(index / pageRows))?.rows[index % pageRows],
    want: (start, end) => {
      for (let page = Math.floor(start / pageRows); page <= Math.floor(end / pageRows); page++) void fetchPage(page)
    },
  }
}
