// Texts as the window shows them until the user asks for their secrets. They are replaced in the text itself before it reaches an editor
// or a diff, so that nothing secret is in the page, the clipboard or a search.
import type { SecretFile, SecretSpan } from '../../../shared/secrets/secret'
import { countSecrets, replaceSpans, secretMask as mask, secretSpans } from '../../../shared/secrets/spans'

export interface Masked {
  readonly text: string
  /** Different secrets hidden; the many lines of one private key count once. */
  readonly secrets: number
}

export interface MaskedPair {
  readonly before: string
  readonly after: string
  /** Different secrets hidden on both sides together. */
  readonly secrets: number
}

/** The text with every secret replaced by bullets. */
export function maskSecrets(text: string, file: SecretFile): Masked {
  const spans = secretSpans(text, file)
  return { text: replaceSpans(text, spans, () => mask), secrets: countSecrets(spans) }
}

/** Two texts masked for a comparison: the same secret gets the same number on both sides, another secret another, so
 * that a changed password still shows as a change. */
export function maskForDiff(before: string, after: string, file: SecretFile): MaskedPair {
  const numbers = new Map<string, number>()
  const numbered = ({ identity }: SecretSpan) => {
    const number = numbers.get(identity) ?? numbers.size + 1
    numbers.set(identity, number)
    return `${mask}#${number}`
  }
  const maskedBefore = replaceSpans(before, secretSpans(before, file), numbered)
  const maskedAfter = replaceSpans(after, secretSpans(after, file), numbered)
  return { before: maskedBefore, after: maskedAfter, secrets: numbers.size }
}
