/** Fetches a result's `download` address (same origin, one file) as the browser's own download. */
export function fetchDownload(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}
