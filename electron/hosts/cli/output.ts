// Standard output and standard error. A reader that goes away (`bootbank ls … | head`) is not a fault: the rest is dropped quietly.
import { BootbankError } from '../../../shared/model/errors'
import { terminalText } from './terminal-text'

const PIECE = 64 * 1024

let closed = false

/** To be called once, before anything is written: an error event without a listener would end the program with a stack trace. */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

/** Writes chunks to stdout, at the pace of the reader. Throws WRITE_FAILED. */
export async function writeBytes(chunks: Iterable<Uint8Array>): Promise<void> {
  for (const chunk of chunks) {
    if (closed) return
    const error = await new Promise<NodeJS.ErrnoException | null>(resolve => {
      process.stdout.write(chunk, failure => resolve(failure ?? null))
    })
    if (!error) continue
    closed = error.code === 'EPIPE' || error.code === 'EOF' || error.code === 'ERR_STREAM_DESTROYED'
    if (!closed) {
      throw new BootbankError('WRITE_FAILED', `Standard output cannot be written (${error.code ?? error.message}).`)
    }
  }
}

/** Writes lines to stdout, each with its line ending. */
export async function writeLines(lines: readonly string[]): Promise<void> {
  await writeBytes(inPieces(lines))
}

/** One line to stderr, `bootbank: …`. */
export function complain(text: string): void {
  process.stderr.write(`bootbank: ${terminalText(text)}\n`)
}

/** Waits until everything given to stdout and stderr so far is written, or cannot be. */
export async function outputWritten(): Promise<void> {
  const written = (stream: NodeJS.WriteStream) => new Promise<void>(resolve => stream.write('', () => resolve()))
  await Promise.all([written(process.stdout), written(process.stderr)])
}

function* inPieces(lines: readonly string[]): Iterable<Uint8Array> {
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length >= PIECE) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  if (piece !== '') yield Buffer.from(piece)
}
