// Changes of an XML text as text: what is not changed stays as it is, a character a byte.

/**
 * The text without the elements of a name that `gone` says, each with its indent and line end. Elements of one name are not nested here. The time is
 * proportional to the length of the text, whatever is in it.
 */
export function withoutElements(text: string, name: string, gone: (element: string) => boolean): string {
  const element = new RegExp(`<${name}(?:\\s[^<>]*)?>(?:(?!<${name}[\\s>])[\\s\\S])*?</${name}>`, 'g')
  const parts: string[] = []
  let at = 0
  for (const match of text.matchAll(element)) {
    if (!gone(match[0])) continue
    let from = match.index
    while (from > at && isBlank(text[from - 1])) from -= 1
    parts.push(text.slice(at, from))
    at = match.index + match[0].length
    while (isBlank(text[at])) at += 1
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
  }
  parts.push(text.slice(at))
  return parts.join('')
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}

/** A text as the content of an element. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The content of an element as text. */
export function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
