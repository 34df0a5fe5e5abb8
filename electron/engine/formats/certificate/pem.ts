// PEM (RFC 7468): blocks of base64 between BEGIN and END, with whatever text lies between them. A block that breaks the form is told,
// and the others are read all the same.

export interface PemBlock {
  /** What stands after BEGIN, such as `CERTIFICATE`. */
  readonly label: string
  /** Line of BEGIN, from 1. */
  readonly line: number
  readonly content: { readonly der: Uint8Array } | { readonly fault: string }
}

const border = /^[ \t]*-----(BEGIN|END) ([A-Z0-9 ]{1,60})-----[ \t]*$/

/** The blocks in the order of the text. */
export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = []
  let open: { readonly label: string; readonly line: number; readonly body: string[] } | null = null
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const mark = raw.includes('-----') ? border.exec(raw) : null
    if (!mark) {
      open?.body.push(raw)
      continue
    }
    const [, kind, label = ''] = mark
    if (kind === 'BEGIN') {
      if (open) blocks.push(unended(open))
      open = { label, line: index + 1, body: [] }
    } else if (open) {
      const { line, body } = open
      const fault = label === open.label ? null : `it ends as ${label}`
      blocks.push({ label: open.label, line, content: fault ? { fault } : decoded(body) })
      open = null
    }
  }
  if (open) blocks.push(unended(open))
  return blocks
}

function unended({ label, line }: { readonly label: string; readonly line: number }): PemBlock {
  return { label, line, content: { fault: 'it has no END' } }
}

/** Headers before the base64 (`Proc-Type: …` of an encrypted key) end with a blank line. */
function decoded(body: readonly string[]): PemBlock['content'] {
  const blank = body.findIndex(line => line.trim() === '')
  const hasHeaders = blank >= 0 && body.slice(0, blank).some(line => line.includes(':'))
  const base64 = (hasHeaders ? body.slice(blank) : body).join('').replace(/[ \t]/g, '')
  if (base64 === '') return { fault: 'it is empty' }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 === 1) return { fault: 'it is not base64' }
  return { der: new Uint8Array(Buffer.from(base64, 'base64')) }
}
