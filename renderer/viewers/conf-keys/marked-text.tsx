// A text in which the words of a filter are marked.
import styles from './conf-keys-view.module.css'

export interface MarkedTextProps {
  readonly text: string
  /** In lower case. */
  readonly words: readonly string[]
  /** What comes before and after it in the key: a word may begin in the one and end in the other. */
  readonly before?: string
  readonly after?: string
}

export function MarkedText({ text, words, before = '', after = '' }: MarkedTextProps) {
  const spans =
    words.length === 0 ? [] : spansOf(before + text + after, words, before.length, before.length + text.length)
  if (spans.length === 0) return text
  const parts = []
  let at = 0
  for (const { from, to } of spans) {
    parts.push(
      text.slice(at, from),
      <mark key={from} className={styles.match}>
        {text.slice(from, to)}
      </mark>,
    )
    at = to
  }
  parts.push(text.slice(at))
  return parts
}

/** The parts from `start` to `end` that belong to one of the words, counted from `start`, joined where they touch. */
export function spansOf(
  text: string,
  words: readonly string[],
  start: number,
  end: number,
): readonly { readonly from: number; readonly to: number }[] {
  const lower = text.toLowerCase()
  // Some letters grow in lower case: then no place can be told.
  if (lower.length !== text.length) return []
  const hit = new Uint8Array(text.length)
  for (const word of words)
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) hit.fill(1, at, at + word.length)
  const spans: { from: number; to: number }[] = []
  for (let at = start; at < end; at += 1) {
    if (hit[at] === 0) continue
    const last = spans.at(-1)
    if (last && last.to === at - start) last.to += 1
    else spans.push({ from: at - start, to: at - start + 1 })
  }
  return spans
}
