// Printing a part of the window alone.

/** Prints a copy of an element, as wide as the paper. The page's print styles hide everything else while it is marked. */
export function printAlone(element: Element): void {
  const root = document.documentElement
  const shown = document.createElement('div')
  shown.className = 'print-only'
  shown.append(element.cloneNode(true))
  document.body.append(shown)
  root.dataset.printing = 'alone'
  const done = () => {
    delete root.dataset.printing
    shown.remove()
  }
  window.addEventListener('afterprint', done, { once: true })
  window.print()
}
