// What a line of esx.conf is that holds no key.

export type RawLineKind = 'blank' | 'comment' | 'broken'

/** Told by its content, without its ending. What is neither blank nor a comment was meant to be a key and cannot be read. */
export function rawLineKind(content: string): RawLineKind {
  const trimmed = content.trim()
  if (trimmed === '') return 'blank'
  return trimmed.startsWith('#') ? 'comment' : 'broken'
}
