// Pages that are written to disk and opened anywhere: text by text, every value escaped unless it is markup already. They hold no script
// and ask for nothing: the policy in their head says so to the browser as well.

/** Markup that is safe to be put into a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | readonly Part[]

/** Markup with values in it; a text is escaped, a list is joined, null is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(parts.map((part, index) => part + textOf(values[index] ?? null)).join(''))
}

/** A whole page of one style, light and dark by the reader's system, and on paper. */
export function page(title: string, style: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`.text
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What no HTML may hold, and what turns the order of the text around it, stands as a sign for it. */
const unprintable = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu

/** A text as it stands between tags or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => escapes[sign] ?? sign).replace(unprintable, '\u{fffd}')
}

function textOf(part: Part): string {
  if (part === null) return ''
  if (part instanceof Html) return part.text
  return typeof part === 'object' ? part.map(textOf).join('') : escaped(String(part))
}
