// What the page made, offered as a file: the browser or the window asks where it goes.

/** Long enough for a slow disk to take it. */
const KEPT_MS = 60_000

/** Offers the content under a name. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}
