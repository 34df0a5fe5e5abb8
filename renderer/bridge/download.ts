import type { DocumentId } from '../../shared/model/document'
import type { NodeId } from '../../shared/model/node'

/** Where the browser host gives out an entry as it is when it is fetched, as a file of that name; several as one zip. */
export function entryAddress(document: DocumentId, nodes: readonly NodeId[], name: string): string {
  const query = new URLSearchParams({ document, name })
  for (const node of nodes) query.append('node', node)
  return `/entry?${query}`
}

/** Fetches a result's `download` address (same origin, one file) as the browser's own download. */
export function fetchDownload(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}
