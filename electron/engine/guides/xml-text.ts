// Changes of an XML text as text: what is not changed stays as it is, a character a byte.

/** The text without the elements of a name that `gone` says, each with its indent and line end. Elements of one name are not nested here. */
export function withoutElements(text: string, name: string, gone: (element: string) => boolean): string {
  const element = new RegExp(`[ \\t]*<${name}(?:\\s[^<>]*)?>(?:(?!<${name}[\\s>])[^])*?</${name}>[ \\t]*\\r?\\n?`, 'g')
  return text.replace(element, found => (gone(found) ? '' : found))
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
