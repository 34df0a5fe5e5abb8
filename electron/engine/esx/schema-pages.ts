// The pages that hold the schema of a database, looked at before SQLite is: it reads the whole schema when it opens, and pages that lead to the
// same pages again and again would keep it at that without end. Layout: Database File Format, b-tree pages.

const interiorTable = 5
/** Bytes before the b-tree of the first page. */
const fileHeader = 100

/** Whether some page of the schema's b-tree is reached twice. What lies outside of the file, or is not a b-tree page, is left to SQLite. */
export function schemaRepeats(bytes: Uint8Array): boolean {
  if (bytes.length < fileHeader) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pageSize = view.getUint16(16) === 1 ? 65_536 : view.getUint16(16)
  if (pageSize < 512) return false
  const seen = new Set<number>()
  const waiting = [1]
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    if (seen.has(page)) return true
    seen.add(page)
    waiting.push(...childrenOf(view, page, pageSize))
  }
  return false
}

function childrenOf(view: DataView, page: number, pageSize: number): readonly number[] {
  const start = (page - 1) * pageSize
  const head = start + (page === 1 ? fileHeader : 0)
  if (page < 1 || start + pageSize > view.byteLength || view.getUint8(head) !== interiorTable) return []
  const most = Math.floor((start + pageSize - head - 12) / 2)
  const cells = Math.min(view.getUint16(head + 3), most)
  const children = [view.getUint32(head + 8)]
  for (let index = 0; index < cells; index++) {
    const cell = view.getUint16(head + 12 + 2 * index)
    if (cell + 4 <= pageSize) children.push(view.getUint32(start + cell))
  }
  return children
}
